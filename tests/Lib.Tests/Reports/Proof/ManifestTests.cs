using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TikTokBan.Ledger;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Tests.Reports.Proof;

/// <summary>What a report says of itself, so that others can hold it to it.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task A_manifest_has_the_shape_of_its_schema(ReportDetail detail)
    {
        using var key = RSA.Create(2048);
        using var certificate = SignedReport.Certificate(key);
        using var report = await SignedReport.Write(certificate, timeStamp: true, detail: detail, ledger: new LedgerHead(new Dictionary<string, string> { ["scans"] = new string('b', 64) }));
        Assert.Empty(SchemaCheck.Find("manifest.schema.json", Encoding.UTF8.GetString(report.Bytes("manifest.json"))));
    }

    [Fact]
    public async Task Every_other_file_is_listed_with_its_length_and_hash_in_ordinal_order()
    {
        using var report = await SignedReport.Write();
        var manifest = (await report.Check()).Manifest!;
        var expected = Directory.GetFiles(report.Folder).Select(path => Path.GetFileName(path)).Where(name => name != "manifest.json").Order(StringComparer.Ordinal)
            .Select(name => new ManifestFile(name, report.Bytes(name).Length, Convert.ToHexString(SHA256.HashData(report.Bytes(name))).ToLowerInvariant()));
        Assert.Equal(expected, manifest.Files);
        Assert.True(manifest.Files.Count >= 4);
    }

    [Fact]
    public async Task The_same_scan_and_options_give_the_same_bytes_down_to_an_RSA_signature_and_a_request_for_a_time_stamp()
    {
        using var key = RSA.Create(2048);
        using var certificate = SignedReport.Certificate(key);
        using var first = await SignedReport.Write(certificate, timeStamp: true);
        using var second = await SignedReport.Write(certificate, timeStamp: true);
        Assert.All(Directory.GetFiles(first.Folder).Select(path => Path.GetFileName(path)), name => Assert.Equal(first.Bytes(name), second.Bytes(name)));
        Assert.Equal(7, Directory.GetFiles(first.Folder).Count(path => Path.GetFileName(path) is "manifest.json" or "manifest.jws" or "manifest.tsq" or "report.json" or "report.html" or "exposures.csv" or "rejected.csv"));
    }

    [Fact]
    public async Task The_scan_has_the_hash_that_a_ledger_gives_it()
    {
        var folder = Directory.CreateTempSubdirectory("ttb-ledger-");
        try
        {
            var ledger = new EvidenceLedger(LedgerLocation.Parse(Path.Combine(folder.FullName, "ledger.db")));
            var scan = SampleScan.Make(60);
            var stored = await ledger.SaveScanAsync(scan, new ScanRun(SignedReport.Today, SignedReport.Today));
            using var report = await SignedReport.Write(scan: await ledger.LoadScanAsync("latest"), ledger: new LedgerHead(new Dictionary<string, string> { ["scans"] = stored.Sha256 }));
            var checkedReport = await report.Check(options => options with { Ledger = ledger });
            Assert.Equal(stored.Sha256, checkedReport.Manifest!.Scan!.Sha256);
            Assert.Equal(stored.Sha256, checkedReport.Manifest.Ledger!["scans"]);
            Assert.Null(checkedReport.First);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_report_written_over_a_signed_one_leaves_no_signature_behind()
    {
        using var key = RSA.Create(2048);
        using var certificate = SignedReport.Certificate(key);
        using var report = await SignedReport.Write(certificate, timeStamp: true);
        await File.WriteAllTextAsync(report.At("note.txt"), "mine");
        await report.Again();
        Assert.False(File.Exists(report.At("manifest.jws")));
        Assert.False(File.Exists(report.At("manifest.tsq")));
        Assert.True(File.Exists(report.At("note.txt")));
        Assert.Equal(ReportFlaw.FileExtra, (await report.Check()).First!.Flaw);
    }

    [Fact]
    public async Task A_certificate_that_cannot_sign_is_refused_before_anything_is_written()
    {
        using var weak = RSA.Create(1024);
        using var small = SignedReport.Certificate(weak);
        using var key = RSA.Create(2048);
        using var certificate = SignedReport.Certificate(key);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var report = await SignedReport.Write();
        var before = report.Bytes("manifest.json");
        await Assert.ThrowsAsync<UnusableInputException>(() => report.Again(small));
        await Assert.ThrowsAsync<UnusableInputException>(() => report.Again(bare));
        Assert.Equal(before, report.Bytes("manifest.json"));
    }

    [SkippableFact]
    public async Task Openssl_reads_the_request_for_a_time_stamp()
    {
        Skip.IfNot(OpenSsl.IsThere, OpenSsl.Missing);
        using var report = await SignedReport.Write(timeStamp: true);
        var (status, output) = OpenSsl.Run(report.Folder, "ts", "-query", "-in", "manifest.tsq", "-text");
        Assert.Equal(0, status);
        Assert.Contains("Hash Algorithm: sha256", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Certificate required: yes", output, StringComparison.Ordinal);
        var imprint = SHA256.HashData(report.Bytes("manifest.json"));
        Assert.Contains(string.Join(' ', Convert.ToHexString(imprint.AsSpan(0, 4)).ToLowerInvariant().Chunk(2).Select(two => new string(two))), output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Openssl_finds_the_signature_of_an_RSA_key_good_and_that_of_other_bytes_bad()
    {
        Skip.IfNot(OpenSsl.IsThere, OpenSsl.Missing);
        using var key = RSA.Create(3072);
        using var certificate = SignedReport.Certificate(key);
        using var report = await SignedReport.Write(certificate);
        var parts = Encoding.ASCII.GetString(report.Bytes("manifest.jws")).Split('.');
        await File.WriteAllTextAsync(report.At("signed"), $"{parts[0]}.{parts[1]}");
        await File.WriteAllBytesAsync(report.At("signature"), JwsSignature.Bytes(parts[2]));
        await File.WriteAllTextAsync(report.At("key.pem"), certificate.GetRSAPublicKey()!.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(0, OpenSsl.Run(report.Folder, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "signed").Status);
        await File.AppendAllTextAsync(report.At("signed"), "A");
        Assert.NotEqual(0, OpenSsl.Run(report.Folder, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "signed").Status);
        Assert.Equal(report.Bytes("manifest.json"), JwsSignature.Bytes(parts[1]));
    }
}
