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
    public static string Sign(Approval approval, X509Certificate2 certificate)
    {
        JwsSignature.RefuseUnfit(certificate, approval.At);
        var algorithm = JwsSignature.AlgorithmsOf(certificate)[0];
        var header = JwsSignature.Url(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, object> { ["alg"] = algorithm, ["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) } }));
        return $"{header}..{JwsSignature.Url(JwsSignature.Sign(certificate, algorithm, Input(header, approval)))}";
    }

    /// <summary>The certificate that the approval was signed with; null where the signature does not fit.</summary>
    public static SignedBy? Verify(Approval approval)
    {
        try
        {
            var parts = approval.Signature!.Split('.');
            if (parts.Length != 3 || parts[1].Length > 0)
                return null;
            using var header = JsonDocument.Parse(JwsSignature.Bytes(parts[0]));
            if (header.RootElement.EnumerateObject().Any(member => member.Name is not ("alg" or "x5c")))
                return null;
            var stated = header.RootElement.GetProperty("alg").GetString();
            using var certificate = new X509Certificate2(Convert.FromBase64String(header.RootElement.GetProperty("x5c")[0].GetString()!));
            if (stated == JwsSignature.Pkcs1 || !JwsSignature.IsValidAt(certificate, approval.At))
                return null;
            return JwsSignature.Fits(certificate, stated, Input(parts[0], approval), JwsSignature.Bytes(parts[2])) ? new SignedBy(Sha256Of(certificate)) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or CryptographicException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }
    }

    public static string Sha256Of(X509Certificate2 certificate) => JwsSignature.Sha256Of(certificate);

    private static byte[] Input(string header, Approval approval) => Encoding.ASCII.GetBytes($"{header}.{JwsSignature.Url(ApprovalFile.Signed(approval))}");
}

/// <summary>Whose key signed.</summary>
/// <param name="Certificate">SHA-256 of the certificate.</param>
internal sealed record SignedBy(string Certificate);
