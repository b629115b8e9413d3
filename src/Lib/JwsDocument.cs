using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TikTokBan;

/// <summary>
/// A signature in JWS's compact form, <c>header.payload.signature</c>, whose payload is a document's bytes: openssl can check
/// it with nothing else at hand. RSA signs by PKCS#1, so that the same document gives the same signature.
/// </summary>
internal static class JwsDocument
{
    // Of a chain of certificates nobody sends more.
    private const int MostCertificates = 10;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Sign(byte[] document, X509Certificate2 certificate)
    {
        var possible = JwsSignature.AlgorithmsOf(certificate);
        var algorithm = possible.Contains(JwsSignature.Pkcs1, StringComparer.Ordinal) ? JwsSignature.Pkcs1 : possible[0];
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["alg"] = algorithm,
                ["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) },
                ["x5t#S256"] = Thumbprint(certificate),
            },
            Plain);
        var input = $"{JwsSignature.Url(header)}.{JwsSignature.Url(document)}";
        return Encoding.ASCII.GetBytes($"{input}.{JwsSignature.Url(JwsSignature.Sign(certificate, algorithm, Encoding.ASCII.GetBytes(input)))}");
    }

    /// <summary>The certificates of a signature that fits a document, the signer's first; none, and why, where it doesn't fit.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="signed">The document that it must be of.</param>
    /// <param name="what">What a sentence calls such a document.</param>
    public static (X509Certificate2Collection Certificates, string? Problem) Verify(byte[] signature, byte[] signed, string what)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            var text = Encoding.ASCII.GetString(signature);
            var parts = text.Split('.');
            // One signature has one spelling: what a lenient reader would overlook is a change too.
            if (parts.Length != 3 || parts.Any(part => JwsSignature.Url(JwsSignature.Bytes(part)) != part) || !Encoding.ASCII.GetBytes(text).AsSpan().SequenceEqual(signature))
                return (certificates, "it is not a JWS in compact form");
            if (!JwsSignature.Bytes(parts[1]).AsSpan().SequenceEqual(signed))
                return (certificates, $"it is of another {what}");
            var header = JwsSignature.Bytes(parts[0]);
            if (JsonKeys.FirstDuplicate(header) is { } twice)
                return (certificates, $"its header has \"{twice}\" twice");
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            if (document.RootElement.EnumerateObject().Any(member => member.Name is not ("alg" or "x5c" or "x5t#S256")))
                return (certificates, "its header has members that this program does not know");
            var chain = document.RootElement.GetProperty("x5c");
            if (chain.GetArrayLength() is 0 or > MostCertificates)
                return (certificates, "it names no certificate, or too many");
            foreach (var one in chain.EnumerateArray())
                certificates.Add(new X509Certificate2(Convert.FromBase64String(one.GetString()!)));
            var signer = certificates[0];
            if (document.RootElement.GetProperty("x5t#S256").GetString() != Thumbprint(signer))
                return Refused("the thumbprint in its header is not that of its certificate");
            return JwsSignature.Fits(signer, document.RootElement.GetProperty("alg").GetString(), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), JwsSignature.Bytes(parts[2]))
                ? (certificates, null)
                : Refused("it does not fit what it is of");
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or CryptographicException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return Refused("it cannot be read");
        }

        (X509Certificate2Collection, string?) Refused(string problem)
        {
            foreach (var one in certificates)
                one.Dispose();
            certificates.Clear();
            return (certificates, problem);
        }
    }

    private static string Thumbprint(X509Certificate2 certificate) => JwsSignature.Url(SHA256.HashData(certificate.RawData));
}
