using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports;
using TikTokBan.Tests.Ledger;

namespace TikTokBan.Tests.Reports;

/// <summary>What a report is made of follows from the order of scans, whatever was exported when.</summary>
public sealed class ReportGatheringTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_history_has_the_same_authority_and_directive_up_to_the_scan_oldest_first()
    {
        foreach (var day in new[] { 7, 0, 14, 21 })
            await _folder.SaveAsync(day);
        await _folder.SaveAsync(3, "stranger", authority: "Another Service");
        await _folder.SaveAsync(9, "late");
        Assert.Equal(["day-000", "day-007", "day-014"], (await Gather("day-014")).History.Select(scan => scan.Id));
        // Stored after those of day 14 and 21, yet of a day before them.
        Assert.Equal(["day-000", "day-007", "late"], (await Gather("late")).History.Select(scan => scan.Id));
        Assert.Equal(["day-007"], (await Gather("day-007")).History.Select(scan => scan.Id));
    }

    [Fact]
    public async Task Changes_are_told_against_the_scan_of_the_last_report_else_against_the_scan_before()
    {
        var scans = await Days(0, 7, 14, 21);
        Assert.Null((await Gather("day-000")).Previous);
        Assert.Equal(("day-014", false), Previous(await Gather("day-021")));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[1]));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[0]));
        Assert.Equal(("day-007", true), Previous(await Gather("day-021")));
        // When day 7 was reported nobody had reported day 0.
        Assert.Equal(("day-000", false), Previous(await Gather("day-007")));
    }

    [Fact]
    public async Task A_report_made_again_is_told_against_the_same_scan_whatever_was_exported_in_between()
    {
        var scans = await Days(0, 7, 14, 21);
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[0]));
        var first = await Gather("day-014");
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[2]));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[1]));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[3]));
        var again = await Gather("day-014");
        Assert.Equal(Previous(first), Previous(again));
        Assert.Equal(("day-000", true), Previous(again));
        Assert.Equal((first.PreviousReport!.Scan, first.OtherReports.Count), (again.PreviousReport!.Scan, again.OtherReports.Count));
        Assert.Equal(first.Head!.Chains, again.Head!.Chains);
        // Of the scan in between the first report is made after that of a later scan, and must not give that away either.
        await _folder.SaveAsync(15);
        Assert.Equal(["day-000", "day-014", "day-007", "day-021"], (await Gather("day-015")).OtherReports.Select(report => report.Scan));
    }

    [Fact]
    public async Task Only_what_an_aggregate_report_told_counts_as_told()
    {
        var scans = await Days(0, 7, 14);
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[0]) with { Figures = new Dictionary<string, string> { ["headline.exposures"] = "40" } });
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(scans[1], "named"));
        var input = await Gather("day-014");
        Assert.Equal(("day-007", "day-000", "day-000"), (input.Previous!.Summary.ScanId, input.PreviousReport!.Scan, input.PreviousReported!.Summary.ScanId));
        Assert.Equal("40", input.PreviousReport.Figures["headline.exposures"]);
    }

    [Fact]
    public async Task Who_was_there_long_before_is_told_by_ids_alone()
    {
        var random = new Random(4);
        Exposure[] cases = [.. Enumerable.Range(0, 6).Select(index => SampleScan.One(random, index))];
        await _folder.SaveAsync(0, exposures: [cases[0], cases[1], cases[2]]);
        await _folder.SaveAsync(3, "stranger", authority: "Another Service", exposures: [cases[5]]);
        await _folder.SaveAsync(7, exposures: [cases[2], cases[3]]);
        await _folder.SaveAsync(14, exposures: [cases[0], cases[2], cases[4], cases[5]]);
        Assert.Equal([cases[0].Id], (await Gather("day-014")).SeenBefore);
    }

    [Fact]
    public async Task The_heads_of_all_chains_and_the_shipped_directive_are_there()
    {
        var stored = await _folder.SaveAsync(0);
        var plan = JournalSamples.Plan();
        await using (var run = await new EvidenceLedger(_folder.Location).Journal.BeginAsync(plan, JournalSamples.Started()))
            await run.AppendAsync(JournalSamples.Ended(1));
        var input = await Gather("latest");
        Assert.Equal(stored.Sha256, input.Head!.Chains["scans"]);
        Assert.Equal(["journal", "scans"], input.Head.Chains.Keys);
        Assert.Equal("be-federal-716", input.Directive!.Id);
        Assert.Equal("own", (await ReportGathering.FromLedgerAsync(_folder.Ledger, null, "latest", input.Directive with { Id = "own" })).Directive!.Id);
        Assert.Equal(stored, input.Stored);
    }

    [Fact]
    public async Task Plans_are_told_as_of_the_last_thing_that_happened()
    {
        var plan = JournalSamples.Plan();
        await using (var run = await new EvidenceLedger(_folder.Location).Journal.BeginAsync(plan, JournalSamples.Started()))
            await run.AppendAsync(JournalSamples.Ended(1));
        await _folder.SaveAsync(0, authority: plan.Authority);
        await _folder.SaveAsync(0, "other", authority: "Another Service");
        var one = Assert.Single((await Gather("day-000")).Plans);
        Assert.Equal(plan.Id, one.Plan.Id);
        Assert.NotNull(plan.Authority);
        Assert.Empty((await Gather("other")).Plans);
        var entries = await new EvidenceLedger(_folder.Location).Journal.ReadAsync(plan.Id);
        Assert.Equal(one.Progress.DaysLeft, Removal(entries[^1].At));

        int? Removal(DateTimeOffset now) => TikTokBan.Removal.Journals.RemovalProgress.Of(plan, entries, now).DaysLeft;
    }

    [Fact]
    public async Task Hundreds_of_scans_are_looked_through_without_reading_them()
    {
        var random = new Random(4);
        Exposure[] cases = [.. Enumerable.Range(0, 5).Select(index => SampleScan.One(random, index))];
        await _folder.SaveAsync(0, exposures: [.. cases[..2]]);
        for (var day = 1; day <= 30; day++)
            await _folder.SaveAsync(day, exposures: [SampleScan.One(random, 100 + day)]);
        _folder.Ask("DROP TRIGGER part_stays; UPDATE part SET data = x'00' WHERE number > (SELECT first_part + parts - 1 FROM event WHERE number = 1)");
        await _folder.SaveAsync(800, exposures: [cases[2]]);
        await _folder.SaveAsync(801, exposures: cases);
        // Those in between are not what was stored: reading one would be refused.
        await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.LoadScanAsync("day-005"));
        var input = await Gather("day-801");
        Assert.Equal(33, input.History.Count);
        Assert.Equal(cases[..2].Select(one => one.Id).Order(), input.SeenBefore.Order());
    }

    private async Task<List<StoredScan>> Days(params int[] days)
    {
        var stored = new List<StoredScan>();
        foreach (var day in days)
            stored.Add(await _folder.SaveAsync(day));
        return stored;
    }

    private static (string?, bool) Previous(ReportInput input) => (input.Previous?.Summary.ScanId, input.IsPreviousReported);

    private Task<ReportInput> Gather(string scan) =>
        ReportGathering.FromLedgerAsync(_folder.Ledger, new EvidenceLedger(_folder.Location).Journal, scan);
}
