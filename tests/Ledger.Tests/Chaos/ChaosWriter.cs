using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Journals;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>What the test program does when it is started with <c>write-chain LOG NAME SECONDS ADDRESS…</c>: it appends to these ledgers in turn until it is killed.</summary>
internal static class ChaosWriter
{
    public const string Plain = "plain";
    public const string Waiver = "waiver";
    public const string Scan = "scan";
    public const string Report = "report";

    /// <summary>A plan, its approvals and the beginning of its run, in one commit.</summary>
    public const string Begin = "begin";
    public const string Sending = "sending";
    public const string Ended = "ended";

    private const int MostTries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddMinutes(1));

    public static async Task<int> RunAsync(string log, string name, string seconds, IReadOnlyList<string> addresses)
    {
        using var notes = new ChaosLog(log);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        var stores = addresses.Select(address => LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None)).ToList();
        for (var number = 1; !limit.IsCancellationRequested; number++)
        {
            var (store, id) = (stores[number % stores.Count], string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D6}"));
            var kind = (number % 25) switch { 3 or 14 => Begin, 5 => Waiver, 10 => Scan, 11 or 20 => Report, _ => Plain };
            await (kind == Begin ? RemoveAsync(notes, store, id) : WriteAsync(notes, store, kind, id));
        }

        return 0;
    }

    // What is in doubt is written again, as people would.
    private static async Task WriteAsync(ChaosLog notes, ILedgerStore store, string kind, string id)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            notes.Note("TRY", kind, id);
            try
            {
                await AppendAsync(store, kind, id);
                notes.Note("ACK", kind, id);
                return;
            }
            catch (UnusableInputException taken) when (tries > 1 && taken.Problem is InputProblem.WaiverRefused)
            {
                // The ledger has had it since the try that was in doubt.
                notes.Note("ACK", kind, id);
                return;
            }
            catch (UnusableInputException said)
            {
                notes.Note("DOUBT", kind, id, said.Sentence);
            }
            catch (Exception failure)
            {
                notes.Note("CRASH", kind, id, failure.ToString());
                throw;
            }

            await Task.Delay(Pause);
        }
    }

    // A run of its own plan in its own tenant. What is in doubt ends it: a run that goes on would send again what it sent.
    private static async Task RemoveAsync(ChaosLog notes, ILedgerStore store, string id)
    {
        var plan = JournalSamples.Plan(tenant: new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16)).ToString()) with { Id = id };
        plan = plan with { Hash = PlanFile.HashOf(plan) };
        var step = Begin;
        try
        {
            notes.Note("TRY", step, id);
            await using var run = await new LedgerJournal(store, TimeProvider.System).BeginAsync(plan, JournalSamples.Started());
            notes.Note("ACK", step, id);
            foreach (var (next, entry) in new[] { (Sending, JournalSamples.Sending(1)), (Ended, JournalSamples.Ended(1)) })
            {
                step = next;
                notes.Note("TRY", step, id);
                await run.AppendAsync(entry);
                notes.Note("ACK", step, id);
            }
        }
        catch (UnusableInputException said)
        {
            notes.Note("DOUBT", step, id, said.Sentence);
        }
        catch (Exception failure)
        {
            notes.Note("CRASH", step, id, failure.ToString());
            throw;
        }
    }

    private static Task AppendAsync(ILedgerStore store, string kind, string id) => kind switch
    {
        Waiver => new WaiverLedger(store, TimeProvider.System).AddWaiverAsync(WaiverLedgerTests.Sample() with { Id = id, Holder = $"{id}@agency.example" }),
        Scan => new LedgerScans(store, TimeProvider.System).SaveScanAsync(SampleScan.Make(exposures: 20, scanId: id), Run),
        Report => ReportAsync(store, id),
        _ => PlainAsync(store, id),
    };

    private static async Task PlainAsync(ILedgerStore store, string id)
    {
        await LedgerWork.WriteAsync(
            store,
            async session =>
            {
                var keys = await new SubjectKeys(session, TimeProvider.System).EnsureAsync([SubjectIdentity.Person($"{id}@agency.example"), SubjectIdentity.Device("chaos-1")]);
                using var writer = new EventWriter(session, TimeProvider.System);
                foreach (var key in keys)
                    await writer.AddPartAsync(key, Encoding.UTF8.GetBytes($"sealed for {id}"));
                return await writer.AppendAsync(EventKinds.Import, id, "{}");
            },
            CancellationToken.None);
    }

    // Of the latest scan; known again by the hash of its manifest.
    private static async Task ReportAsync(ILedgerStore store, string id)
    {
        var scans = await new LedgerScans(store, TimeProvider.System).ListScansAsync();
        if (scans.Count == 0)
        {
            await PlainAsync(store, id);
            return;
        }

        await new ReportLedger(store, TimeProvider.System).AddReportAsync(new RecordedReport
        {
            Scan = scans[0].Id,
            ScanSha256 = scans[0].Sha256,
            Detail = "aggregate",
            Language = "fr",
            Formats = ["html"],
            MadeAt = SampleScan.End,
            Actor = $"{id}@agency.example",
            ManifestSha256 = Manifest(id),
        });
    }

    /// <summary>The hash that a report of this id names.</summary>
    public static string Manifest(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id))).ToLowerInvariant();
}
