using TikTokBan.Ledger;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

/// <summary>What the test program does when it is started by itself with <c>write-ledger PATH FIRST</c>: it stores scans until it is killed.</summary>
internal static class LedgerWriterProcess
{
    // A run that nobody kills ends all the same.
    private const int AtMost = 500;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["grant-waivers", var ledgerPath, var waivers])
            return await Waivers.WaiverWriterProcess.RunAsync(ledgerPath, waivers);
        if (args is ["hold-tenant", var journal])
            return await HeldTenantProcess.RunAsync(journal);
        if (args is not ["write-ledger", var path, var first])
            return 2;
        var ledger = new EvidenceLedger(LedgerLocation.Parse(path));
        var start = int.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        for (var number = start; number < start + AtMost; number++)
        {
            await ledger.SaveScanAsync(Scan(number), new ScanRun(SampleScan.End, SampleScan.End.AddMinutes(1)));
            await Console.Out.WriteLineAsync(Id(number));
            await Console.Out.FlushAsync();
        }

        return 0;
    }

    public static string Id(int number) => $"kill-{number:D6}";

    public static TikTokBan.Exposures.ScanResult Scan(int number) => SampleScan.Make(exposures: 400, seed: number, scanId: Id(number));
}
