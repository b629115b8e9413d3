using System.Globalization;
using CsvHelper;
using TikTokBan.Directives;
using TikTokBan.Reports.Formats;

namespace TikTokBan.Reports.Rollup;

/// <summary>One row an authority, for a spreadsheet. Column names are the same in every language, because programs read them.</summary>
internal static class RollupCsv
{
    private static readonly Verdict[] Verdicts = [.. Enum.GetValues<Verdict>().OrderDescending()];

    public static void Write(NationalReport national, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { Separator = ',' }, leaveOpen: true);
        Row(csv, ["authority", "organisation", "status", "due", "asOf", "directive", .. AuthorityReport.Totals, .. Verdicts.Select(verdict => verdict.ToString()), "signedBy", "scan", "manifestSha256"]);
        foreach (var (standing, report, _) in national.Authorities)
        {
            Row(csv,
            [
                standing.Authority, standing.Organisation, standing.Status.ToString().ToLowerInvariant(), Day(standing.Due), Day(standing.AsOf), standing.Directive,
                .. AuthorityReport.Totals.Select(name => report?.Headline[name].Plain),
                .. Verdicts.Select(verdict => report is null ? null : report.Verdicts.TryGetValue(verdict.ToString(), out var cases) ? cases.Plain : "0"),
                standing.SignedBy, report?.Manifest.Scan!.Id, report?.ManifestSha256,
            ]);
        }
    }

    private static void Row(CsvWriter csv, IEnumerable<string?> values) => csv.WriteRecord([.. values.Select(CsvReport.Harmless)]);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
