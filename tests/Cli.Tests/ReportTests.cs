namespace TikTokBan.Cli.Tests;

/// <summary>The report of what a ledger holds, as it is asked for on the command line.</summary>
public sealed class ReportTests : IClassFixture<ReportTests.Scanned>, IDisposable
{
    private readonly Scanned _scanned;
    private readonly TemporaryFolder _folder = new();

    public ReportTests(Scanned scanned) => _scanned = scanned;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Forms_are_chosen_and_those_of_before_go()
    {
        Assert.Equal(ExitStatus.Done, (await Report()).Status);
        Assert.Equal(["exposures.csv", "manifest.json", "rejected.csv", "report.html", "report.json", "report.xlsx", "summary.md"], Files());

        Assert.Equal(ExitStatus.Done, (await Report("--format", "csv,markdown", "--excel", "be")).Status);
        Assert.Equal(["exposures.csv", "manifest.json", "rejected.csv", "report.json", "summary.md"], Files());
        var list = await File.ReadAllBytesAsync(Path.Combine(_folder["report"], "exposures.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], list[..3]);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("check", _folder["report"])).Status);
    }

    [Fact]
    public async Task Names_are_told_only_once_that_is_agreed_to_and_the_ledger_tells_who_did()
    {
        var refused = await Report("--detail", "named");
        Assert.Equal(ExitStatus.Unusable, refused.Status);
        Assert.Contains("add --confirm", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["report"]));

        Assert.Equal(ExitStatus.Done, (await Report("--detail", "named", "--confirm")).Status);
        Assert.Contains("@", await File.ReadAllTextAsync(Path.Combine(_folder["report"], "exposures.csv")), StringComparison.Ordinal);
        var reports = await new TikTokBan.Ledger.EvidenceLedger(TikTokBan.Ledger.LedgerLocation.Parse(_scanned.Ledger)).ListReportsAsync();
        Assert.Contains(reports, report => report is { Detail: "named", Actor: { } actor } && actor == Environment.UserName);
    }

    [Fact]
    public async Task The_bilingual_edition_is_in_both_languages()
    {
        Assert.Equal(ExitStatus.Done, (await Report("--language", "fr-nl", "--format", "markdown")).Status);
        var summary = await File.ReadAllTextAsync(Path.Combine(_folder["report"], "summary.md"));
        Assert.Contains("appareils", summary, StringComparison.Ordinal);
        Assert.Contains("toestellen", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scans_of_a_ledger_are_listed()
    {
        var listed = await Run.OfAsync("ledger", "list", "--ledger", _scanned.Ledger, "--format", "json");
        Assert.Equal(ExitStatus.Done, listed.Status);
        var scan = Assert.Single(System.Text.Json.Nodes.JsonNode.Parse(listed.Output)!.AsArray())!;
        Assert.Equal("2026-11-16", (string?)scan["asOf"]);
        Assert.Equal(ExitStatus.Done, (await Report("--scan", (string)scan["id"]!, "--format", "json")).Status);
        Assert.Contains((string)scan["id"]!, (await Run.OfAsync("ledger", "list", "--ledger", _scanned.Ledger)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("ledger", "list", "--ledger", _folder["nowhere.db"])).Status);
    }

    [Theory]
    [InlineData("'docx' is not one of html, xlsx, csv, json, markdown, pdf", "--format", "docx")]
    [InlineData("'fr-de' is not one of en, fr, nl, de, fr-nl", "--language", "fr-de")]
    [InlineData("'us' is not known", "--excel", "us")]
    [InlineData("no scan \"zzz\"", "--scan", "zzz")]
    [InlineData("nowhere.yaml", "--authority", "nowhere.yaml")]
    [InlineData("nowhere.key", "--detail", "pseudonymised", "--pseudonym-key", "nowhere.key")]
    public async Task What_cannot_be_is_said_in_a_sentence(string sentence, params string[] options)
    {
        var run = await Report(options);
        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["report"]));
    }

    private Task<Run> Report(params string[] options) => Run.OfAsync(["report", "--out", _folder["report"], "--ledger", _scanned.Ledger, .. options]);

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder["report"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>A ledger with one scan of the made-up authority.</summary>
    public sealed class Scanned : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public string Ledger => _folder["ledger.db"];

        public async Task InitializeAsync() =>
            Assert.Equal(ExitStatus.Done, (await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", "2026-11-16", "--ledger", Ledger)).Status);

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();
    }
}
