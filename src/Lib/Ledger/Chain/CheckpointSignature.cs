using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TikTokBan.Ledger.Chain;

/// <summary>Whether a checkpoint's signature holds, and whose it is.</summary>
internal static class CheckpointSignature
{
    /// <summary>Judges a signature as of when it was made, since a chain outlives certificates.</summary>
    /// <param name="checkpoint">A checkpoint that is signed.</param>
    /// <param name="trust">Certificates one of which must vouch for the signer's; null asks for none.</param>
    /// <returns>The signer where the signature fits, and what is wrong.</returns>
    public static (CheckpointSigner? Signer, string? Problem) Check(Checkpoint checkpoint, X509Certificate2Collection? trust)
    {
        var (certificates, problem) = JwsDocument.Verify(Encoding.UTF8.GetBytes(checkpoint.Signature ?? ""), checkpoint.Signed, "checkpoint");
        if (problem is not null)
            return (null, problem);
        try
        {
            var certificate = certificates[0];
            var why = !JwsSignature.IsValidAt(certificate, checkpoint.At)
                ? "its certificate was not valid when it was made"
                : trust is null ? null : CertificateTrust.WhyNot(certificates, trust, checkpoint.At) is { } untrusted ? $"nobody in the trust file vouches for its certificate ({untrusted})" : null;
            return (new CheckpointSigner(certificate.Subject, certificate.Issuer, JwsSignature.Sha256Of(certificate), trust is null ? null : why is null), why);
        }
        finally
        {
            foreach (var one in certificates)
                one.Dispose();
        }
    }
}
