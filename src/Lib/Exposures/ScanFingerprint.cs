using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Exposures;

/// <summary>
/// The scan's id: a digest of what was read, by which data and rule it was judged, and what came out. Two scans with
/// the same id found the same; anything that changed a number, a verdict or a piece of evidence changes it.
/// </summary>
internal static class ScanFingerprint
{
    public static string Of(ScanResult scan)
    {
        var summary = scan.Summary;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, summary.Authority, summary.Directive, summary.DirectiveHash, summary.Catalogue, Text(summary.AsOf), Text(summary.Devices), Text(summary.DevicesUnseen), Text(summary.People));
        foreach (var source in scan.Coverage)
            Add(hash, source.Source, source.Location, source.State, Text(source.RowsRead), Text(source.RowsRejected), Text(source.Observations), source.Problem, Text(source.From), Text(source.To));
        foreach (var exposure in scan.Exposures)
        {
            Add(hash, exposure.Id, exposure.Verdict.ToString(), Text(exposure.Deadline), exposure.Rule, exposure.Organisation, exposure.Confidence.ToString());
            foreach (var reason in exposure.Reasons.Concat(exposure.Missing))
                Add(hash, reason);
            foreach (var evidence in exposure.Evidence)
                Add(hash, evidence.Source, evidence.Value, evidence.Reference, Text(evidence.ObservedAt), evidence.Indicator, evidence.Reason);
        }

        foreach (var row in scan.Rejected)
            Add(hash, row.Location, Text(row.Line), row.Reason);
        foreach (var file in scan.Unrecognised)
            Add(hash, file.Location, file.Reason);
        foreach (var suspicion in scan.Suspicions)
            Add(hash, suspicion.Id, suspicion.DeviceId, suspicion.PersonId);
        return "s-" + Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 10)).ToLowerInvariant();
    }

    private static void Add(IncrementalHash hash, params ReadOnlySpan<string?> parts)
    {
        foreach (var part in parts)
            hash.AppendData(Encoding.UTF8.GetBytes((part ?? "") + "\u001f"));
        hash.AppendData("\u001e"u8);
    }

    private static string? Text(IFormattable? value) => value switch
    {
        null => null,
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    };
}
