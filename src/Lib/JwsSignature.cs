using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan;

/// <summary>What every JSON web signature (RFC 7515, 7518) of ours has in common: which key may sign by which algorithm, and the spelling of its bytes.</summary>
internal static class JwsSignature
{
    private const int LeastRsaBits = 2048;

    /// <summary>RSA by PKCS#1: the same bytes each time.</summary>
    public const string Pkcs1 = "RS256";

    private const string Pss = "PS256";

    /// <summary>The algorithms that a certificate's key may sign by, the usual one first; none for a key that is too weak or of another kind.</summary>
    public static IReadOnlyList<string> AlgorithmsOf(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return (rsa?.KeySize, ecdsa?.KeySize) switch
        {
            ( >= LeastRsaBits, _) => [Pss, Pkcs1],
            (_, 256) => ["ES256"],
            (_, 384) => ["ES384"],
            (_, 521) => ["ES512"],
            _ => [],
        };
    }

    /// <summary>Refuses a certificate that cannot sign at a time.</summary>
    /// <exception cref="UnusableInputException">It has no private key, is not valid then, or its key is too weak.</exception>
    public static void RefuseUnfit(X509Certificate2 certificate, DateTimeOffset time)
    {
        if (!certificate.HasPrivateKey)
            throw new UnusableInputException(InputProblem.CertificateUnusable, "the certificate has no private key to sign with; give the file that holds both");
        if (!IsValidAt(certificate, time))
            throw new UnusableInputException(InputProblem.CertificateUnusable, $"the certificate {certificate.Subject} is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd} and not today; sign with one that is");
        if (AlgorithmsOf(certificate).Count == 0)
            throw new UnusableInputException(InputProblem.CertificateUnusable, $"the certificate's key is neither RSA of at least {LeastRsaBits} bits nor ECDSA on P-256, P-384 or P-521; sign with one that is");
    }

    public static byte[] Sign(X509Certificate2 certificate, string algorithm, byte[] input)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var ecdsa = certificate.GetECDsaPrivateKey();
        return rsa is not null ? rsa.SignData(input, HashOf(algorithm), PaddingOf(algorithm)) : ecdsa!.SignData(input, HashOf(algorithm));
    }

    /// <summary>Whether a signature fits. The key says which algorithms are right; the header may only choose among them.</summary>
    public static bool Fits(X509Certificate2 certificate, string? algorithm, byte[] input, byte[] signature)
    {
        if (algorithm is null || !AlgorithmsOf(certificate).Contains(algorithm, StringComparer.Ordinal))
            return false;
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return rsa is not null ? rsa.VerifyData(input, signature, HashOf(algorithm), PaddingOf(algorithm)) : ecdsa!.VerifyData(input, signature, HashOf(algorithm));
    }

    public static string Sha256Of(X509Certificate2 certificate) => Convert.ToHexString(SHA256.HashData(certificate.RawData)).ToLowerInvariant();

    public static bool IsValidAt(X509Certificate2 certificate, DateTimeOffset time) =>
        certificate.NotBefore.ToUniversalTime() <= time.UtcDateTime && time.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    /// <summary>Base64 as addresses can hold it, without padding.</summary>
    public static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The bytes of such a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static byte[] Bytes(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
    }

    private static HashAlgorithmName HashOf(string algorithm) => algorithm switch
    {
        "ES384" => HashAlgorithmName.SHA384,
        "ES512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    private static RSASignaturePadding PaddingOf(string algorithm) => algorithm == Pkcs1 ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss;
}
