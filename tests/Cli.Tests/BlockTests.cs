using System.Text.Json;

namespace TikTokBan.Cli.Tests;

/// <summary><c>block</c>: what is to be blocked, lists of it, and the check of a list that is there.</summary>
public sealed class BlockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_shows_what_is_blocked_and_what_is_left_out_and_why()
    {
        var table = await Run.OfAsync("block", "list", "--as-of", "2026-11-22");
        Assert.Equal((ExitStatus.Done, ""), (table.Status, table.Errors));
        Assert.Matches(@"tiktok\.com +domain and all below it +tiktok +\d+", table.Output);
        Assert.Contains("Left out, as fewer than two independent sources state it", table.Output, StringComparison.Ordinal);
        Assert.Contains("ads.tiktok.com (goes with tiktok.com)", table.Output.Replace("\n  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);

        using var document = JsonDocument.Parse((await Run.OfAsync("block", "list", "--as-of", "2026-11-22", "--format", "json")).Bytes);
        var rows = document.RootElement.EnumerateArray().ToList();
        Assert.Contains(rows, row => row.GetProperty("value").GetString() == "tiktok.com" && row.GetProperty("blocked").GetBoolean());
        Assert.Contains(rows, row => row.GetProperty("value").GetString() == "byteoversea.com" && !row.GetProperty("blocked").GetBoolean());
    }

    [Fact]
    public async Task A_list_goes_to_standard_output_with_its_notes_beside_it_where_it_knows_no_comments()
    {
        var zone = await Run.OfAsync("block", "list", "--as", "rpz", "--as-of", "2026-11-22");
        Assert.Equal((ExitStatus.Done, ""), (zone.Status, zone.Errors));
        Assert.Contains("\n*.tiktok.com IN CNAME .\n", zone.Output, StringComparison.Ordinal);

        var policy = await Run.OfAsync("block", "list", "--as", "EdgePolicy", "--as-of", "2026-11-22");
        using var document = JsonDocument.Parse(policy.Bytes);
        Assert.Contains("tiktok.com", document.RootElement.GetProperty("URLBlocklist").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("Install:", policy.Errors, StringComparison.Ordinal);

        Assert.Contains("--out FILE writes them all", (await Run.OfAsync("block", "list", "--as", "exchangeScript", "--as-of", "2026-11-22")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_written_whole_and_then_passes_the_test()
    {
        var written = await Run.OfAsync("block", "list", "--as", "paloAltoUrls", "--out", _folder["edl.txt"], "--as-of", "2026-11-22");
        Assert.Equal((ExitStatus.Done, ""), (written.Status, written.Output));
        Assert.True(File.Exists(_folder["edl.about.txt"]));
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("block", "list", "--as", "paloAltoUrls", "--out", _folder["edl.txt"], "--as-of", "2026-11-22")).Status);

        var tested = await Run.OfAsync("block", "test", _folder["edl.txt"], "--as", "paloAltoUrls", "--as-of", "2026-11-22");
        Assert.Equal((ExitStatus.Done, ""), (tested.Status, tested.Output));
        Assert.Contains("0 missing, 0 too much", tested.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_names_what_is_missing_and_what_is_too_much()
    {
        var run = await Run.WithInputAsync(".tiktok.com\n.akamaized.net\n", "block", "test", "-", "--as", "squid", "--as-of", "2026-11-22", "--format", "csv");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains("missing,tiktokcdn.com,,it is not on the list", run.Output, StringComparison.Ordinal);
        Assert.Contains("tooMuch,akamaized.net,2,others use it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("missing,tiktok.com,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("block list --as zone", "'zone' is not one of rpz, unbound")]
    [InlineData("block list --out x", "--as says which")]
    [InlineData("block list --application nosuch", "no application 'nosuch'")]
    [InlineData("block list --directive de-none", "imposes nothing")]
    [InlineData("block test nosuch.txt --as squid", "nosuch.txt: It can't be read")]
    public async Task What_is_wrong_is_told_in_one_sentence(string line, string sentence)
    {
        var run = await Run.OfAsync(line.Split(' '));

        Assert.Equal((ExitStatus.Unusable, ""), (run.Status, run.Output));
        Assert.Contains(sentence, Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
