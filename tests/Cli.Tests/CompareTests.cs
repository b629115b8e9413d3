using System.Text.Json.Nodes;

namespace TikTokBan.Cli.Tests;

/// <summary>Two scans of a ledger compared on the command line.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_scans_are_compared_and_what_a_missing_source_hides_is_not_called_solved()
    {
        await ScanTwiceAsync();

        var compared = await Run.OfAsync("compare", "--ledger", _folder["ledger.db"], "--format", "json");

        Assert.Equal(ExitStatus.Done, compared.Status);
        var changes = JsonNode.Parse(compared.Output)!.AsArray();
        Assert.NotEmpty(changes);
        Assert.DoesNotContain(changes, change => (string?)change!["change"] == "Same");
        var unseen = changes.Where(change => (string?)change!["change"] == "Unseen").ToList();
        Assert.NotEmpty(unseen);
        Assert.All(unseen, change => Assert.NotEmpty(change!["sourcesNotRead"]!.AsArray()));
        Assert.DoesNotContain(changes, change => (string?)change!["change"] == "Solved");
        Assert.Contains("mdm.devices was read to its end then and is not now", compared.Errors, StringComparison.Ordinal);
        Assert.Contains("0 solved", compared.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_violation_can_fail_a_run_and_forms_agree()
    {
        await ScanTwiceAsync();
        var scans = JsonNode.Parse((await Run.OfAsync("ledger", "list", "--ledger", _folder["ledger.db"], "--format", "json")).Output)!.AsArray();
        var (later, earlier) = ((string)scans[0]!["id"]!, (string)scans[1]!["id"]!);

        // The other way round, what the later scan could not see is new.
        var back = await Run.OfAsync("compare", "--from", later[..8], "--to", earlier[..8], "--change", "New", "--fail-on", "Violation", "--ledger", _folder["ledger.db"], "--format", "csv");

        Assert.Equal(ExitStatus.VerdictMet, back.Status);
        Assert.StartsWith("change,id,application", back.Output, StringComparison.Ordinal);
        Assert.Contains("\nNew,", back.Output, StringComparison.Ordinal);
        Assert.Contains("New", (await Run.OfAsync("compare", "--from", later, "--to", earlier, "--ledger", _folder["ledger.db"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_scan_alone_no_ledger_and_an_unknown_id_are_said()
    {
        await ScanAsync(Samples);
        var alone = await Run.OfAsync("compare", "--ledger", _folder["ledger.db"]);
        Assert.Equal(ExitStatus.Unusable, alone.Status);
        Assert.Contains("no scan of the same authority and directive before", alone.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("compare", "--ledger", _folder["nowhere.db"])).Status);
        Assert.False(File.Exists(_folder["nowhere.db"]));
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("compare", "--from", "zzzz", "--ledger", _folder["ledger.db"])).Status);
    }

    private static string Samples => Path.Combine(ProductFiles.Samples, "authority");

    // The second time without what Intune exported.
    private async Task ScanTwiceAsync()
    {
        await ScanAsync(Samples);
        var less = Directory.CreateDirectory(_folder["less"]);
        foreach (var file in Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories).Where(file => !file.Contains("intune", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(less.FullName, Path.GetRelativePath(Samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await ScanAsync(less.FullName);
    }

    private async Task ScanAsync(string exports) =>
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("scan", "--exports", exports, "--as-of", "2026-11-16", "--ledger", _folder["ledger.db"])).Status);
}
