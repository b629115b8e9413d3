using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Tests.Reports.Proof;

/// <summary>A time stamp proves a report only when it was granted and is of that report's bytes.</summary>
public sealed class TimeStampTests
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 20, 11, 12, 13, TimeSpan.Zero);

    [Fact]
    public async Task One_that_was_granted_for_these_bytes_is_told_with_its_time_and_that_its_signature_was_not_verified()
    {
        using var report = await SignedReport.Write(timeStamp: true);
        await File.WriteAllBytesAsync(report.At("manifest.tsr"), Reply(SHA256.HashData(report.Bytes("manifest.json"))));
        var result = await report.Check();
        Assert.Null(result.First);
        Assert.Equal(new ReportTimeStamp(Seen, "manifest.json"), result.TimeStamp);
        Assert.Contains(result.Notes, note => note.Contains("not verified here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_signed_report_it_must_be_of_the_signature()
    {
        using var key = RSA.Create(2048);
        using var certificate = SignedReport.Certificate(key);
        using var report = await SignedReport.Write(certificate);
        await File.WriteAllBytesAsync(report.At("manifest.tsr"), Reply(SHA256.HashData(report.Bytes("manifest.json"))));
        Assert.Equal(ReportFlaw.TimeStampWrong, (await report.Check()).First!.Flaw);
        await File.WriteAllBytesAsync(report.At("manifest.tsr"), Reply(SHA256.HashData(report.Bytes("manifest.jws"))));
        Assert.Null((await report.Check()).First);
    }

    [Fact]
    public async Task One_that_was_refused_is_of_other_bytes_or_answers_another_request_proves_nothing()
    {
        using var report = await SignedReport.Write(timeStamp: true);
        var imprint = SHA256.HashData(report.Bytes("manifest.json"));
        foreach (var (reply, word) in new[] { (Reply(imprint, status: 2), "refused"), (Reply(SHA256.HashData("other"u8)), "other bytes"), (Reply(imprint, oid: "2.16.840.1.101.3.4.2.2"), "other bytes"), (Reply(imprint, nonce: 5), "another request") })
        {
            await File.WriteAllBytesAsync(report.At("manifest.tsr"), reply);
            var result = await report.Check();
            Assert.Equal(ReportFlaw.TimeStampWrong, result.First!.Flaw);
            Assert.Contains(word, result.First.Sentence, StringComparison.Ordinal);
            Assert.Null(result.TimeStamp);
        }
    }

    [Fact]
    public async Task Whatever_else_lies_there_is_refused_and_breaks_nothing()
    {
        using var report = await SignedReport.Write();
        var reply = Reply(SHA256.HashData(report.Bytes("manifest.json")));
        var random = new Random(3161);
        for (var cut = 0; cut < reply.Length; cut++)
            await Refused(reply[..cut]);
        await Refused([.. reply, 0]);
        await Refused(Encoding.UTF8.GetBytes(new string('0', 2 * 1024 * 1024)));
        for (var round = 0; round < 200; round++)
        {
            byte[] changed = [.. reply];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(report.At("manifest.tsr"), changed);
            // A change of the time, the policy or the serial number only shows in the authority's own signature.
            var result = await report.Check();
            Assert.All(result.Findings, finding => Assert.Equal(ReportFlaw.TimeStampWrong, finding.Flaw));
        }

        async Task Refused(byte[] content)
        {
            await File.WriteAllBytesAsync(report.At("manifest.tsr"), content);
            Assert.False((await report.Check()).IsWhole);
        }
    }

    [SkippableFact]
    public async Task What_a_real_time_stamping_authority_answers_is_understood()
    {
        Skip.IfNot(OpenSsl.IsThere, OpenSsl.Missing);
        using var report = await SignedReport.Write(timeStamp: true);
        var authority = Directory.CreateDirectory(Path.Combine(report.Root, "tsa")).FullName;
        await File.WriteAllTextAsync(Path.Combine(authority, "tsa.cnf"), """
            [req]
            distinguished_name = name
            x509_extensions = stamp
            prompt = no
            [name]
            CN = Made-up time stamps
            [stamp]
            extendedKeyUsage = critical,timeStamping
            [tsa]
            default_tsa = one
            [one]
            dir = .
            serial = serial
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            ordering = yes
            tsa_name = yes
            ess_cert_id_chain = no
            """);
        Assert.Equal(0, OpenSsl.Run(authority, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-config", "tsa.cnf").Status);
        var (status, said) = OpenSsl.Run(authority, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", report.At("manifest.tsq"), "-inkey", "key.pem", "-signer", "cert.pem", "-out", report.At("manifest.tsr"));
        Assert.True(status == 0, said);
        var result = await report.Check();
        Assert.Null(result.First);
        Assert.NotNull(result.TimeStamp);
        Assert.Equal(0, OpenSsl.Run(report.Folder, "ts", "-verify", "-data", "manifest.json", "-in", "manifest.tsr", "-CAfile", Path.Combine(authority, "cert.pem")).Status);
        await File.AppendAllTextAsync(report.At("manifest.json"), " ");
        Assert.False((await report.Check()).IsWhole);
    }

    private static byte[] Reply(byte[] imprint, int status = 0, string oid = "2.16.840.1.101.3.4.2.1", long? nonce = null)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            info.WriteInteger(1);
            info.WriteObjectIdentifier("1.2.3.4.1");
            using (info.PushSequence())
            {
                using (info.PushSequence())
                    info.WriteObjectIdentifier(oid);
                info.WriteOctetString(imprint);
            }

            info.WriteInteger(7);
            info.WriteGeneralizedTime(Seen);
            if (nonce is { } given)
                info.WriteInteger(given);
        }

        var reply = new AsnWriter(AsnEncodingRules.DER);
        using (reply.PushSequence())
        {
            using (reply.PushSequence())
                reply.WriteInteger(status);
            if (status <= 1)
                Token(reply, info.Encode());
        }

        return reply.Encode();
    }

    private static void Token(AsnWriter reply, byte[] info)
    {
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        using (reply.PushSequence())
        {
            reply.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (reply.PushSequence(zero))
            using (reply.PushSequence())
            {
                reply.WriteInteger(3);
                reply.PushSetOf();
                reply.PopSetOf();
                using (reply.PushSequence())
                {
                    reply.WriteObjectIdentifier("1.2.840.113549.1.9.16.1.4");
                    using (reply.PushSequence(zero))
                        reply.WriteOctetString(info);
                }
            }
        }
    }
}
