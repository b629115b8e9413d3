using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace TikTokBan.Cli.Tests;

/// <summary>The verb that holds a report to what it says of itself.</summary>
public sealed class CheckTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    private string Report => _folder["report"];

    public async Task InitializeAsync()
    {
        var scanned = await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", "2023-04-02", "--ledger", Ledger, "--format", "json");
        Assert.True(scanned.Status is ExitStatus.Done or ExitStatus.Incomplete, scanned.Errors);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_fits_until_a_byte_of_it_changes()
    {
        await Write();
        var whole = await Run.OfAsync("check", Report, "--ledger", Ledger);
        Assert.True(whole.Status == ExitStatus.Done, whole.Output);
        Assert.StartsWith("Fits: the aggregate report of ", whole.Output, StringComparison.Ordinal);
        Assert.Contains("not signed", whole.Errors, StringComparison.Ordinal);
        await File.AppendAllTextAsync(Path.Combine(Report, "report.html"), " ");
        var changed = await Run.OfAsync("check", Report);
        Assert.Equal(ExitStatus.Failed, changed.Status);
        Assert.StartsWith("Does not fit: report.html was changed", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_report_fits_its_certificate_and_the_answer_for_programs_says_so()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Made-up authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        await File.WriteAllBytesAsync(_folder["signer.pfx"], certificate.Export(X509ContentType.Pfx, "made up"));
        await File.WriteAllTextAsync(_folder["password"], "made up\n");
        await File.WriteAllTextAsync(_folder["trust.pem"], certificate.ExportCertificatePem());
        await Write("--sign-with", _folder["signer.pfx"], "--sign-password-file", _folder["password"], "--timestamp-request");
        Assert.True(File.Exists(Path.Combine(Report, "manifest.tsq")));
        var fits = await Run.OfAsync("check", Report, "--trust", _folder["trust.pem"], "--require-signature", "--certificate-thumbprint", Convert.ToHexString(SHA256.HashData(certificate.RawData)), "--format", "json");
        Assert.True(fits.Status == ExitStatus.Done, fits.Output);
        var answer = JsonDocument.Parse(fits.Output).RootElement;
        Assert.True(answer.GetProperty("fits").GetBoolean());
        Assert.Equal("thumbprint and trust", answer.GetProperty("signedBy").GetProperty("checkedAgainst").GetString());
        var other = await Run.OfAsync("check", Report, "--certificate-thumbprint", new string('0', 64), "--format", "json");
        Assert.Equal(ExitStatus.Failed, other.Status);
        Assert.Equal("certificateOther", JsonDocument.Parse(other.Output).RootElement.GetProperty("findings")[0].GetProperty("flaw").GetString());
    }

    [Fact]
    public async Task What_cannot_be_checked_ends_with_two()
    {
        await Write();
        foreach (var arguments in new string[][] { ["check", _folder["absent"]], ["check", Report, "--certificate-thumbprint", "ab"], ["check", Report, "--trust", Ledger], ["check", Report, "--as-of", "tomorrow"], ["check"] })
        {
            var run = await Run.OfAsync(arguments);
            Assert.Equal(ExitStatus.Unusable, run.Status);
            Assert.Single(run.Errors.Trim().Split('\n'));
        }

        Assert.Equal(ExitStatus.Failed, (await Run.OfAsync("check", Report, "--require-signature")).Status);
    }

    private async Task Write(params string[] more)
    {
        var written = await Run.OfAsync(["report", "--out", Report, "--ledger", Ledger, .. more]);
        Assert.True(written.Status == ExitStatus.Done, written.Errors);
    }
}
