using System.Text.Json;
using TikTokBan.Exposures;

namespace TikTokBan.Tests.Tenants;

/// <summary>What two scans say of the same authority, without where they have it from.</summary>
internal static class ScanComparison
{
    /// <summary>Each exposure as a text of all that it says, its references left out, in order.</summary>
    public static IReadOnlyList<string> Exposures(ScanResult scan) =>
    [
        .. scan.Exposures
            .Select(exposure => exposure with { Evidence = [.. exposure.Evidence.Select(evidence => evidence with { Reference = "" })] })
            .Select(exposure => JsonSerializer.Serialize(exposure))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Each source's state and numbers.</summary>
    public static IReadOnlyList<string> Coverage(ScanResult scan) =>
        [.. scan.Coverage.Where(line => line.State != "absent").Select(line => $"{line.Source} {line.State} {line.RowsRead}+{line.RowsRejected} {line.Observations} {line.Problem}")];

    /// <summary>Rows and observations by kind of source, however many files or requests they came in.</summary>
    public static IReadOnlyList<string> Numbers(ScanResult scan) =>
    [
        .. scan.Coverage.Where(line => line.RowsRead > 0)
            .GroupBy(line => line.Source, StringComparer.Ordinal)
            .Select(kind => $"{kind.Key}: {kind.Sum(line => line.RowsRead)} rows, {kind.Sum(line => line.RowsRejected)} rejected, {kind.Sum(line => line.Observations)} observations")
            .Order(StringComparer.Ordinal),
    ];
}
