using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Tests.Reports.Proof;

/// <summary>A report with its proof, in a folder of its own.</summary>
internal sealed class SignedReport : IDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private SignedReport(string root) => Root = root;

    public string Root { get; }

    public string Folder => Path.Combine(Root, "report");

    public static async Task<SignedReport> Write(X509Certificate2? certificate = null, bool timeStamp = false, ScanResult? scan = null, ReportDetail detail = ReportDetail.Aggregate, LedgerHead? ledger = null)
    {
        var report = new SignedReport(Directory.CreateTempSubdirectory("ttb-proof-").FullName);
        await report.Again(certificate, timeStamp, scan, detail, ledger);
        return report;
    }

    public Task Again(X509Certificate2? certificate = null, bool timeStamp = false, ScanResult? scan = null, ReportDetail detail = ReportDetail.Aggregate, LedgerHead? ledger = null) => ReportWriter.WriteAsync(
        new ReportInput(scan ?? SampleScan.Make(60)) { Head = ledger },
        new ReportOptions
        {
            Detail = detail,
            Proof = new ProofOptions { Signing = certificate is null ? null : new ReportSigning(certificate, Today), TimeStampRequest = timeStamp, Product = "TikTokBan 0.0.0" },
        },
        Folder);

    public string At(string file) => Path.Combine(Folder, file);

    public byte[] Bytes(string file) => File.ReadAllBytes(At(file));

    public async Task<ReportCheckResult> Check(Func<ReportCheckOptions, ReportCheckOptions>? with = null)
    {
        var options = new ReportCheckOptions { At = Today };
        return await ReportCheck.CheckAsync(Folder, with?.Invoke(options) ?? options);
    }

    /// <summary>A certificate of nobody, with its key.</summary>
    public static X509Certificate2 Certificate(AsymmetricAlgorithm key, string name = "Made-up authority", X509Certificate2? issuer = null, bool isAuthority = false)
    {
        var request = key is RSA rsa
            ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (issuer is null)
            return request.CreateSelfSigned(Today.AddDays(-30), Today.AddDays(300));
        using var bare = request.Create(issuer, Today.AddDays(-20), Today.AddDays(200), [1, 2, 3, 4]);
        return key is RSA own ? bare.CopyWithPrivateKey(own) : bare.CopyWithPrivateKey((ECDsa)key);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Runs openssl, where there is one.</summary>
internal static class OpenSsl
{
    public const string Missing = "openssl is not installed here";

    private static readonly Lazy<bool> There = new(() =>
    {
        try
        {
            return Run(Path.GetTempPath(), "version").Status == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public static bool IsThere => There.Value;

    public static (int Status, string Output) Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
#pragma warning disable RS0030 // It has ended.
        return (process.ExitCode, output + errors.Result);
#pragma warning restore RS0030
    }
}
