using TikTokBan.Exposures;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Model;

/// <summary>What a report is made of, with the scan's sentences in the report's language.</summary>
internal static class RetoldInput
{
    public static ReportInput Of(ReportInput input, Retelling retelling, bool listed) => input with
    {
        Scan = Of(input.Scan, retelling, listed),
        Previous = listed && input.Previous is { } previous ? Of(previous, retelling, listed) : input.Previous,
    };

    private static ScanResult Of(ScanResult scan, Retelling retelling, bool listed) => scan with
    {
        Summary = scan.Summary with { Assumptions = [.. scan.Summary.Assumptions.Select(one => one with { Text = retelling.Assumption(one.Text) })] },
        Exposures = listed ? [.. scan.Exposures.Select(one => one with { Basis = retelling.Basis(one.Basis), Reasons = [.. one.Reasons.Select(retelling.Sentence)] })] : scan.Exposures,
    };
}
