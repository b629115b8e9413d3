using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dapper;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

/// <summary>A server with a certificate of an authority that the test made.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls");
    private readonly X509Certificate2 _authority = Authority("CN=Agency Test Root");

    [SkippableFact]
    public async Task A_server_is_believed_with_the_right_authority_and_name_and_else_refused_in_one_sentence()
    {
        var server = await TestServer.StartAsync();
        Skip.If(server is null, "there is no PostgreSQL to test with: initdb, pg_ctl and postgres are not on the path");
        await using (server)
        {
            await ServeAsync(server, names => names.AddIpAddress(IPAddress.Loopback));
            var root = await WriteAsync("root.pem", _authority);
            using var stranger = Authority("CN=Another Root");
            await using (var session = await Open(server, $"?sslmode=verify-full&sslrootcert={root}").WriteAsync())
                Assert.True(await session.FirstAsync<bool>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
            await RefusedAsync(server, $"?sslmode=verify-full&sslrootcert={await WriteAsync("other.pem", stranger)}", "certificate is not trusted");
            await RefusedAsync(server, "?sslmode=verify-full", "certificate is not trusted");
            await RefusedAsync(server, $"?sslmode=verify-full&sslrootcert={Path.Combine(_folder.FullName, "none.pem")}", "(sslrootcert, sslcert, sslkey) can't be read");
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "rubbish.pem"), "no certificate");
            await RefusedAsync(server, $"?sslmode=verify-full&sslrootcert={Path.Combine(_folder.FullName, "rubbish.pem")}", "sslrootcert");

            await ServeAsync(server, names => names.AddDnsName("db.agency.example"));
            await RefusedAsync(server, $"?sslmode=verify-full&sslrootcert={root}", "certificate is not trusted for this address");
            await using (await Open(server, $"?sslmode=verify-ca&sslrootcert={root}").WriteAsync())
            {
            }

            await ExecuteAsync(server, "ALTER SYSTEM SET ssl = off");
            await server.RestartAsync(isCrash: false);
            await RefusedAsync(server, $"?sslmode=verify-full&sslrootcert={root}", "offers no TLS");
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ILedgerStore Open(TestServer server, string options) => LedgerStores.Open(LedgerLocation.Parse(server.Address + options), TimeProvider.System, MasterKey.None);

    private static async Task RefusedAsync(TestServer server, string options, string expected)
    {
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Open(server, options).WriteAsync());
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private async Task ServeAsync(TestServer server, Action<SubjectAlternativeNameBuilder> name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=PostgreSQL of the Agency", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        // Written by the server itself: the key must be its own, and nobody else's.
        await PutAsync(server, "test.crt", certificate.ExportCertificatePem());
        await PutAsync(server, "test.key", key.ExportPkcs8PrivateKeyPem());
        foreach (var setting in new[] { "ssl = on", "ssl_cert_file = 'test.crt'", "ssl_key_file = 'test.key'" })
            await ExecuteAsync(server, "ALTER SYSTEM SET " + setting);
        await server.RestartAsync(isCrash: false);
    }

    private static Task PutAsync(TestServer server, string file, string text) =>
        ExecuteAsync(server, $"COPY (SELECT '{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}') TO PROGRAM 'umask 077; base64 -d >{file}'");

    private static async Task ExecuteAsync(TestServer server, string statement)
    {
        await using var connection = new Npgsql.NpgsqlConnection(TikTokBan.Ledger.Stores.Postgres.PostgresAddress.Parse(server.Address).ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync(statement);
    }

    private async Task<string> WriteAsync(string file, X509Certificate2 certificate)
    {
        var path = Path.Combine(_folder.FullName, file);
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        return Uri.EscapeDataString(path);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
