namespace TikTokBan.Cli.Tests;

/// <summary>The verb that adds reports up.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reports_are_added_up_and_one_that_was_changed_is_named_and_ends_with_four()
    {
        await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", "2023-04-02", "--ledger", _folder["ledger.db"], "--format", "json");
        foreach (var name in new[] { "one", "two" })
            Assert.Equal(ExitStatus.Done, (await Run.OfAsync("report", "--out", Path.Combine(_folder["inbox"], name), "--ledger", _folder["ledger.db"])).Status);
        var list = _folder.Write("list.csv", "authority,due\nMade-up council,2023-01-01\n");
        var merged = await Run.OfAsync("merge", _folder["inbox"], "--out", _folder["national"], "--expected", list, "--as-of", "2023-04-03", "--language", "nl");
        Assert.True(merged.Status == ExitStatus.Done, merged.Errors);
        Assert.Contains("1 authority reported, 0 of 1 on the list, 1 missing, 1 report not counted.", merged.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("check", _folder["national"])).Status);
        await File.AppendAllTextAsync(Path.Combine(_folder["inbox"], "two", "report.json"), " ");
        var changed = await Run.OfAsync("merge", _folder["inbox"], "--out", _folder["national"]);
        Assert.Equal(ExitStatus.Incomplete, changed.Status);
        Assert.Contains("The report in two is not counted", changed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_added_up_ends_with_two()
    {
        Directory.CreateDirectory(_folder["empty"]);
        foreach (var arguments in new string[][] { ["merge", _folder["empty"], "--out", _folder["national"]], ["merge", _folder["absent"], "--out", _folder["national"]], ["merge", _folder["empty"]], ["merge", _folder["empty"], "--out", _folder["national"], "--due", "soon"] })
        {
            var run = await Run.OfAsync(arguments);
            Assert.Equal(ExitStatus.Unusable, run.Status);
            Assert.Single(run.Errors.Trim().Split('\n'));
        }

        Assert.False(Directory.Exists(_folder["national"]));
    }
}
