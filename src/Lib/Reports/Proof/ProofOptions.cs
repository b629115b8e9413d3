using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Reports.Proof;

/// <summary>What proves a report, beside the hashes of its files.</summary>
public sealed record ProofOptions
{
    /// <summary>What to sign with; null signs nothing.</summary>
    public ReportSigning? Signing { get; init; }

    /// <summary>Whether to write a request for a time stamp (RFC 3161), to be sent to a time-stamping authority.</summary>
    public bool TimeStampRequest { get; init; }

    /// <summary>Name and version of what writes the report; without it, those of the library.</summary>
    public string? Product { get; init; }

    /// <summary>The files that it adds to a report.</summary>
    internal IReadOnlyList<string> Files =>
        [ManifestFiles.Manifest, .. Signing is null ? Array.Empty<string>() : [ManifestFiles.Signature], .. TimeStampRequest ? [ManifestFiles.TimeStampQuery] : Array.Empty<string>()];

    /// <summary>Refuses a certificate that cannot sign, before anything is written.</summary>
    internal void RefuseUnfit()
    {
        if (Signing is not null)
            JwsSignature.RefuseUnfit(Signing.Certificate, Signing.At);
    }
}

/// <summary>What a report is signed with.</summary>
/// <param name="Certificate">Certificate with its private key. The caller disposes of it.</param>
/// <param name="At">The time at which it must be valid; it is written nowhere.</param>
public sealed record ReportSigning(X509Certificate2 Certificate, DateTimeOffset At);
