using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Reports.Proof;

/// <summary>Whether a report is signed as it must be, and by whom.</summary>
internal static class SignatureCheck
{
    private const int Largest = 16 * 1024 * 1024;

    /// <summary>The signer, and the signature's bytes; null where there is no signature that fits.</summary>
    public static async Task<(ReportSigner? Signer, byte[]? Bytes)> RunAsync(FolderContent content, ReportManifest manifest, byte[] bytes, ReportCheckOptions options, Findings findings, CancellationToken cancellationToken)
    {
        var expected = options.CertificateThumbprint is { } text ? TrustFile.Hash(text, "a certificate") : null;
        if (!content.Has(ManifestFiles.Signature))
        {
            if (manifest.SignedBy is not null)
                findings.Add(ReportFlaw.FileMissing, ManifestFiles.Signature, $"{ManifestFiles.Signature} is missing, and the manifest says that it is signed.", manifest.SignedBy);
            else if (options.RequireSignature || expected is not null || options.Trust is not null)
                findings.Add(ReportFlaw.Unsigned, ManifestFiles.Signature, "The report is not signed, and must be; ask for a signed one.", expected);
            else
                findings.Note("The report is not signed: whoever changed its files could have changed the manifest too. Compare the manifest's SHA-256 with the one that you were told by another way.");
            return (null, null);
        }

        if (await content.BytesAsync(ManifestFiles.Signature, Largest, findings, cancellationToken).ConfigureAwait(false) is not { } signature)
            return (null, null);
        var (certificates, problem) = JwsDocument.Verify(signature, bytes, "manifest");
        if (problem is not null)
        {
            findings.Add(ReportFlaw.SignatureWrong, ManifestFiles.Signature, $"The signature in {ManifestFiles.Signature} does not hold: {problem}.");
            return (null, signature);
        }

        try
        {
            return (Judge(certificates, expected, manifest, options, findings), signature);
        }
        finally
        {
            foreach (var one in certificates)
                one.Dispose();
        }
    }

    private static ReportSigner Judge(X509Certificate2Collection certificates, string? expected, ReportManifest manifest, ReportCheckOptions options, Findings findings)
    {
        var certificate = certificates[0];
        var thumbprint = JwsSignature.Sha256Of(certificate);
        var subject = FolderContent.Shown(certificate.Subject);
        if (manifest.SignedBy is { } named && named != thumbprint)
            findings.Add(ReportFlaw.CertificateOther, ManifestFiles.Signature, "The signature is by another certificate than the one that the manifest names.", named, thumbprint);
        if (expected is not null && expected != thumbprint)
            findings.Add(ReportFlaw.CertificateOther, ManifestFiles.Signature, $"The report is signed by {subject}, with another certificate than the expected one.", expected, thumbprint);
        if (!JwsSignature.IsValidAt(certificate, options.At))
        {
            findings.Add(
                ReportFlaw.CertificateNotValid, ManifestFiles.Signature,
                $"The certificate of {subject} counts from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, and not on {Day(options.At.UtcDateTime)}; where the report is older than that, check it as of the day of its time stamp.",
                $"{Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}", Day(options.At.UtcDateTime));
        }

        if (options.Trust is { } trust && CertificateTrust.WhyNot(certificates, trust, options.At) is { } why)
            findings.Add(ReportFlaw.CertificateNotTrusted, ManifestFiles.Signature, $"Nobody in the trust file vouches for the certificate of {subject}: {why}.");
        var against = (expected, options.Trust) switch
        {
            (not null, not null) => "thumbprint and trust",
            (not null, null) => "thumbprint",
            (null, not null) => "trust",
            _ => null,
        };
        if (against is null)
            findings.Note($"Signed by {subject}, not checked against anything: give the thumbprint you expect or a file with the certificates that you trust.");
        return new ReportSigner(certificate.Subject, certificate.Issuer, thumbprint, against);
    }

    private static string Day(DateTime day) => day.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
