using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>What the test program does when it is started with <c>write-chain LOG NAME SECONDS ADDRESS…</c>: it appends to these ledgers in turn until it is killed.</summary>
internal static class ChaosWriter
{
    public const string Plain = "plain";
    public const string Waiver = "waiver";
    public const string Scan = "scan";
    public const string Report = "report";

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
            var kind = (number % 25) switch { 5 => Waiver, 10 => Scan, 11 or 20 => Report, _ => Plain };
            await WriteAsync(notes, stores[number % stores.Count], kind, string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D6}"));
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
