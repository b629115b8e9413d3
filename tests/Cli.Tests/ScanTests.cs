using System.Text.Json;

namespace TikTokBan.Cli.Tests;

/// <summary>The scan of the made-up authority, from the command line to the report.</summary>
public sealed class ScanTests
{
    private static readonly string Samples = Path.Combine(ProductFiles.Samples, "authority");

    [Fact]
    public async Task Json_is_one_document_and_the_rest_goes_to_standard_error()
    {
        var run = await Run.OfAsync("scan", "--exports", Samples, "--as-of", "2026-11-16", "--no-ledger", "--format", "json");

        Assert.Equal(ExitStatus.Done, run.Status);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal("be-federal-716", document.RootElement.GetProperty("summary").GetProperty("directive").GetString());
        Assert.NotEqual(0, document.RootElement.GetProperty("exposures").GetArrayLength());
        Assert.NotEqual(0, document.RootElement.GetProperty("coverage").GetArrayLength());
        Assert.Contains("can't be seen", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_agree_with_each_other_and_with_themselves()
    {
        async Task<Run> Scan(string format) => await Run.OfAsync("scan", "--exports", Samples, "--as-of", "2026-11-16", "--no-ledger", "--format", format);

        var json = await Scan("json");
        var lines = (await Scan("ndjson")).Output.TrimEnd('\n').Split('\n');
        using var document = JsonDocument.Parse(json.Bytes);
        var ids = document.RootElement.GetProperty("exposures").EnumerateArray().Select(exposure => exposure.GetProperty("id").GetString()).ToList();

        Assert.Equal(json.Bytes, (await Scan("json")).Bytes);
        Assert.Equal(ids, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
        Assert.Equal(ids.Count + 1, (await Scan("csv")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_source_that_breaks_off_is_told_by_the_status()
    {
        using var folder = new TemporaryFolder();
        var users = Enumerable.Range(0, 20_000).Select(number =>
            $$"""{ "id": "11111111-1111-1111-1111-{{number:D12}}", "userPrincipalName": "an{{number}}@example.example", "displayName": "An" }""");
        folder.Write("users.json", $$"""{ "value": [ {{string.Join(",\n", users)}}, { "id": """);

        var run = await Run.OfAsync("scan", "--exports", folder[""], "--directive", "be-federal-716", "--no-ledger");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        Assert.Contains("users.json", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_of_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.csv", "Wie;Wat\nAn;koffie\n");

        var run = await Run.OfAsync("scan", "--exports", folder[""], "--no-ledger");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains("notes.csv", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_damaged_file_among_others_is_told_by_the_status()
    {
        using var folder = new TemporaryFolder();
        folder.Write("users.json", """{ "value": [ { "id": "11111111-1111-1111-1111-111111111111", "userPrincipalName": "an@example.example", "displayName": "An" } ] }""");
        folder.Write("apps.zip", "PK\u0003\u0004 cut off");

        var run = await Run.OfAsync("scan", "--exports", folder[""], "--no-ledger");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        Assert.Contains("apps.zip", run.Errors, StringComparison.Ordinal);
        Assert.Contains("be-federal-716", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_to_fail_on_outranks_incomplete_sources()
    {
        var run = await Run.OfAsync("scan", "--exports", Samples, "--as-of", "2026-11-16", "--no-ledger", "--fail-on", "Violation");

        Assert.Equal(ExitStatus.VerdictMet, run.Status);
        Assert.Contains("■ Violation", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
    }

    [Fact]
    public async Task What_was_scanned_can_be_reported_later()
    {
        using var folder = new TemporaryFolder();

        var scan = await Run.OfAsync("scan", "--exports", Samples, "--as-of", "2026-11-16", "--ledger", folder["ledger.db"], "--format", "ndjson");
        var report = await Run.OfAsync("report", "--ledger", folder["ledger.db"], "--out", folder["report"]);

        Assert.Contains("Kept as scan", scan.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, report.Status);
        Assert.True(File.Exists(Path.Combine(folder["report"], "report.html")));
    }

    [Fact]
    public async Task The_demo_ends_with_a_report_for_each_of_its_readers()
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("demo", "--out", folder["demo"]);

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("Violation", run.Output, StringComparison.Ordinal);
        string[] pages = [Path.Combine(folder["demo"], "report.html"), Path.Combine(folder["demo"], "council", "report.html")];
        var last = run.Errors.TrimEnd().Split('\n')[^2..];
        Assert.EndsWith(pages[0], last[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("names people", last[0], StringComparison.Ordinal);
        Assert.EndsWith(pages[1], last[1].TrimEnd(), StringComparison.Ordinal);
        var (named, council) = (await File.ReadAllTextAsync(pages[0]), await File.ReadAllTextAsync(pages[1]));
        const string Someone = "@agentschap.example";
        Assert.Contains("contains personal data", named, StringComparison.Ordinal);
        Assert.Contains(Someone, named, StringComparison.Ordinal);
        Assert.Contains("names no person and no device", council, StringComparison.Ordinal);
        Assert.DoesNotContain(Someone, council, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_can_be_repeated_into_the_same_folder()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("demo", "--out", folder["demo"])).Status);
        var first = Directory.EnumerateFiles(folder["demo"], "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("demo", "--out", folder["demo"])).Status);

        Assert.Equal(2, first.Keys.Count(file => Path.GetFileName(file) == "manifest.json"));
        Assert.Equal(first, Directory.EnumerateFiles(folder["demo"], "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText));
    }
}
