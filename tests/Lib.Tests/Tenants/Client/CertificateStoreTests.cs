using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class CertificateStoreTests : IDisposable
{
    private const string Password = "canary-716";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(null)]
    [InlineData(Password)]
    public void A_pfx_file_is_loaded_with_its_key(string? password)
    {
        using var made = Certificates.Make();
        File.WriteAllBytes(_file, made.Export(X509ContentType.Pfx, password));

        using var loaded = CertificateStore.FromFile(_file, password, TimeProvider.System);

        Assert.Equal((made.Thumbprint, true), (loaded.Thumbprint, loaded.HasPrivateKey));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Password, true)]
    [InlineData(null, false)]
    public void So_is_a_pem_file_with_both_in_any_order(string? password, bool keyFirst)
    {
        using var made = Certificates.Make();
        File.WriteAllText(_file, keyFirst ? Key(made, password) + "\n" + made.ExportCertificatePem() : made.ExportCertificatePem() + "\n" + Key(made, password));

        using var loaded = CertificateStore.FromFile(_file, password, TimeProvider.System);

        Assert.True(loaded.HasPrivateKey);
    }

    [Fact]
    public void A_missing_file_is_told() => Told("no such certificate file", path: _file + ".none");

    [Fact]
    public void Something_else_is_told()
    {
        File.WriteAllText(_file, "not a certificate");
        Told("neither a PFX");
    }

    [Theory]
    [InlineData(null, "protected by a password")]
    [InlineData("wrong", "doesn't open")]
    public void A_password_that_is_missing_or_wrong_is_told(string? password, string words)
    {
        using var made = Certificates.Make();
        File.WriteAllBytes(_file, made.Export(X509ContentType.Pfx, Password));
        Told(words, password);
        File.WriteAllText(_file, made.ExportCertificatePem() + "\n" + Key(made, Password));
        Told(words, password);
    }

    [Fact]
    public void A_file_without_a_key_is_told()
    {
        using var made = Certificates.Make();
        File.WriteAllText(_file, made.ExportCertificatePem());
        Told("no private key");
        using var bare = X509Certificate2.CreateFromPem(made.ExportCertificatePem());
        File.WriteAllBytes(_file, bare.Export(X509ContentType.Pfx));
        Told("no private key");
    }

    [Fact]
    public void A_key_without_a_certificate_is_told()
    {
        using var made = Certificates.Make();
        File.WriteAllText(_file, Key(made, null));
        Told("no certificate");
    }

    [Fact]
    public void A_key_of_another_certificate_is_told()
    {
        using var one = Certificates.Make();
        using var other = Certificates.Make();
        File.WriteAllText(_file, one.ExportCertificatePem() + "\n" + Key(other, null));
        Told("don't belong together");
    }

    [Theory]
    [InlineData(-10, -5, "expired on")]
    [InlineData(5, 10, "not valid before")]
    public void One_that_is_not_valid_now_is_told(int from, int to, string words)
    {
        using var made = Certificates.Make(from, to);
        File.WriteAllBytes(_file, made.Export(X509ContentType.Pfx));
        Told(words);
    }

    [Fact]
    public void A_key_of_a_kind_that_Entra_does_not_take_is_told()
    {
        using var made = Certificates.MakeElliptic();
        File.WriteAllBytes(_file, made.Export(X509ContentType.Pfx));
        Told("no RSA key");
    }

    [Theory]
    [InlineData("716")]
    [InlineData("not a thumbprint")]
    [InlineData("zz00000000000000000000000000000000000000")]
    public void What_is_no_thumbprint_is_told(string text) =>
        Assert.Contains("40 hexadecimal digits", Assert.Throws<UnusableInputException>(() => CertificateStore.FromThumbprint(text, TimeProvider.System)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("7160000000000000000000000000000000000000")]
    [InlineData("\u200e71 60 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00")]
    public void One_that_is_not_in_the_store_is_told(string text) =>
        Assert.Contains("no certificate with the thumbprint 71600000…", Assert.Throws<UnusableInputException>(() => CertificateStore.FromThumbprint(text, TimeProvider.System)).Message, StringComparison.Ordinal);

    private static string Key(X509Certificate2 certificate, string? password)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    private void Told(string words, string? password = null, string? path = null)
    {
        var failure = Assert.Throws<UnusableInputException>(() => CertificateStore.FromFile(path ?? _file, password, TimeProvider.System));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }
}
