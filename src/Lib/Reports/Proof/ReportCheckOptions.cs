using System.Security.Cryptography.X509Certificates;
using TikTokBan.Ledger;

namespace TikTokBan.Reports.Proof;

/// <summary>What a report is checked against, beside itself.</summary>
public sealed record ReportCheckOptions
{
    /// <summary>The day on which the signer's certificate must be valid.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the certificate that must have signed, in hexadecimal; colons and blanks in it do not count.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Certificates of the authorities one of which must vouch for the signer's; null asks for none.</summary>
    public X509Certificate2Collection? Trust { get; init; }

    /// <summary>Whether a report without a signature is refused.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>SHA-256 that <c>manifest.json</c> must have, as it was handed over by another way.</summary>
    public string? ManifestSha256 { get; init; }

    /// <summary>The ledger that must hold the scan.</summary>
    public ILedger? Ledger { get; init; }

    /// <summary>Reads the certificates of a trust file.</summary>
    /// <param name="path">A PEM file with one certificate or more, or a DER file with one.</param>
    /// <exception cref="UnusableInputException">It holds none.</exception>
    public static X509Certificate2Collection ReadTrust(string path) => TrustFile.Read(path);
}
