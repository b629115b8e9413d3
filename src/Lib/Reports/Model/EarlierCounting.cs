using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Published;

namespace TikTokBan.Reports.Model;

/// <summary>Takes in what reports that were given out told, the last one first. A report that lists cases tells everything, and needs none of it.</summary>
internal static class EarlierCounting
{
    public static EarlierFigures Of(ReportInput input, ReportDetail detail, FoldedOrganisations? organisations, Suppression figures)
    {
        var earlier = new EarlierFigures(figures, organisations);
        if (detail != ReportDetail.Aggregate)
            return earlier;
        if (input.PreviousReport is { } last)
            Include(last, counted: input.PreviousReported);
        foreach (var report in input.OtherReports.Reverse().Where(report => report.Figures != input.PreviousReport?.Figures))
            Include(report, counted: null);
        return earlier;

        void Include(PublishedReport report, Exposures.ScanResult? counted)
        {
            var told = Told(report);
            if (counted?.Summary.ScanId != report.Scan)
            {
                earlier.Include(told);
                return;
            }

            var scan = new Suppression();
            _ = new ScanCounting(FoldedOrganisations.AsTold(report, counted), scan);
            earlier.Include(scan, told);
        }
    }

    // As a point of a later trend the numbers of a report have other names.
    private static Dictionary<string, string> Told(PublishedReport report)
    {
        var told = new Dictionary<string, string>(report.Figures, StringComparer.Ordinal);
        Also(FigureName.Headline("exposures"), TrendCounting.Exposures);
        Also(FigureName.Verdict(nameof(Directives.Verdict.Violation)), TrendCounting.Violations);
        return told;

        void Also(string name, string member)
        {
            if (report.Figures.TryGetValue(name, out var plain))
                told[FigureName.Trend(report.Scan, member)] = plain;
        }
    }
}
