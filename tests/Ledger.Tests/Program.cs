using TikTokBan.Ledger.Tests.Chaos;
using TikTokBan.Ledger.Tests.Journals;

namespace TikTokBan.Ledger.Tests;

/// <summary>What the test program does when it is started by itself, as another process of a test.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["hold-tenant", var address, var seconds] => await HoldingProcess.RunAsync(address, double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
        ["write-chain", var log, var name, var seconds, .. var addresses] => await ChaosWriter.RunAsync(log, name, seconds, addresses),
        _ => 64,
    };
}
