using System.Globalization;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets;

/// <summary>What a scan read, where from, and what it skipped: for whoever wants the details. Tells of nobody.</summary>
internal static class ScanDetails
{
    public static IEnumerable<string> Of(ExportScanOutcome outcome)
    {
        var summary = outcome.Scan.Summary;
        yield return $"Directive {summary.Directive} {outcome.Directive.Version}, as of {summary.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, from {outcome.Directive.Path}.";
        yield return $"Catalogue {summary.Catalogue}. Authority profile: {(outcome.ProfileHash is { } hash ? $"{summary.Authority ?? "without a name"}, SHA-256 {hash}" : "none")}.";
        foreach (var source in outcome.Scan.Coverage)
            yield return Of(source);
        foreach (var used in summary.Assumptions)
            yield return string.Create(CultureInfo.InvariantCulture, $"Assumed {used.Used:N0} times, as the profile declares: {used.Text}");
    }

    private static string Of(SourceCoverage source)
    {
        var rows = string.Create(CultureInfo.InvariantCulture, $"{source.RowsRead:N0} rows{(source.RowsRejected > 0 ? $", {source.RowsRejected:N0} skipped" : "")}, {source.Observations:N0} observations");
        return $"{source.Location} ({source.Source}): {source.State}{(source.RowsRead > 0 || source.State == "read" ? ", " + rows : "")}{(source.Problem is { } problem ? $". {problem}" : ".")}";
    }
}
