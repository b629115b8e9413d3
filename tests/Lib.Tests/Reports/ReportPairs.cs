using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Published;

namespace TikTokBan.Tests.Reports;

/// <summary>Two made-up scans of a small authority, one after the other, and the aggregate reports that are given out of both.</summary>
internal sealed class ReportPairs
{
    private static readonly string[] Applications = ["tiktok", "capcut", "lemon8"];
    private static readonly string[] Organisations = ["mobility", "finance", "justice"];
    private static readonly Verdict[] Verdicts = [Verdict.Violation, Verdict.Review, Verdict.Advise];

    private ReportPairs(ScanResult before, ScanResult now, IReadOnlySet<string> seenBefore, bool alone)
    {
        (Before, Now, SeenBefore) = (before, now, seenBefore);
        First = ReportModel.From(new ReportInput(before), new ReportOptions());
        Second = ReportModel.From(alone ? Input with { PreviousReport = null, OtherReports = [] } : Input, new ReportOptions());
    }

    public ScanResult Before { get; }

    public ScanResult Now { get; }

    public IReadOnlySet<string> SeenBefore { get; }

    public ReportModel First { get; }

    public ReportModel Second { get; }

    public ReportInput Input
    {
        get
        {
            var told = new PublishedReport(Before.Summary.ScanId, Before.Summary.AsOf, First.Published);
            return new ReportInput(Now) { Previous = Before, IsPreviousReported = true, SeenBefore = SeenBefore, PreviousReport = told, PreviousReported = Before, OtherReports = [told] };
        }
    }

    /// <summary>A pair: some cases are solved, some new, some back, and of some the verdict changes.</summary>
    /// <param name="seed">Another one gives another pair.</param>
    /// <param name="alone">The second report is made as if the first had not been.</param>
    public static ReportPairs Make(int seed, bool alone = false)
    {
        var random = new Random(seed);
        var size = random.Next(4) == 0 ? random.Next(0, 8) : random.Next(8, 90);
        var pool = Enumerable.Range(0, size + 12).Select(index => SampleScan.One(random, index) with
        {
            Application = Applications[Math.Min(random.Next(4), random.Next(3))],
            Organisation = random.Next(12) == 0 ? null : Organisations[Math.Min(random.Next(4), random.Next(3))],
            Verdict = Verdicts[random.Next(3)],
            Deadline = null,
        }).ToList();
        var before = pool.Take(size).ToList();
        var gone = random.Next(0, 8);
        var back = random.Next(0, 12);
        var now = pool.Where((_, index) => index < size - gone || (index >= size && index < size + back))
            .Select(one => random.Next(15) == 0 ? one with { Verdict = Verdicts[random.Next(3)] } : one).ToList();
        var seen = pool.Skip(size).Take(random.Next(0, 5)).Select(one => one.Id).ToHashSet();
        return new ReportPairs(Scan(before, random.Next(200, 230), "before"), Scan(now, random.Next(200, 230), "now"), seen, alone);
    }

    private static ScanResult Scan(List<Exposure> exposures, int devices, string id) =>
        SampleScan.From(SampleScan.Ordered(exposures), devices + exposures.Count, 200, id);
}
