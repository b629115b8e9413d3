using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Tenant;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Signing in from the console, at the made-up tenant's own place for it.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task An_application_signs_in_with_the_secret_of_a_file()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();

        var run = await AccessAsync(tenant, "--client-secret-file", folder.Write("secret", new FakeTenantOptions().ClientSecret + "\n"));

        Assert.True(run.Status == ExitStatus.Done, run.Errors);
        Assert.Contains("✓ readable", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_refused_fails_and_is_not_shown()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();

        var run = await AccessAsync(tenant, "--verbose", "--client-secret-file", folder.Write("secret", "canary-of-a-secret"));

        Assert.Equal(ExitStatus.Failed, run.Status);
        Assert.DoesNotContain("canary", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task An_application_signs_in_with_the_certificate_of_a_file()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=agency.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllBytesAsync(folder["app.pfx"], certificate.Export(X509ContentType.Pfx, "a password"));

        var closed = await AccessAsync(tenant, "--certificate", folder["app.pfx"]);
        var open = await AccessAsync(tenant, "--certificate", folder["app.pfx"], "--certificate-password-file", folder.Write("password", "a password\n"));

        Assert.Equal((ExitStatus.Unusable, ExitStatus.Done), (closed.Status, open.Status));
        Assert.Contains("password", closed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_refused_before_anything_is_read()
    {
        await using var tenant = await TenantRun.EmptyAsync();

        var run = await Run.WithInputAsync(
            tenant.Tokens.Issue(), "scan", "--no-ledger", "--tenant", "716bbbbb-0000-4000-8000-000000000001", "--token-file", "-", "--graph-endpoint", tenant.Endpoint.AbsoluteUri);

        Assert.Equal(ExitStatus.Failed, run.Status);
        Assert.Empty(tenant.Log.Requests);
    }

    private static Task<Run> AccessAsync(FakeTenant tenant, params string[] how) => Run.OfAsync(
        [
            "access", "--tenant", tenant.TenantId, "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--login-endpoint", tenant.Endpoint.AbsoluteUri,
            "--client-id", new FakeTenantOptions().ClientId, "--source", "directory.users", .. how,
        ]);
}
