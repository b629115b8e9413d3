using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan;

/// <summary>Whether somebody who is trusted vouches for a certificate. Offline: nothing is fetched, so one that was revoked is not found out.</summary>
internal static class CertificateTrust
{
    /// <summary>Null where a chain leads from the signer's certificate, the first, to one that is trusted; else why none does.</summary>
    public static string? WhyNot(X509Certificate2Collection certificates, X509Certificate2Collection trust, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trust);
        chain.ChainPolicy.ExtraStore.AddRange(certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        try
        {
            if (chain.Build(certificates[0]))
                return null;
            var what = string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct());
            return what.Length > 0 ? what : "no chain leads to them";
        }
        catch (CryptographicException)
        {
            return "the chain cannot be built";
        }
    }
}
