using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>A file that nothing was ever written into is no ledger, and none is made of it by what needs one.</summary>
public sealed class EmptyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("empty-").FullName;

    public static TheoryData<string> Needs => ["checkpoint", "move", "retention", "access", "erasure"];

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task What_needs_a_ledger_leaves_an_empty_file_as_it_is(string what)
    {
        var file = Path.Combine(_folder, "ledger.db");
        await File.WriteAllBytesAsync(file, []);
        var ledger = LedgerLocation.Parse(file);
        var target = Path.Combine(_folder, "moved.db");

        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => (what switch
        {
            "checkpoint" => new LedgerChain(ledger, TimeProvider.System).MakeCheckpointAsync(),
            "move" => LedgerMove.RunAsync(ledger, LedgerLocation.Parse(target)),
            "retention" => new Retention(ledger, TimeProvider.System).ApplyAsync(new RetentionRequest { Days = 1, Today = new DateOnly(2026, 1, 1), By = "dpo@agency.example" }),
            "access" => new SubjectAccess(ledger, TimeProvider.System).TellAsync(["an@agency.example"], "dpo@agency.example"),
            _ => (Task)new SubjectErasure(ledger, TimeProvider.System).EraseAsync(new ErasureRequest { Names = ["an@agency.example"], By = "dpo@agency.example" }),
        }));

        Assert.Equal(InputProblem.LedgerUnusable, refused.Problem);
        Assert.Equal(0, new FileInfo(file).Length);
        Assert.False(File.Exists(target));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
