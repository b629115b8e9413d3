using System.Security.Cryptography.X509Certificates;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>Checkpoints that a ledger signs by itself, where it was told with what.</summary>
public sealed class ChainSignerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signer").FullName;
    private readonly TestClock _clock = new();
    private int _files;

    public static TheoryData<string> Engines => TestLedger.Engines;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task The_first_entry_of_a_run_on_a_day_gets_a_signed_checkpoint_and_so_does_each_thousandth_event(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var certificate = ChainWorld.Certificate();
        var store = Signed(ledger, new ChainSigner(Pkcs12(certificate, "made-up"), Password("made-up\n")));
        await AppendAsync(store, 3);
        await AppendAsync(store, 2);
        _clock.Now = _clock.Now.AddDays(1);
        await AppendAsync(store, 1);
        await AppendAsync(store, 1000, gathers: true);
        await AppendAsync(store, 1);

        Assert.Equal([2L, 8, 1000], await CheckpointsAsync(store));
        var check = await VerifyAsync(store, certificate);
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Equal((1010L, 3L, 3L), (check.Events, check.Checkpoints, check.Signed));
        Assert.Contains(check.Notes, note => note.Contains("the events 1 to 999. What came after it, to event 1010", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_scan_and_a_waiver_are_each_covered_by_a_signature_at_once(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var certificate = ChainWorld.Certificate();
        var store = Signed(ledger, new ChainSigner(Pkcs12(certificate, null), null));
        var run = new ScanRun(TestClock.Start, TestClock.Start.AddMinutes(2), ProfileHash: "ab12", Product: "TikTokBan 0.1.0");
        await new LedgerScans(store, _clock).SaveScanAsync(SampleScan.Make(exposures: 3), run);
        Assert.Equal([3L], await CheckpointsAsync(store));
        await new WaiverLedger(store, _clock).AddWaiverAsync(WaiverLedgerTests.Sample());
        Assert.Equal([3L, 5], await CheckpointsAsync(store));
        var check = await VerifyAsync(store, certificate);
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Contains(check.Notes, note => note.StartsWith("Signed up to event 4 of 5: ", StringComparison.Ordinal) && note.Contains(certificate.Subject, StringComparison.Ordinal) && !note.Contains("written anew", StringComparison.Ordinal));
        Assert.Equal(new ChainSignature(4, 5, check.SignedTo!.At, certificate.Subject), check.SignedTo);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_chain_that_was_written_anew_without_the_signer_is_found_though_nothing_was_kept_elsewhere(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var certificate = ChainWorld.Certificate();
        await AppendAsync(ledger.Store, 5);
        using var forger = ChainWorld.Certificate();
        await Checkpoints.MakeAsync(ledger.Store, forger, _clock);
        var unsigned = await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions());
        Assert.True(unsigned.Holds);
        Assert.Equal(5, unsigned.SignedTo?.Event);

        var check = await VerifyAsync(ledger.Store, certificate);
        Assert.Contains(check.Findings, finding => finding.Flaw == ChainFlaw.CheckpointWrong && finding.Sentence.Contains("written anew as a whole", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_signer_that_cannot_be_used_is_told_before_anything_is_written(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AppendAsync(ledger.Store, 1);
        using var certificate = ChainWorld.Certificate();
        using var bare = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        var rubbish = Path.Combine(_folder, "rubbish.pfx");
        await File.WriteAllTextAsync(rubbish, "made up");
        foreach (var (signer, words) in new[]
        {
            (new ChainSigner(Path.Combine(_folder, "missing.pfx"), null), "no such file"),
            (new ChainSigner(rubbish, null), "no certificate with its private key"),
            (new ChainSigner(Pkcs12(bare, null), null), "no private key"),
            (new ChainSigner(Pkcs12(certificate, "made-up"), Password("wrong")), "password"),
            (new ChainSigner(Pkcs12(certificate, "made-up"), Path.Combine(_folder, "missing")), LedgerLocation.SignerPasswordVariable),
        })
        {
            var store = Signed(ledger, signer);
            var refused = await Assert.ThrowsAsync<UnusableInputException>(() => AppendAsync(store, 1));
            Assert.Equal(InputProblem.CertificateUnusable, refused.Problem);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
            Assert.Equal(InputProblem.CertificateUnusable, (await Assert.ThrowsAsync<UnusableInputException>(() => new EvidenceLedger(store, _clock).TryAsync())).Problem);
        }

        Assert.Equal(1, (await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions())).Events);
        _clock.Now = _clock.Now.AddYears(10);
        var expired = await Assert.ThrowsAsync<UnusableInputException>(() => AppendAsync(Signed(ledger, new ChainSigner(Pkcs12(certificate, null), null)), 1));
        Assert.Contains(LedgerLocation.SignerVariable, expired.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task What_was_done_is_kept_although_the_certificate_expired_meanwhile(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var certificate = ChainWorld.Certificate();
        var store = Signed(ledger, new ChainSigner(Pkcs12(certificate, null), null));
        await AppendAsync(store, 1);
        _clock.Now = _clock.Now.AddYears(3);
        await AppendAsync(store, 1000, gathers: true);

        Assert.Equal([2L, 1000], await CheckpointsAsync(store));
        var check = await VerifyAsync(store, certificate);
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Equal((1003L, 1L), (check.Events, check.Signed));
        Assert.Contains(check.Notes, note => note.Contains("the events 1 to 1. What came after it, to event 1003", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_checkpoint_that_is_asked_for_is_signed_by_the_ledgers_own_signer(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var certificate = ChainWorld.Certificate();
        await AppendAsync(ledger.Store, 1);
        var made = await new LedgerChain(Signed(ledger, new ChainSigner(Pkcs12(certificate, null), null)), _clock).MakeCheckpointAsync();
        Assert.Equal(certificate.RawData, ChainWorld.CertificateOf(made));
    }

    private static ILedgerStore Signed(TestLedger ledger, ChainSigner signer) => LedgerStores.Open(LedgerLocation.Parse(ledger.Address), TimeProvider.System, MasterKey.None, signer);

    private static Task<ChainCheck> VerifyAsync(ILedgerStore store, X509Certificate2 certificate) => ChainVerification.RunAsync(store, new ChainCheckOptions { Trust = [certificate] });

    private static async Task<IEnumerable<long>> CheckpointsAsync(ILedgerStore store)
    {
        await using var session = await store.ReadAsync();
        return [.. await session.QueryAsync<long>("SELECT number FROM event WHERE authority = @authority AND kind = 'checkpoint' ORDER BY number")];
    }

    private async Task AppendAsync(ILedgerStore store, int events, bool gathers = false)
    {
        await using var session = await store.WriteAsync();
        using var writer = new EventWriter(session, _clock) { Gathers = gathers };
        for (var number = 0; number < events; number++)
            await writer.AppendAsync("run", "p-1", "{}");
        await writer.FlushAsync();
        await session.CommitAsync();
    }

    private string Pkcs12(X509Certificate2 certificate, string? password) => Written(certificate.Export(X509ContentType.Pkcs12, password));

    private string Password(string text) => Written(System.Text.Encoding.UTF8.GetBytes(text));

    private string Written(byte[] content)
    {
        var file = Path.Combine(_folder, $"{++_files}.pfx");
        File.WriteAllBytes(file, content);
        return file;
    }
}
