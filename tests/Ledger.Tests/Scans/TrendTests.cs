using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class TrendTests
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75));

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Numbers_over_time_are_those_of_the_scans_and_remain_when_cases_are_erased(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var days = Enumerable.Range(0, 12).Select(day => Of(SampleScan.Make(exposures: 40 + day, seed: day), $"day-{day}", new DateOnly(2023, 3, 26).AddDays(day))).ToList();
        foreach (var scan in days.AsEnumerable().Reverse())
            await scans.SaveScanAsync(scan, Run);
        await Asking.DoAsync(ledger, "DELETE FROM subject_key WHERE authority = @authority");

        foreach (var (by, key) in new (TrendKey, Func<Exposure, string?>)[]
        {
            (TrendKey.Application, one => one.Application),
            (TrendKey.Verdict, one => one.Verdict.ToString()),
            (TrendKey.Organisation, one => one.Organisation),
            (TrendKey.Platform, one => one.Device?.Platform),
        })
        {
            var points = await scans.TrendAsync(new TrendRequest { By = by });
            Assert.Equal(days.Select(scan => scan.Summary.ScanId), points.Select(point => point.Scan));
            foreach (var (point, scan) in points.Zip(days))
            {
                Assert.Equal((scan.Summary.AsOf, scan.Summary.AsOf, (long)scan.Exposures.Count), (point.Begins, point.AsOf, point.Exposures));
                var expected = scan.Exposures.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new TrendCount(group.Key, group.LongCount(), group.LongCount(one => one.Verdict == Verdict.Violation)));
                Assert.Equal(expected, point.Counts);
                Assert.Equal(point.Violations, point.Counts.Sum(count => count.Violations));
            }
        }

        // 26 March 2023 was a Sunday.
        var weeks = await scans.TrendAsync(new TrendRequest { Step = TrendStep.Week });
        Assert.Equal([("day-0", 20), ("day-7", 27), ("day-11", 3)], weeks.Select(point => (point.Scan, point.Begins.Day)));
        Assert.All(weeks, point => Assert.Empty(point.Counts));
        var months = await scans.TrendAsync(new TrendRequest { Step = TrendStep.Month, To = new DateOnly(2023, 4, 2), From = new DateOnly(2023, 3, 28) });
        Assert.Equal(["day-5", "day-7"], months.Select(point => point.Scan));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Directives_and_authorities_have_points_of_their_own(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var day = new DateOnly(2023, 4, 2);
        foreach (var (id, name, directive) in new[] { ("a", "One", "be-federal-716"), ("b", "One", "be-brussels"), ("c", "Two", "be-brussels"), ("d", null, "be-brussels") })
        {
            var scan = Of(SampleScan.Make(exposures: 5), id, day);
            await scans.SaveScanAsync(scan with { Summary = scan.Summary with { Authority = name, Directive = directive } }, Run);
        }

        Assert.Equal(["d", "b", "a", "c"], (await scans.TrendAsync(new TrendRequest())).Select(point => point.Scan));
        Assert.Equal(["d", "b", "c"], (await scans.TrendAsync(new TrendRequest { Directive = "be-brussels" })).Select(point => point.Scan));
        Assert.Equal(["b", "a"], (await scans.TrendAsync(new TrendRequest { Authority = "One" })).Select(point => point.Scan));
        Assert.Empty(await scans.TrendAsync(new TrendRequest { Authority = "Three", By = TrendKey.Platform }));
    }

    internal static ScanResult Of(ScanResult scan, string id, DateOnly asOf) => scan with { Summary = scan.Summary with { ScanId = id, AsOf = asOf } };
}
