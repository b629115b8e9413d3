using System.Globalization;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What whoever started a scan must be told beside its findings, in sentences: both front ends show the same ones.</summary>
public static class ScanWarnings
{
    /// <summary>The most rejected rows of a register, and the most other files with rejected rows, that are named; the report and the JSON name all rows.</summary>
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
        foreach (var warning in OfRegisters(scan).Concat(OfOthers(scan)))
            yield return warning;
        foreach (var source in scan.Coverage.Where(source => source is { Unattributed: > 0, Source: "funding.register" or "waivers.register" }))
            yield return string.Create(CultureInfo.InvariantCulture, $"{source.Location}: {source.Unattributed:N0} of its {source.RowsRead:N0} rows name no device and no person that another source knows; check their serial numbers.");
    }

    // A line of a register that can't be read may be the exception, or the payer, on which somebody's case hangs: each is told.
    private static IEnumerable<string> OfRegisters(ScanResult scan)
    {
        foreach (var register in scan.Coverage.Where(source => IsRegister(source) && source.RowsRejected > 0).OrderByDescending(source => source.Source, StringComparer.Ordinal))
        {
            var told = scan.Rejected.Where(row => row.Location == register.Location).Take(MostRows).ToList();
            foreach (var row in told)
                yield return $"Rejected: {Place(row)}: {row.Reason}";
            if (register.RowsRejected > told.Count)
                yield return string.Create(CultureInfo.InvariantCulture, $"Rejected: {register.Location}: {Rows(register.RowsRejected - told.Count)} more; mend them before anything rests on this scan.");
        }
    }

    private static IEnumerable<string> OfOthers(ScanResult scan)
    {
        var files = scan.Coverage.Where(source => !IsRegister(source) && source.RowsRejected > 0).ToList();
        foreach (var file in files.Take(MostRows))
        {
            var first = scan.Rejected.FirstOrDefault(row => row.Location == file.Location);
            yield return file.RowsRejected == 1 && first is not null
                ? $"Rejected: {Place(first)}: {first.Reason}"
                : string.Create(CultureInfo.InvariantCulture, $"Rejected: {file.Location}: {Rows(file.RowsRejected)}{(first is null ? "" : $", first {(first.Line > 0 ? $"line {first.Line}: " : "")}{first.Reason}")}");
        }

        if (files.Count > MostRows)
            yield return string.Create(CultureInfo.InvariantCulture, $"Rejected: {Rows(files.Skip(MostRows).Sum(file => file.RowsRejected))} of {files.Count - MostRows:N0} files more; the report's rejected.csv names them.");
    }

    private static bool IsRegister(SourceCoverage source) => source.Source is "funding.register" or "waivers.register";

    private static string Rows(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? "row" : "rows")}");

    private static string Place(RejectedRow row) =>
        row.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{row.Location}:{row.Line}") : row.Location;
}
