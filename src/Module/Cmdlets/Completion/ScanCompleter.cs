using System.Globalization;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the scans of the ledger that is named, else of the user's own; the newest first.</summary>
public sealed class ScanCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given)
    {
        if (given.Ledger() is not { } ledger)
            return [];
        var scans = Listed(ledger.ListScansAsync).OrderByDescending(scan => scan.Finished).ToList();
        return [.. scans.Take(1).Select(newest => ("latest", Tip(newest))), .. scans.Select(scan => (scan.Id, Tip(scan)))];
    }

    private static string Tip(Ledger.StoredScan scan) =>
        string.Create(CultureInfo.InvariantCulture, $"{scan.Finished.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {scan.Authority ?? "no authority"}, {scan.Directive} as of {scan.AsOf:yyyy-MM-dd}: {scan.Exposures:N0} cases, {scan.Violations:N0} violations");
}
