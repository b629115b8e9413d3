using System.Formats.Asn1;
using System.Security.Cryptography;

namespace TikTokBan.Reports.Proof;

/// <summary>Whether the request for a time stamp, and the answer that somebody put beside it, are of this report.</summary>
internal static class TimeStampCheck
{
    private const int Largest = 1024 * 1024;

    /// <param name="content">The folder.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="signature">The signature's bytes, where there is one.</param>
    /// <param name="findings">Takes what is found.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ReportTimeStamp?> RunAsync(FolderContent content, ReportManifest manifest, byte[] bytes, byte[]? signature, Findings findings, CancellationToken cancellationToken)
    {
        var (stamped, of) = signature is not null ? (signature, ManifestFiles.Signature) : (bytes, ManifestFiles.Manifest);
        if (manifest.TimeStampRequest == true && !content.Has(ManifestFiles.TimeStampQuery))
            findings.Add(ReportFlaw.FileMissing, ManifestFiles.TimeStampQuery, $"{ManifestFiles.TimeStampQuery} is missing, and the manifest says that there is one.");
        else if (manifest.TimeStampRequest == true && await content.BytesAsync(ManifestFiles.TimeStampQuery, Largest, findings, cancellationToken).ConfigureAwait(false) is { } query && !query.AsSpan().SequenceEqual(TimeStampRequest.Of(stamped)))
            findings.Add(ReportFlaw.TimeStampWrong, ManifestFiles.TimeStampQuery, $"{ManifestFiles.TimeStampQuery} does not ask for a time stamp of {of} as it is.");
        if (!content.Has(ManifestFiles.TimeStampReply) || await content.BytesAsync(ManifestFiles.TimeStampReply, Largest, findings, cancellationToken).ConfigureAwait(false) is not { } reply)
            return null;
        var stamp = Judge(reply, stamped, of, manifest.TimeStampRequest == true, findings);
        if (stamp is not null)
            findings.Note($"{ManifestFiles.TimeStampReply} states that {of} was there on {stamp.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; the time-stamping authority's own signature is not verified here (openssl ts -verify does that).");
        return stamp;
    }

    private static ReportTimeStamp? Judge(byte[] content, byte[] stamped, string of, bool asked, Findings findings)
    {
        try
        {
            var reply = TimeStampReply.Read(content);
            var imprint = SHA256.HashData(stamped);
            if (!reply.IsGranted)
                return Refuse($"the time-stamping authority refused (status {reply.Status})");
            if (reply.ImprintOid != TimeStampRequest.Sha256Oid || !reply.Imprint.AsSpan().SequenceEqual(imprint))
                return Refuse($"it is of other bytes than those of {of}", Convert.ToHexString(imprint).ToLowerInvariant(), Convert.ToHexString(reply.Imprint).ToLowerInvariant());
            return asked && reply.Nonce is { } nonce && nonce != TimeStampRequest.NonceOf(imprint)
                ? Refuse("it answers another request")
                : new ReportTimeStamp(reply.Time, of);
        }
        catch (Exception wrong) when (wrong is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return Refuse("it is no answer of a time-stamping authority");
        }

        ReportTimeStamp? Refuse(string why, string? expected = null, string? actual = null)
        {
            findings.Add(ReportFlaw.TimeStampWrong, ManifestFiles.TimeStampReply, $"{ManifestFiles.TimeStampReply} proves nothing: {why}.", expected, actual);
            return null;
        }
    }
}
