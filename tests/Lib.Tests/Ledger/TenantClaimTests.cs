using System.Diagnostics;
using System.Globalization;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using static TikTokBan.Tests.Ledger.JournalSamples;

namespace TikTokBan.Tests.Ledger;

/// <summary>One run at a time changes a tenant.</summary>
public sealed class TenantClaimTests : IDisposable
{
    private const string Other = "71600000-0000-4000-8000-0000000000ff";

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-claim-").FullName;

    private string Database => Path.Combine(_folder, "ledger.db");

    private string Lock => Assert.Single(Directory.GetFiles(_folder, "*.lock"));

    private SqliteRemovalJournal Journal => new(LedgerLocation.Parse(Database));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Who_comes_second_is_told_who_was_first()
    {
        var plan = Plan();
        await using (await Journal.BeginAsync(plan, Started()))
        {
            foreach (var purpose in new[] { RunPurpose.Apply, RunPurpose.Undo })
            {
                var refused = await Refused(() => Journal.BeginAsync(Plan(2), Started(purpose, "bram@agency.example")));
                Assert.Contains($"ada@agency.example's run 1 of plan {plan.Id} on {Environment.MachineName}, begun 2023-04-03 18:00:00 UTC, works on this tenant; wait for it, or stop it", refused, StringComparison.Ordinal);
            }
        }

        await using var next = await Journal.BeginAsync(plan, Started(RunPurpose.Undo, "bram@agency.example"));
        Assert.Equal(2, next.Number);
        Assert.Contains("bram@agency.example's run 2", await Refused(() => Journal.BeginAsync(plan, Started())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_and_a_look_at_the_same_are_free()
    {
        await using var first = await Journal.BeginAsync(Plan(), Started());
        await using var elsewhere = await Journal.BeginAsync(Plan(tenant: Other), Started());
        await using var look = await Journal.BeginAsync(Plan(), Started(RunPurpose.Verify));
        await using var another = await Journal.BeginAsync(Plan(), Started(RunPurpose.Verify));
        foreach (var run in new[] { first, elsewhere, look, another })
            await run.AppendAsync(Ended(1));
        Assert.Equal([1, 2, 3], new[] { first.Number, look.Number, another.Number });
    }

    [Fact]
    public async Task A_file_that_was_left_claims_nothing()
    {
        await (await Journal.BeginAsync(Plan(), Started())).DisposeAsync();
        Assert.Contains("Harmless when left behind", await File.ReadAllTextAsync(Lock), StringComparison.Ordinal);
        await using var next = await Journal.BeginAsync(Plan(), Started());
        Assert.Equal(2, next.Number);
    }

    [SkippableFact]
    public async Task A_run_that_lost_its_claim_can_add_nothing_once_a_later_one_began()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps a locked file from being removed");
        var plan = Plan();
        await using var first = await Journal.BeginAsync(plan, Started());
        await first.AppendAsync(Ended(1));
        File.Delete(Lock);
        await using var second = await Journal.BeginAsync(Plan(2), Started(by: "bram@agency.example"));

        Assert.Contains($"bram@agency.example's run 1 of plan {Plan(2).Id}", await Refused(() => first.AppendAsync(Ended(2))), StringComparison.Ordinal);
        await second.AppendAsync(Ended(1));
        Assert.Equal(2, (await Journal.ReadAsync(plan.Id)).Count);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_made_is_said_in_one_sentence()
    {
        await (await Journal.BeginAsync(Plan(), Started())).DisposeAsync();
        var path = Lock;
        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.Contains("claims the tenant for one run can't be written", await Refused(() => Journal.BeginAsync(Plan(), Started())), StringComparison.Ordinal);
        Assert.Single(await Journal.ReadAsync(Plan().Id));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_in_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");
        var journal = new SqliteRemovalJournal(LedgerLocation.Parse(Path.Combine(_folder, "file", "ledger.db")));
        Assert.Contains("give a path that can be written", await Refused(() => journal.BeginAsync(Plan(), Started())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_program_leaves_its_tenant_free_and_every_entry_that_it_was_told_of()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(HeldTenantProcess).Assembly.Location, "hold-tenant", Database]) { RedirectStandardOutput = true };
        using var holder = Process.Start(start)!;
        string? last = null;
        for (var line = 0; line < 20; line++)
            last = await holder.StandardOutput.ReadLineAsync() ?? last;
        Assert.NotNull(last);
        Assert.Contains("ada@agency.example's run 1", await Refused(() => Journal.BeginAsync(Plan(), Started())), StringComparison.Ordinal);

        holder.Kill();
        while (await holder.StandardOutput.ReadLineAsync() is { } more)
            last = more;
        await holder.WaitForExitAsync();
        await using var next = await Journal.BeginAsync(Plan(), Started());
        Assert.Equal(2, next.Number);
        Assert.InRange(next.Earlier.Count, int.Parse(last, CultureInfo.InvariantCulture), int.MaxValue);
    }

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;
}
