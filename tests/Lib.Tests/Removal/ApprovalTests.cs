using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TikTokBan.Authorities;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Removal;

public sealed class ApprovalTests : IDisposable
{
    private const string Approver = "bram@agency.example";

    private readonly RemovalPlan _plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(PlanSamples.Phone(1), PlanSamples.Phone(2))));
    private readonly X509Certificate2 _ecdsa = Certificate(ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private readonly X509Certificate2 _rsa = Certificate(RSA.Create(2048));
    private readonly string _folder = Directory.CreateTempSubdirectory("tiktokban-approval-").FullName;

    public void Dispose()
    {
        _ecdsa.Dispose();
        _rsa.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_approval_counts_after_it_was_written_and_read_signed_or_not()
    {
        foreach (var certificate in new[] { null, _ecdsa, _rsa })
        {
            var path = Path.Combine(_folder, $"{certificate?.Thumbprint}.json");
            await ApprovalFile.WriteAsync(PlanApproval.Make(_plan, "SMTP:Bram@agency.example", PlanSamples.Now, comment: "Seen", certificate: certificate), path);
            var read = await ApprovalFile.ReadAsync(path);

            Assert.Equal(Approver, read.Approver);
            Assert.Empty(Check(read).Findings);
            Assert.Empty(SchemaCheck.Find("approval.schema.json", await File.ReadAllTextAsync(path)));
        }
    }

    [Theory]
    [InlineData("ada@agency.example", "four eyes")]
    [InlineData("SMTP:Ada+x@agency.onmicrosoft.com", "four eyes")]
    [InlineData("Bram Beech", "not a user principal name")]
    public void The_author_under_whatever_name_and_nobody_in_particular_can_not_approve(string approver, string says) =>
        Assert.Contains(says, Assert.Throws<UnusableInputException>(() => PlanApproval.Make(_plan, approver, PlanSamples.Now)).Message, StringComparison.Ordinal);

    public static TheoryData<GuardCode> Refusals =>
    [
        GuardCode.ApprovalMissing, GuardCode.ApprovalOfAnotherPlan, GuardCode.ApprovalOfAnEarlierPlan, GuardCode.ApprovalExpired, GuardCode.ApprovalTimes, GuardCode.ApprovedByAuthor, GuardCode.ApprovalForged,
        GuardCode.ApprovalUnsigned, GuardCode.ApprovalOfUnknownCertificate,
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_approval_that_does_not_count_is_told_in_one_sentence(GuardCode code)
    {
        var good = PlanApproval.Make(_plan, Approver, PlanSamples.Now);
        var signed = PlanApproval.Make(_plan, Approver, PlanSamples.Now, certificate: _ecdsa);
        var listed = new ApprovalPolicy(1, true, [new ApproverCertificate(Approver, ApprovalSignature.Sha256Of(_rsa))]);
        var verdict = code switch
        {
            GuardCode.ApprovalMissing => ApprovalCheck.Check(_plan, [], ApprovalPolicy.Default, PlanSamples.Now),
            GuardCode.ApprovalOfAnotherPlan => Check(good with { Plan = "p-0000000000000000" }),
            GuardCode.ApprovalOfAnEarlierPlan => Check(good with { PlanHash = new string('0', 64) }),
            GuardCode.ApprovalExpired => ApprovalCheck.Check(_plan, [good], ApprovalPolicy.Default, good.Expires.AddSeconds(1)),
            GuardCode.ApprovalTimes => Check(good with { At = PlanSamples.Now.AddYears(-1) }),
            GuardCode.ApprovedByAuthor => Check(good with { Approver = "ada@agency.example" }),
            GuardCode.ApprovalForged => Check(signed with { Approver = "carla@agency.example" }),
            GuardCode.ApprovalUnsigned => ApprovalCheck.Check(_plan, [good], listed, PlanSamples.Now),
            _ => ApprovalCheck.Check(_plan, [signed], listed, PlanSamples.Now),
        };

        Assert.False(verdict.Allows);
        var finding = Assert.Single(verdict.Findings, finding => finding.Code == code);
        Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Sentence);
    }

    [Fact]
    public void Two_approvals_are_two_people()
    {
        var policy = new ApprovalPolicy(2, false, []);
        var one = PlanApproval.Make(_plan, Approver, PlanSamples.Now);
        var again = PlanApproval.Make(_plan, "bram+home@agency.example", PlanSamples.Now);
        var other = PlanApproval.Make(_plan, "carla@agency.example", PlanSamples.Now);

        Assert.False(ApprovalCheck.Check(_plan, [one, again], policy, PlanSamples.Now).Allows);
        Assert.True(ApprovalCheck.Check(_plan, [one, again, other], policy, PlanSamples.Now).Allows);
    }

    [Fact]
    public void A_forged_approval_refuses_even_beside_a_good_one()
    {
        var signed = PlanApproval.Make(_plan, Approver, PlanSamples.Now, certificate: _ecdsa);

        Assert.False(ApprovalCheck.Check(_plan, [signed, signed with { Comment = "and more" }], ApprovalPolicy.Default, PlanSamples.Now).Allows);
    }

    [Theory]
    [InlineData("e30..AA")]
    [InlineData("..")]
    [InlineData("not a signature")]
    [InlineData("eyJhbGciOiJub25lIiwieDVjIjpbXX0..")]
    public void No_signature_that_is_none_is_taken_for_one(string signature) =>
        Assert.Contains(Check(PlanApproval.Make(_plan, Approver, PlanSamples.Now) with { Signature = signature }).Findings, finding => finding.Code == GuardCode.ApprovalForged);

    [Fact]
    public void Any_byte_of_the_signature_or_of_what_it_is_of_counts()
    {
        var signed = PlanApproval.Make(_plan, Approver, PlanSamples.Now, comment: "Seen", certificate: _rsa);
        var signature = signed.Signature!;
        for (var index = 0; index < signature.Length; index += 37)
        {
            var letter = signature[index] == 'A' ? 'B' : 'A';
            var broken = signed with { Signature = string.Concat(signature.AsSpan(0, index), letter.ToString(), signature.AsSpan(index + 1)) };
            Assert.Null(ApprovalSignature.Verify(broken));
        }

        Assert.Null(ApprovalSignature.Verify(signed with { Expires = signed.Expires.AddDays(1) }));
        Assert.NotNull(ApprovalSignature.Verify(signed));
    }

    [Fact]
    public async Task A_certificate_is_read_from_PEM_and_from_PKCS_12()
    {
        var pem = Path.Combine(_folder, "bram.pem");
        var pfx = Path.Combine(_folder, "bram.pfx");
        await File.WriteAllTextAsync(pem, _ecdsa.ExportCertificatePem() + "\n" + _ecdsa.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllBytesAsync(pfx, _rsa.Export(X509ContentType.Pfx, "secret"));

        using var first = SigningCertificate.Load(pem);
        using var second = SigningCertificate.Load(pfx, "secret");
        Assert.Empty(Check(PlanApproval.Make(_plan, Approver, PlanSamples.Now, certificate: first)).Findings);
        Assert.Empty(Check(PlanApproval.Make(_plan, Approver, PlanSamples.Now, certificate: second)).Findings);
        var refused = Assert.Throws<UnusableInputException>(() => SigningCertificate.Load(pfx, "wrong"));
        Assert.DoesNotContain("wrong", refused.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approval: { signed: true }", "no certificate")]
    [InlineData("approval: { approvals: 0 }", "from 1")]
    [InlineData("approval: { certificates: [{ account: a@agency.example, sha256: abc }] }", "64 hexadecimal")]
    [InlineData("limits: { canary: 0 }", "from 1")]
    public void A_profile_that_demands_what_can_not_be_is_refused(string yaml, string says) =>
        Assert.Contains(says, Assert.Throws<UnusableInputException>(() => AuthorityProfile.Load("authority.yaml", System.Text.Encoding.UTF8.GetBytes(yaml))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_no_approval_is_refused()
    {
        var path = Path.Combine(_folder, "none.json");
        await ApprovalFile.WriteAsync(PlanApproval.Make(_plan, Approver, PlanSamples.Now), path);
        var node = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        node["also"] = 1;
        await File.WriteAllTextAsync(path, node.ToJsonString());

        Assert.Contains("not an approval", (await Assert.ThrowsAsync<UnusableInputException>(() => ApprovalFile.ReadAsync(path))).Message, StringComparison.Ordinal);
    }

    private GuardVerdict Check(Approval approval) => ApprovalCheck.Check(_plan, [approval], ApprovalPolicy.Default, PlanSamples.Now);

    private static X509Certificate2 Certificate(AsymmetricAlgorithm key)
    {
        using (key)
        {
            var request = key is RSA rsa
                ? new CertificateRequest("CN=Bram", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                : new CertificateRequest("CN=Bram", (ECDsa)key, HashAlgorithmName.SHA256);
            return request.CreateSelfSigned(PlanSamples.Now.AddDays(-1), PlanSamples.Now.AddYears(1));
        }
    }
}
