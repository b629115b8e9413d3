using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Records;

public sealed class ReportLedgerTests
{
    private readonly TestClock _clock = new();

    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_report_comes_back_as_it_was_added_with_the_number_of_its_scan(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AddScansAsync(ledger.Store);
        var log = new ReportLedger(ledger.Store, _clock);
        var report = Sample() with { Figures = new Dictionary<string, string> { ["headline.exposures"] = "about 10", ["groups.été.<5"] = "<5" } };
        await log.AddReportAsync(report);
        await log.AddReportAsync(Sample() with { ScanSha256 = "02", Detail = "named", Actor = null });

        var list = await log.ListReportsAsync();
        Assert.Equal(["aggregate", "named"], list.Select(one => one.Detail));
        Assert.Equal(report.Figures.OrderBy(pair => pair.Key, StringComparer.Ordinal), list[0].Figures);
        Assert.Equal((report.Scan, report.ScanSha256, report.Language, report.MadeAt, report.Actor, report.ManifestSha256, report.DocumentSha256), (list[0].Scan, list[0].ScanSha256, list[0].Language, list[0].MadeAt, list[0].Actor, list[0].ManifestSha256, list[0].DocumentSha256));
        Assert.Equal(report.Formats, list[0].Formats);
        Assert.Null(list[1].Actor);
        await using var session = await ledger.Store.ReadAsync();
        Assert.Equal([1L, 2L], (await ReportRecords.ReadAsync(session, _clock)).Select(one => one.Scan));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Who_made_a_report_is_sealed_and_can_be_erased(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AddScansAsync(ledger.Store);
        var log = new ReportLedger(ledger.Store, _clock);
        await log.AddReportAsync(Sample());
        Assert.DoesNotContain("ada@", await ledger.Store.ClearTextAsync(), StringComparison.Ordinal);
        await ledger.Store.EraseAsync("person:ada@agency.example");
        Assert.Equal("(erased)", Assert.Single(await log.ListReportsAsync()).Actor);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_report_of_a_scan_that_the_ledger_does_not_hold_is_refused(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AddScansAsync(ledger.Store);
        var log = new ReportLedger(ledger.Store, _clock);
        Assert.Contains("doesn't hold the scan s-1", await Refused(() => log.AddReportAsync(Sample() with { ScanSha256 = "00" })), StringComparison.Ordinal);
        Assert.Empty(await log.ListReportsAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_list_that_was_tampered_with_is_not_read(string engine)
    {
        foreach (var (table, statement, says) in new[]
        {
            ("event", "UPDATE event SET body = replace(body, 'aggregate', 'named') WHERE number = 4", "event 4 (report s-1)"),
            ("event", "DELETE FROM event WHERE number = 3", "the first is event 3"),
            ("scan_head", "DELETE FROM scan_head WHERE number = 1", "the scan s-1 of the report in event 3 is missing"),
        })
        {
            await using var ledger = await TestLedger.CreateAsync(engine);
            await AddScansAsync(ledger.Store);
            var log = new ReportLedger(ledger.Store, _clock);
            await log.AddReportAsync(Sample());
            await log.AddReportAsync(Sample());
            await ledger.AlterAsync(engine, table, statement);
            Assert.Contains(says, await Refused(() => log.ListReportsAsync()), StringComparison.Ordinal);
        }
    }

    // Two scans of one id, as a later version of the product may judge otherwise.
    private async Task AddScansAsync(ILedgerStore store)
    {
        await using var session = await store.WriteAsync();
        using var writer = new EventWriter(session, _clock);
        foreach (var sha256 in new[] { "01", "02" })
        {
            var scan = await writer.AppendAsync(EventKinds.Scan, "s-1", "{}");
            await session.CopyAsync(
                "scan_head",
                ["number", "id", "sha256", "directive", "directive_hash", "catalogue", "as_of", "devices", "exposures", "violations", "rejected"],
                [[scan.Number, "s-1", sha256, "be-federal-716", "ab", "1", "2026-11-16", 1L, 1L, 0L, 0L]]);
        }

        await session.CommitAsync();
    }

    private static RecordedReport Sample() => new()
    {
        Scan = "s-1",
        ScanSha256 = "01",
        Detail = "aggregate",
        Language = "fr",
        Formats = ["html", "json"],
        MadeAt = TestClock.Start,
        Actor = "ada@agency.example",
        ManifestSha256 = "aa",
        DocumentSha256 = "bb",
    };

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;
}
