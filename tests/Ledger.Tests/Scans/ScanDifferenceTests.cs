using TikTokBan.Directives;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class ScanDifferenceTests
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75));

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Two_scans_differ_by_what_changed_came_and_went_and_not_by_times(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var clock = new TestClock();
        var scans = new LedgerScans(ledger.Store, clock);
        var before = SampleScan.Make(exposures: 100, scanId: "before");
        var kept = before.Exposures.Skip(10).Select((one, place) => place % 9 == 0 ? one with { Verdict = Verdict.Exempt } : one with { LastSeen = one.LastSeen?.AddHours(place) }).ToList();
        var fresh = SampleScan.Make(exposures: 107, seed: 8).Exposures.Where(one => !before.Exposures.Any(other => other.Id == one.Id)).Take(7).ToList();
        var after = SampleScan.From([.. kept, .. fresh], scanId: "after");
        await scans.SaveScanAsync(before, Run);
        await scans.SaveScanAsync(after, Run);
        clock.Now = clock.Now.AddMonths(1);
        await scans.SaveScanAsync(after with { Summary = after.Summary with { ScanId = "next month" } }, Run);

        foreach (var later in new[] { "after", "next month" })
        {
            var difference = await scans.CompareAsync("before", later);
            Assert.Equal(("before", later, 0L), (difference.Before.Id, difference.After.Id, difference.Erased));
            Assert.Equal(before.Exposures.Take(10).Select(one => one.Id), difference.Gone.Select(one => one.Id));
            Assert.Equal(fresh.Select(one => one.Id), difference.Appeared.Select(one => one.Id));
            var changed = before.Exposures.Skip(10).Zip(kept).Where(pair => pair.First.Verdict != pair.Second.Verdict).ToList();
            Assert.Equal(changed.Select(pair => (pair.First.Id, pair.First.Verdict, pair.Second.Verdict)), difference.Changed.Select(one => (one.After.Id, one.Before.Verdict, one.After.Verdict)));
            Assert.Equal(kept.Count - changed.Count, difference.Same);
        }

        var none = await scans.CompareAsync("after", "next month");
        Assert.Equal((97L, 0, 0, 0), (none.Same, none.Changed.Count, none.Appeared.Count, none.Gone.Count));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task The_history_of_a_scan_is_what_was_stored_and_reported_before_it(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var all = SampleScan.Make(exposures: 40).Exposures;
        // Stored out of the order of their days: the third day's before the second's.
        foreach (var (id, day, cases) in new[] { ("one", 1, all.Take(10)), ("three", 3, all.Take(20)), ("two", 2, all.Skip(5).Take(20)), ("four", 4, all.Skip(15).Take(10)), ("five", 5, all) })
            await scans.SaveScanAsync(TrendTests.Of(SampleScan.From([.. cases]), id, new DateOnly(2023, 5, day)), Run);
        var listed = await scans.ListScansAsync();
        var reports = new TikTokBan.Ledger.Records.ReportLedger(ledger.Store, TimeProvider.System);
        await reports.AddReportAsync(Report(listed.Single(scan => scan.Id == "three")));

        var history = await scans.LoadHistoryAsync("five", CancellationToken.None);
        Assert.Equal(["one", "two", "three", "four", "five"], history.Scans.Select(scan => scan.Id));
        Assert.Equal(("three", true, "three"), (history.Previous!.Summary.ScanId, history.IsPreviousReported, history.Told!.Value.Scan.Summary.ScanId));
        Assert.Equal(all.Skip(20).Take(5).Select(one => one.Id).ToHashSet(), history.SeenBefore);
        Assert.Equal(["scans"], history.Head.Chains.Keys);

        var fourth = await scans.LoadHistoryAsync("four", CancellationToken.None);
        Assert.Equal(["one", "two", "three", "four"], fourth.Scans.Select(scan => scan.Id));
        var first = await scans.LoadHistoryAsync("one", CancellationToken.None);
        Assert.Null(first.Previous);
        Assert.Empty(first.SeenBefore);
    }

    private static RecordedReport Report(StoredScan scan) => new()
    {
        Scan = scan.Id,
        ScanSha256 = scan.Sha256,
        Detail = "aggregate",
        Language = "fr",
        Formats = ["html"],
        MadeAt = SampleScan.End,
    };
}
