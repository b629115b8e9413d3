using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Removal.Approvals;

/// <summary>
/// A detached signature in JWS's compact form: <c>header..signature</c>, the certificate in its header. What is signed is the
/// approval's canonical form, which anybody can make again from the file.
/// </summary>
internal static class ApprovalSignature
{
    private const int LeastRsaBits = 2048;

    public static string Sign(Approval approval, X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey)
            throw new UnusableInputException("the certificate has no private key to sign with; give the file that holds both");
        if (!IsValidAt(certificate, approval.At))
            throw new UnusableInputException("the certificate is not valid today; sign with one that is");
        using var rsa = certificate.GetRSAPrivateKey();
        using var ecdsa = certificate.GetECDsaPrivateKey();
        var algorithm = AlgorithmOf(rsa, ecdsa)
            ?? throw new UnusableInputException($"the certificate's key is neither RSA of at least {LeastRsaBits} bits nor ECDSA on P-256, P-384 or P-521; sign with one that is");
        var header = Url(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, object> { ["alg"] = algorithm, ["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) } }));
        var input = Input(header, approval);
        var signature = rsa is not null
            ? rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            : ecdsa!.SignData(input, HashOf(algorithm));
        return $"{header}..{Url(signature)}";
    }

    /// <summary>The certificate that the approval was signed with; null where the signature does not fit.</summary>
    public static SignedBy? Verify(Approval approval)
    {
        try
        {
            var parts = approval.Signature!.Split('.');
            if (parts.Length != 3 || parts[1].Length > 0)
                return null;
            using var header = JsonDocument.Parse(Bytes(parts[0]));
            if (header.RootElement.EnumerateObject().Any(member => member.Name is not ("alg" or "x5c")))
                return null;
            var stated = header.RootElement.GetProperty("alg").GetString();
            using var certificate = new X509Certificate2(Convert.FromBase64String(header.RootElement.GetProperty("x5c")[0].GetString()!));
            using var rsa = certificate.GetRSAPublicKey();
            using var ecdsa = certificate.GetECDsaPublicKey();
            // The key says which algorithm is right; the header may only agree.
            var algorithm = AlgorithmOf(rsa, ecdsa);
            if (algorithm is null || algorithm != stated || !IsValidAt(certificate, approval.At))
                return null;
            var (input, signature) = (Input(parts[0], approval), Bytes(parts[2]));
            var fits = rsa is not null
                ? rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                : ecdsa!.VerifyData(input, signature, HashOf(algorithm));
            return fits ? new SignedBy(Sha256Of(certificate)) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or CryptographicException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }
    }

    public static string Sha256Of(X509Certificate2 certificate) => Convert.ToHexString(SHA256.HashData(certificate.RawData)).ToLowerInvariant();

    private static string? AlgorithmOf(RSA? rsa, ECDsa? ecdsa) => (rsa?.KeySize, ecdsa?.KeySize) switch
    {
        ( >= LeastRsaBits, _) => "PS256",
        (_, 256) => "ES256",
        (_, 384) => "ES384",
        (_, 521) => "ES512",
        _ => null,
    };

    private static HashAlgorithmName HashOf(string algorithm) => algorithm switch
    {
        "ES384" => HashAlgorithmName.SHA384,
        "ES512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    private static bool IsValidAt(X509Certificate2 certificate, DateTimeOffset time) =>
        certificate.NotBefore.ToUniversalTime() <= time.UtcDateTime && time.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    private static byte[] Input(string header, Approval approval) => Encoding.ASCII.GetBytes($"{header}.{Url(ApprovalFile.Signed(approval))}");

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Bytes(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='));
    }
}

/// <summary>Whose key signed.</summary>
/// <param name="Certificate">SHA-256 of the certificate.</param>
internal sealed record SignedBy(string Certificate);
