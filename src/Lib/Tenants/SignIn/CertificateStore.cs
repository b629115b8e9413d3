using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TikTokBan.Tenants.SignIn;

/// <summary>Finds the certificate that an application signs in with, in a file or in this machine's stores.</summary>
public static class CertificateStore
{
    private static readonly (StoreLocation Location, string Name)[] Stores = [(StoreLocation.CurrentUser, "the current user's"), (StoreLocation.LocalMachine, "this machine's")];

    /// <summary>Loads a PFX file, or a PEM file with the certificate and its private key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <param name="time">The clock by which the certificate must be valid.</param>
    /// <returns>The certificate with its private key; the caller, or the session that it is given to, disposes of it.</returns>
    /// <exception cref="UnusableInputException">It can't be used; the sentence says why.</exception>
    public static X509Certificate2 FromFile(string path, string? password, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(time);
        var bytes = Bytes(path);
        try
        {
            return Usable(IsPem(bytes) ? FromPem(path, Encoding.UTF8.GetString(bytes), password) : FromPfx(path, bytes, password), path, time);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Finds a certificate in the store "My" of the current user, then of the machine.</summary>
    /// <param name="thumbprint">Its SHA-1 thumbprint, as 40 hexadecimal digits; blanks and colons are passed over.</param>
    /// <param name="time">The clock by which the certificate must be valid.</param>
    /// <returns>The certificate with its private key.</returns>
    /// <exception cref="UnusableInputException">There is none that can be used.</exception>
    public static X509Certificate2 FromThumbprint(string thumbprint, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(thumbprint);
        ArgumentNullException.ThrowIfNull(time);

        // Copied from a certificate's window, it begins with a mark that nobody sees.
        var digits = string.Concat(thumbprint.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (digits.Length != 40 || !digits.All(char.IsAsciiHexDigit))
            throw new UnusableInputException(InputProblem.CertificateUnusable, "A certificate's thumbprint is 40 hexadecimal digits; copy it from the certificate's details.");
        string? keyless = null;
        foreach (var (location, name) in Stores)
        {
            foreach (var found in Find(location, digits))
            {
                if (found.HasPrivateKey)
                    return Usable(found, $"The certificate {digits[..8]}… in {name} store", time, isFile: false);
                keyless ??= name;
                found.Dispose();
            }
        }

        throw new UnusableInputException(InputProblem.CertificateUnusable, keyless is null
            ? $"There is no certificate with the thumbprint {digits[..8]}… in the store My of the current user or of this machine; import it, with its private key."
            : $"The certificate {digits[..8]}… in {keyless} store has no private key there; import the PFX file that holds it.");
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, "there is no such certificate file; give the path of a PFX or PEM file.", path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, "the certificate file can't be read; check the path and who may read it.", path);
        }
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static X509Certificate2 FromPfx(string path, byte[] bytes, string? password)
    {
        try
        {
            // A key that is only used stays in memory, except where the system can't do so.
            return new X509Certificate2(bytes, password, RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException error)
        {
            throw new UnusableInputException(
                InputProblem.CertificateUnusable,
                IsPassword(error)
                    ? password is null ? "the certificate file is protected by a password; give it." : "the password doesn't open the certificate file."
                    : "it is neither a PFX file nor a PEM file with a certificate.",
                path);
        }
    }

    private static X509Certificate2 FromPem(string path, string text, string? password)
    {
        if (!text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.CertificateUnusable, "the PEM file holds no certificate; put the certificate and its private key into one file.", path);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.CertificateUnusable, "the PEM file holds no private key; put the certificate and its private key into one file.", path);
        var isProtected = text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isProtected && password is null)
            throw new UnusableInputException(InputProblem.CertificateUnusable, "the private key is protected by a password; give it.", path);
        try
        {
            return isProtected ? X509Certificate2.CreateFromEncryptedPem(text, text, password) : X509Certificate2.CreateFromPem(text, text);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, isProtected ? "the password doesn't open the private key, or the file is damaged." : "the certificate and the private key don't belong together, or the file is damaged.", path);
        }
    }

    private static X509Certificate2 Usable(X509Certificate2 certificate, string what, TimeProvider time, bool isFile = true)
    {
        var now = time.GetUtcNow();
        var wrong = Wrong(certificate, now);
        if (wrong is null)
            return certificate;
        certificate.Dispose();
        throw isFile ? new UnusableInputException(InputProblem.CertificateUnusable, $"the certificate {wrong}", what) : new UnusableInputException(InputProblem.CertificateUnusable, $"{what} {wrong}");
    }

    private static string? Wrong(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (!certificate.HasPrivateKey)
            return "has no private key there; give the PFX file that was exported with it.";
        if (certificate.NotAfter.ToUniversalTime() < now)
            return FormattableString.Invariant($"expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}; make a new one and upload its public part to the application.");
        if (certificate.NotBefore.ToUniversalTime() > now)
            return FormattableString.Invariant($"is not valid before {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC; check this machine's clock.");
        try
        {
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? "has no RSA key, and Entra ID takes no other; make one with RSA." : null;
        }
        catch (CryptographicException)
        {
            return "has a private key that this account may not use; give the account the right to read it.";
        }
    }

    private static X509Certificate2[] Find(StoreLocation location, string thumbprint)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return [.. store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)];
        }
        catch (CryptographicException)
        {
            // Systems other than Windows have no machine's store, or none yet.
            return [];
        }
    }

    // Windows says it by number, the others in words.
    private static bool IsPassword(CryptographicException error) =>
        error.HResult is unchecked((int)0x80070056) || error.Message.Contains("password", StringComparison.OrdinalIgnoreCase);
}
