using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Reports;

/// <summary>A model with something in every part of it, so that every table has rows.</summary>
internal static class FullModel
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly DateTimeOffset Moment = new(2023, 4, 2, 9, 30, 0, TimeSpan.Zero);

    public static ReportModel Of(ScanResult scan, ReportOptions options)
    {
        var model = ReportModel.From(new ReportInput(scan), options with { PseudonymKey = Key });
        var listed = options.Detail != ReportDetail.Aggregate;
        var few = listed ? new Figure(3) : new Figure(3, FigureState.Small);
        var about = listed ? new Figure(68) : new Figure(70, FigureState.Rounded);
        var withheld = listed ? new Figure(9) : new Figure(9, FigureState.Withheld);
        var now = new TrendPoint(scan.Summary.ScanId, scan.Summary.AsOf, true, 1200, about, withheld);
        var count = new ChangeCount(new Figure(12), few, withheld, about);
        return model with
        {
            Retold = null,
            Deadlines = [new(new DateOnly(2023, 3, 20), true, few, few), new(new DateOnly(2023, 4, 10), false, about, about)],
            Trend = [now with { Scan = "0011223344556677", AsOf = new DateOnly(2023, 3, 12), IsThis = false }, now],
            Reviews = [new(new DateOnly(2023, 9, 10), "Decision of 10 March 2023", now), new(new DateOnly(2024, 3, 10), null, null)],
            Changes = new ChangeSet
            {
                Since = "0011223344556677",
                SinceAsOf = new DateOnly(2023, 3, 12),
                IsReported = true,
                All = count,
                ByApplication = [("tiktok", "TikTok", count)],
                ByOrganisation = [("finance", "FPS Finance", count), ("", "", count)],
                SolvedCases = listed ? [SampleScan.One(new Random(99), 4_001)] : [],
                NewCases = new HashSet<string>(listed ? [scan.Exposures[0].Id] : []),
                ReappearedCases = new HashSet<string>(listed ? [scan.Exposures[1].Id] : []),
            },
            Removals = [new("p-1", "underWay", new DateOnly(2023, 4, 10), about, new Figure(60), withheld, few, few, new Figure(0), Moment)],
            Blocks = [new("p-2", "defender", "inForce", 14, 14, ["tiktok", "tiktok-lite"], Moment), new("p-2", "exchange", "partly", 3, 1, ["tiktok"], null)],
            Waivers = [new(listed ? "W-7" : null, "operational", WaiverState.Expiring, "tiktok", listed ? "Ada Exemple" : null, new DateOnly(2023, 6, 30), few), new(null, "security-research", WaiverState.Valid, null, null, new DateOnly(2023, 12, 31), few)],
            Register = [new("E-001", "scan", scan.Summary.ScanId, "Scan", null, new string('a', 64), 120, null, Moment), new("E-002", "source", "mdm.inventory", "Intune app inventory", "intune/apps.csv", null, null, Moment.AddDays(-30), Moment)],
            Provenance = [new("headline.devicesInViolation", ["E-001", "E-002"]), new("verdicts", ["E-001"])],
            Lookalikes = listed ? [new Suspicion("s-1", new Evidence("mail.trace", IndicatorKind.Sender, Conduct.Account, Moment, "tiktok", "a@tikt0k.example", MatchOutcome.Suspicious, "It poses as the service.", "mail/trace.csv:8"), null, null, null, "ada@voorbeeld.example")] : [],
            Control = model.Control with { Started = Moment, Finished = Moment.AddMinutes(2), Permissions = [], EvidenceFrom = Moment.AddDays(-30), EvidenceTo = Moment },
        };
    }
}
