using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Removal.Approvals;

/// <summary>Reads a certificate and its private key from a file.</summary>
public static class SigningCertificate
{
    /// <summary>Reads it.</summary>
    /// <param name="path">A PEM file that holds both, or a PKCS#12 file (.pfx, .p12).</param>
    /// <param name="password">The password; null without one.</param>
    /// <returns>The certificate; the caller disposes of it.</returns>
    /// <exception cref="UnusableInputException">It can't be read, or the password is wrong.</exception>
    public static X509Certificate2 Load(string path, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new UnusableInputException(InputProblem.CertificateUnusable, "there is no such file; give a PEM or PKCS#12 file with a certificate and its private key", path);
        try
        {
            var content = File.ReadAllBytes(path);
            if (content.AsSpan().IndexOf("-----BEGIN"u8) < 0)
                return new X509Certificate2(content, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
            return password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, "no certificate with its private key can be read from this file, or its password is another; give a PEM or PKCS#12 file whose key is the certificate's, and its password where it has one", path, inner: refused);
        }
    }
}
