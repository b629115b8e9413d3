using TikTokBan.Ledger.Tests.Journals;

namespace TikTokBan.Ledger.Tests;

/// <summary>What the test program does when it is started by itself, as another process of a test.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["hold-tenant", var address, var seconds] => await HoldingProcess.RunAsync(address, double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
        _ => 64,
    };
}
