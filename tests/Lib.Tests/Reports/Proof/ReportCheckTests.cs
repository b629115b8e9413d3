using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TikTokBan.Ledger;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Tests.Reports.Proof;

/// <summary>A check names what doesn't fit, and says what it did not check.</summary>
public sealed class ReportCheckTests : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _other;

    public ReportCheckTests() => (_certificate, _other) = (SignedReport.Certificate(_rsa), SignedReport.Certificate(_ecdsa, "Somebody else"));

    public void Dispose()
    {
        _certificate.Dispose();
        _other.Dispose();
        _rsa.Dispose();
        _ecdsa.Dispose();
    }

    [Fact]
    public async Task A_report_that_nobody_touched_fits_and_is_said_to_be_unsigned()
    {
        using var report = await SignedReport.Write();
        var result = await report.Check();
        Assert.True(result.IsWhole);
        Assert.Null(result.First);
        Assert.Null(result.SignedBy);
        Assert.Contains("not signed", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(report.Bytes("manifest.json"))).ToLowerInvariant(), result.ManifestSha256);
    }

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task A_selection_is_told_as_one(ReportDetail detail)
    {
        var scan = SampleScan.Make(60);
        using var report = await SignedReport.Write(scan: scan with { Summary = scan.Summary with { SelectedFrom = 900 } }, detail: detail);
        var result = await report.Check();
        Assert.True(result.IsWhole);
        Assert.True(result.Manifest!.Scan!.Selection);
    }

    [Fact]
    public async Task A_signature_is_told_with_its_signer_and_that_nobody_vouches_for_it()
    {
        foreach (var certificate in new[] { _certificate, _other })
        {
            using var report = await SignedReport.Write(certificate);
            var result = await report.Check();
            Assert.True(result.IsWhole);
            Assert.Equal(certificate.Subject, result.SignedBy!.Subject);
            Assert.Null(result.SignedBy.CheckedAgainst);
            Assert.Contains("not checked against anything", Assert.Single(result.Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_expected_certificate_fits_however_its_thumbprint_is_spelled_and_no_other()
    {
        using var report = await SignedReport.Write(_certificate);
        var hash = Convert.ToHexString(SHA256.HashData(_certificate.RawData));
        var spelled = string.Join(':', hash.Chunk(2).Select(two => new string(two)));
        Assert.Equal("thumbprint", (await report.Check(options => options with { CertificateThumbprint = spelled })).SignedBy!.CheckedAgainst);
        var other = await report.Check(options => options with { CertificateThumbprint = Convert.ToHexString(SHA256.HashData(_other.RawData)) });
        Assert.Equal(ReportFlaw.CertificateOther, other.First!.Flaw);
        Assert.Equal(hash.ToLowerInvariant(), other.First.Actual);
        var wrong = await Assert.ThrowsAsync<UnusableInputException>(() => report.Check(options => options with { CertificateThumbprint = "12ab" }));
        Assert.Contains("64 hexadecimal digits", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_a_signature_is_refused_where_one_is_demanded_in_any_way()
    {
        using var report = await SignedReport.Write();
        foreach (var demand in new Func<ReportCheckOptions, ReportCheckOptions>[]
        {
            options => options with { RequireSignature = true },
            options => options with { CertificateThumbprint = new string('0', 64) },
            options => options with { Trust = [_certificate] },
        })
            Assert.Equal(ReportFlaw.Unsigned, (await report.Check(demand)).First!.Flaw);
    }

    [Fact]
    public async Task A_certificate_counts_only_on_the_days_it_is_valid()
    {
        using var report = await SignedReport.Write(_certificate);
        Assert.Equal(ReportFlaw.CertificateNotValid, (await report.Check(options => options with { At = SignedReport.Today.AddYears(2) })).First!.Flaw);
        Assert.Equal(ReportFlaw.CertificateNotValid, (await report.Check(options => options with { At = SignedReport.Today.AddYears(-2) })).First!.Flaw);
    }

    [Fact]
    public async Task A_chain_is_followed_to_those_who_are_trusted_and_to_nobody_else()
    {
        using var root = RSA.Create(2048);
        using var authority = SignedReport.Certificate(root, "Made-up root", isAuthority: true);
        using var stranger = SignedReport.Certificate(_ecdsa, "Another root", isAuthority: true);
        using var key = RSA.Create(2048);
        using var issued = SignedReport.Certificate(key, "Signer", authority);
        using var report = await SignedReport.Write(issued);
        var trusted = await report.Check(options => options with { Trust = [authority] });
        Assert.Null(trusted.First);
        Assert.Equal("trust", trusted.SignedBy!.CheckedAgainst);
        Assert.Equal(ReportFlaw.CertificateNotTrusted, (await report.Check(options => options with { Trust = [stranger] })).First!.Flaw);
    }

    [Fact]
    public async Task A_trust_file_is_read_as_PEM_or_DER_and_refused_as_anything_else()
    {
        using var report = await SignedReport.Write();
        await File.WriteAllTextAsync(report.At("two.pem"), _certificate.ExportCertificatePem() + "\n" + _other.ExportCertificatePem());
        await File.WriteAllBytesAsync(report.At("one.cer"), _other.RawData);
        await File.WriteAllTextAsync(report.At("none.pem"), "nothing");
        Assert.Equal(2, ReportCheckOptions.ReadTrust(report.At("two.pem")).Count);
        Assert.Single(ReportCheckOptions.ReadTrust(report.At("one.cer")));
        Assert.Throws<UnusableInputException>(() => ReportCheckOptions.ReadTrust(report.At("none.pem")));
        Assert.Throws<UnusableInputException>(() => ReportCheckOptions.ReadTrust(report.At("absent.pem")));
    }

    [Fact]
    public async Task A_manifest_signed_anew_by_somebody_else_is_told_from_the_first()
    {
        using var report = await SignedReport.Write(_certificate);
        await File.WriteAllBytesAsync(report.At("manifest.jws"), JwsDocument.Sign(report.Bytes("manifest.json"), _other));
        var result = await report.Check();
        Assert.Equal(ReportFlaw.CertificateOther, result.First!.Flaw);
        Assert.Equal("manifest.jws", result.First.File);
    }

    [Theory]
    [InlineData("../report.html")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\report.html")]
    [InlineData("sub\\report.html")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("manifest.json")]
    [InlineData("MANIFEST.JWS")]
    [InlineData("report.html:hidden")]
    public async Task A_manifest_that_names_a_file_elsewhere_is_refused_and_the_file_not_read(string name)
    {
        using var report = await SignedReport.Write();
        await Edit(report, manifest => manifest with { Files = [.. manifest.Files.Append(new ManifestFile(name, 1, new string('0', 64))).OrderBy(file => file.Name, StringComparer.Ordinal)] });
        var result = await report.Check();
        Assert.Equal(ReportFlaw.UnsafeName, result.First!.Flaw);
        Assert.Null(result.Manifest);
    }

    [Fact]
    public async Task A_manifest_that_lists_a_file_twice_is_refused()
    {
        using var report = await SignedReport.Write();
        await Edit(report, manifest => manifest with { Files = [.. manifest.Files, manifest.Files[^1]] });
        Assert.Equal(ReportFlaw.UnsafeName, (await report.Check()).First!.Flaw);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"format\":\"another\",\"version\":1}")]
    [InlineData("{\"format\":\"tiktokban-manifest\",\"version\":1}")]
    [InlineData("{\"format\":\"tiktokban-manifest\",\"version\":1,\"kind\":\"report\",\"languages\":null,\"product\":\"x\",\"files\":null}")]
    public async Task A_manifest_that_is_none_is_told_as_such(string text)
    {
        using var report = await SignedReport.Write();
        await File.WriteAllTextAsync(report.At("manifest.json"), text);
        Assert.Equal(ReportFlaw.ManifestUnreadable, (await report.Check()).First!.Flaw);
    }

    [Fact]
    public async Task A_manifest_of_a_later_version_a_member_said_twice_and_one_that_is_too_large_are_told_apart()
    {
        using var report = await SignedReport.Write();
        var text = Encoding.UTF8.GetString(report.Bytes("manifest.json"));
        await File.WriteAllTextAsync(report.At("manifest.json"), text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        Assert.Equal(ReportFlaw.ManifestVersion, (await report.Check()).First!.Flaw);
        await File.WriteAllTextAsync(report.At("manifest.json"), text.Replace("\"version\": 1,", "\"version\": 1, \"kind\": \"rollup\",", StringComparison.Ordinal));
        var twice = (await report.Check()).First!;
        Assert.Equal(ReportFlaw.ManifestUnreadable, twice.Flaw);
        Assert.Contains("\"kind\" twice", twice.Sentence, StringComparison.Ordinal);
        await File.WriteAllTextAsync(report.At("manifest.json"), text + new string(' ', 9 * 1024 * 1024));
        Assert.Equal(ReportFlaw.FileUnreadable, (await report.Check()).First!.Flaw);
    }

    [Fact]
    public async Task A_report_whose_document_is_of_another_scan_or_detail_is_found_though_every_hash_fits()
    {
        foreach (var (path, value) in new[] { ("detail", "named"), ("scan.id", "ffffffffffffffff"), ("scan.asOf", "2023-04-03"), ("scan.directiveHash", new string('9', 64)) })
        {
            using var report = await SignedReport.Write();
            var document = JsonNode.Parse(report.Bytes("report.json"))!;
            var (holder, name) = path.Split('.') is [var outer, var inner] ? (document[outer]!, inner) : (document, path);
            holder[name] = value;
            await Rewrite(report, "report.json", Encoding.UTF8.GetBytes(document.ToJsonString()));
            var found = Assert.Single((await report.Check()).Findings);
            Assert.Equal((ReportFlaw.DocumentDiffers, value), (found.Flaw, found.Actual));
        }
    }

    [Fact]
    public async Task A_document_with_a_member_said_twice_is_found_though_every_hash_fits()
    {
        using var report = await SignedReport.Write();
        var text = Encoding.UTF8.GetString(report.Bytes("report.json"));
        await Rewrite(report, "report.json", Encoding.UTF8.GetBytes(text.Replace("\"unseen\":{", "\"unseen\":{\"made-up\":1,\"made-up\":2,", StringComparison.Ordinal)));
        Assert.Contains("\"made-up\" twice", Assert.Single((await report.Check()).Findings).Sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_link_is_not_followed_even_to_the_right_bytes()
    {
        Skip.If(OperatingSystem.IsWindows(), "making a link needs rights there");
        using var report = await SignedReport.Write();
        var moved = Path.Combine(report.Root, "page");
        File.Move(report.At("report.html"), moved);
        File.CreateSymbolicLink(report.At("report.html"), moved);
        Directory.CreateDirectory(report.At("sub"));
        var result = await report.Check();
        Assert.Equal([(ReportFlaw.NotAFile, "report.html"), (ReportFlaw.NotAFile, "sub")], result.Findings.Select(finding => (finding.Flaw, finding.File!)));
    }

    [Fact]
    public async Task The_hash_told_by_another_way_finds_out_a_report_made_anew_without_a_signature()
    {
        using var report = await SignedReport.Write();
        var told = (await report.Check()).ManifestSha256!;
        Assert.True((await report.Check(options => options with { ManifestSha256 = told.ToUpperInvariant() })).IsWhole);
        await report.Again(scan: SampleScan.Make(61));
        Assert.True((await report.Check()).IsWhole);
        Assert.Equal(ReportFlaw.ManifestChanged, (await report.Check(options => options with { ManifestSha256 = told })).First!.Flaw);
    }

    [Fact]
    public async Task A_ledger_that_holds_another_scan_or_another_content_of_it_is_found()
    {
        using var report = await SignedReport.Write(ledger: new LedgerHead(new Dictionary<string, string> { ["scans"] = new string('c', 64), ["journal"] = new string('d', 64) }));
        var ledger = new EvidenceLedger(LedgerLocation.Parse(Path.Combine(report.Root, "ledger.db")));
        await ledger.SaveScanAsync(SampleScan.Make(60, scanId: "aaaaaaaaaaaaaaaa"), new ScanRun(SignedReport.Today, SignedReport.Today));
        var absent = await report.Check(options => options with { Ledger = ledger });
        Assert.Contains("holds no scan", absent.First!.Sentence, StringComparison.Ordinal);
        Assert.Contains("chain of scans", absent.Findings[1].Sentence, StringComparison.Ordinal);
        Assert.Contains(absent.Notes, note => note.Contains("\"journal\"", StringComparison.Ordinal));
        await ledger.SaveScanAsync(SampleScan.Make(59), new ScanRun(SignedReport.Today, SignedReport.Today));
        Assert.Contains("another content", (await report.Check(options => options with { Ledger = ledger })).First!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_folder_of_a_report_gets_one_sentence()
    {
        using var report = await SignedReport.Write();
        foreach (var path in new[] { report.At("report.html"), report.At("absent") })
            await Assert.ThrowsAsync<UnusableInputException>(() => ReportCheck.CheckAsync(path, new ReportCheckOptions { At = SignedReport.Today }));
        var empty = Directory.CreateDirectory(Path.Combine(report.Root, "empty"));
        Assert.Equal(ReportFlaw.ManifestMissing, (await ReportCheck.CheckAsync(empty.FullName, new ReportCheckOptions { At = SignedReport.Today })).First!.Flaw);
    }

    private static async Task Edit(SignedReport report, Func<ReportManifest, ReportManifest> edit) =>
        await File.WriteAllBytesAsync(report.At("manifest.json"), ManifestJson.Bytes(edit(ManifestJson.Read(report.Bytes("manifest.json")))));

    // As somebody would who changes a file and then makes the manifest fit it.
    private static async Task Rewrite(SignedReport report, string file, byte[] content)
    {
        await File.WriteAllBytesAsync(report.At(file), content);
        var fitting = new ManifestFile(file, content.Length, Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant());
        await Edit(report, manifest => manifest with { Files = [.. manifest.Files.Select(one => one.Name == file ? fitting : one)] });
    }
}
