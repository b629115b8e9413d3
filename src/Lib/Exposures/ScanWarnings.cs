using System.Globalization;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What whoever started a scan must be told beside its findings, in sentences: both front ends show the same ones.</summary>
public static class ScanWarnings
{
    /// <summary>The most rejected rows that are named; the report and the JSON name them all.</summary>
    public const int MostRows = 10;

    /// <summary>What was not read, or led nowhere.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>Sentences in English: sources that broke off, files that can't be read, rejected rows, and lines of the registers that speak of nothing known.</returns>
    public static IEnumerable<string> Of(ScanResult scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        foreach (var source in scan.Coverage.Where(source => source.State is "partial" or "failed"))
            yield return $"Not read in full: {source.Location}: {source.Problem}";
        foreach (var source in scan.Coverage.Where(source => source.State == "unavailable"))
            yield return $"Not available: {source.Location}: {source.Problem}";
        foreach (var file in scan.Unrecognised)
            yield return $"{(file.Unreadable ? "Not read" : "Not recognised")}: {file.Location}: {file.Reason}";
        foreach (var row in scan.Rejected.Take(MostRows))
            yield return $"Rejected: {Place(row)}: {row.Reason}";
        var rejected = scan.Coverage.Sum(source => source.RowsRejected);
        if (rejected > MostRows)
            yield return string.Create(CultureInfo.InvariantCulture, $"Rejected: {rejected - MostRows:N0} rows more; the report's rejected.csv names them.");
        foreach (var source in scan.Coverage.Where(source => source is { Unattributed: > 0, Source: "funding.register" or "waivers.register" }))
            yield return string.Create(CultureInfo.InvariantCulture, $"{source.Location}: {source.Unattributed:N0} of its {source.RowsRead:N0} rows name no device and no person that another source knows; check their serial numbers.");
    }

    private static string Place(RejectedRow row) =>
        row.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{row.Location}:{row.Line}") : row.Location;
}
