using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>Certificates for tests.</summary>
internal static class Certificates
{
    public static X509Certificate2 Make(int from = -1, int to = 1)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=TikTokBan (made up)", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(from), now.AddDays(to));
    }

    public static X509Certificate2 MakeElliptic()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=TikTokBan (made up)", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
