using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Journals;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>A ledger with events of all kinds, and a checkpoint of it that is kept elsewhere.</summary>
internal sealed class ChainWorld : IAsyncDisposable
{
    private readonly TestClock _clock = new();

    private ChainWorld(TestLedger ledger) => Ledger = ledger;

    public TestLedger Ledger { get; }

    public ILedgerStore Store => Ledger.Store;

    public TestClock Clock => _clock;

    /// <summary>Over all events but the last few.</summary>
    public Checkpoint Kept { get; private set; } = null!;

    public static async Task<ChainWorld> CreateAsync(string engine, MasterKey? master = null)
    {
        var world = new ChainWorld(await TestLedger.CreateAsync(engine, master));
        await world.FillAsync();
        return world;
    }

    public static X509Certificate2 Certificate(string name = "CN=Ledger of the Agency")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TestClock.Start.AddYears(-1), TestClock.Start.AddYears(2));
    }

    /// <summary>The certificate that a checkpoint was signed with.</summary>
    public static byte[] CertificateOf(Checkpoint checkpoint)
    {
        using var header = JsonDocument.Parse(JwsSignature.Bytes(checkpoint.Signature!.Split('.')[0]));
        return Convert.FromBase64String(header.RootElement.GetProperty("x5c")[0].GetString()!);
    }

    public Task<ChainCheck> CheckAsync(ChainCheckOptions? options = null) => ChainVerification.RunAsync(Store, options ?? new ChainCheckOptions { Kept = [Kept] });

    /// <summary>A number that the ledger answers.</summary>
    public async Task<long?> AskAsync(string sql)
    {
        await using var session = await Store.ReadAsync();
        return await session.FirstAsync<long?>(sql);
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    private async Task FillAsync()
    {
        var scans = new LedgerScans(Store, _clock);
        var run = new ScanRun(TestClock.Start, TestClock.Start.AddMinutes(2), ProfileHash: "ab12", Product: "TikTokBan 0.1.0") { Actor = "ada@agency.example", Permissions = ["Device.Read.All"] };
        var first = SampleScan.Make(exposures: 14);
        await scans.SaveScanAsync(first, run);
        var waivers = new WaiverLedger(Store, _clock);
        await waivers.AddWaiverAsync(WaiverLedgerTests.Sample());
        await AddDocumentAsync();
        using (var early = Certificate())
            await Checkpoints.MakeAsync(Store, early, _clock);
        _clock.Now = _clock.Now.AddMonths(1);
        await scans.SaveScanAsync(SampleScan.From(first.Exposures.Skip(2).ToList(), scanId: "4f9c2a61b7d04e58"), run);
        await scans.SaveScanAsync(first, run with { Started = run.Started.AddDays(1), Finished = run.Finished.AddDays(1), Actor = null });
        await waivers.AddRevocationAsync("WL-2026-0001", new(TestClock.Start.AddDays(4), new DateOnly(2026, 11, 20), "jan.peeters@agency.example", "The campaign is over"));
        await AddDocumentAsync();
        var stored = await scans.ListScansAsync();
        await new ReportLedger(Store, _clock).AddReportAsync(new RecordedReport
        {
            Scan = stored[0].Id,
            ScanSha256 = stored[0].Sha256,
            Detail = "aggregate",
            Language = "fr",
            Formats = ["html"],
            MadeAt = _clock.Now,
            Actor = "ada@agency.example",
            ManifestSha256 = "aa",
            DocumentSha256 = "bb",
        });
        await Checkpoints.MakeAsync(Store, null, _clock);
        await AddJournalAsync();
        await new SubjectErasure(Store, _clock).EraseAsync(new ErasureRequest { Names = ["an@agency.example"], By = "dpo@agency.example", Note = "file 17" });
        await scans.SaveScanAsync(SampleScan.Make(exposures: 9, seed: 3, scanId: "5f9c2a61b7d04e58"), run);
        await AddDocumentAsync();
        _clock.Now = _clock.Now.AddMonths(2);
        await new Retention(Store, _clock).ApplyAsync(new RetentionRequest { Days = 60, Today = DateOnly.FromDateTime(_clock.Now.Date), By = "dpo@agency.example" });
        await AddDocumentAsync();
        await scans.SaveScanAsync(SampleScan.Make(exposures: 9, seed: 3, scanId: "6f9c2a61b7d04e58"), run);
        using var certificate = Certificate();
        Kept = await Checkpoints.MakeAsync(Store, certificate, _clock);
    }

    private async Task AddJournalAsync()
    {
        await using var run = await new LedgerJournal(Store, _clock).BeginAsync(JournalSamples.Plan(2), JournalSamples.Started());
        await run.AppendAsync(JournalSamples.Sending(1));
        await run.AppendAsync(JournalSamples.Ended(1));
    }

    // A document about several people, in two events of which one has segments too.
    private async Task AddDocumentAsync()
    {
        await using var session = await Store.WriteAsync();
        var keys = new SubjectKeys(session, _clock);
        using var writer = new EventWriter(session, _clock);
        var known = await keys.EnsureAsync([SubjectIdentity.Document("plan:" + writer.Next), SubjectIdentity.Person("an@agency.example"), SubjectIdentity.Person("bo@agency.example")]);
        var part = await writer.AddPartAsync(known[0], """{"people":["an@agency.example","bo@agency.example"]}"""u8.ToArray());
        foreach (var person in known.Skip(1))
            await writer.AddPartAsync(person, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { note = writer.Next, userPrincipalName = person == known[1] ? "an@agency.example" : "bo@agency.example" })));
        await writer.AddSegmentAsync(3, [1, 2, 3]);
        await writer.AddSegmentAsync(1, [4, 5]);
        var named = await DocumentSubjects.AddAsync(session, part, known.Skip(1).Select(key => key.Subject));
        await writer.AppendAsync("plan", "p-1", $$"""{"devices":2,"subjects":[{{string.Join(',', named)}}]}""");
        await writer.AppendAsync("run", "p-1", "{}");
        await session.CommitAsync();
    }
}
