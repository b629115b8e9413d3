using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Reports.Proof;

/// <summary>Certificates, of PEM or DER, and the thumbprints by which people name them.</summary>
internal static class TrustFile
{
    private const long Largest = 16 * 1024 * 1024;

    public static X509Certificate2Collection Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var read = new X509Certificate2Collection();
            if (new FileInfo(path).Length > Largest)
                throw new UnusableInputException(InputProblem.CertificateUnusable, "this file is too large for certificates; give a PEM file with the ones that are trusted", path);
            var content = File.ReadAllBytes(path);
            if (content.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                read.ImportFromPemFile(path);
            else
                read.Add(new X509Certificate2(content));
            return read.Count > 0 ? read : throw new UnusableInputException(InputProblem.CertificateUnusable, "this file holds no certificate; give a PEM file with the ones that are trusted", path);
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, "no certificate can be read from this file; give a PEM or DER file that is there", path, inner: refused);
        }
    }

    /// <summary>A SHA-256 in the one spelling that is compared.</summary>
    /// <exception cref="UnusableInputException">It is none.</exception>
    public static string Hash(string text, string what)
    {
        var plain = string.Concat(text.Where(letter => letter is not (':' or ' '))).ToLowerInvariant();
        return plain.Length == 64 && plain.All(char.IsAsciiHexDigit)
            ? plain
            : throw new UnusableInputException(InputProblem.ArgumentUnusable, $"\"{(text.Length <= 80 ? text : text[..80] + "…")}\" is not the SHA-256 of {what}; give its 64 hexadecimal digits");
    }
}
