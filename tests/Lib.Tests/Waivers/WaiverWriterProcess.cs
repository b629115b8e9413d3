using System.Globalization;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

/// <summary>What the test program does when it is started by itself with <c>grant-waivers PATH NUMBER</c>: it grants that many, one after the other.</summary>
internal static class WaiverWriterProcess
{
    public static async Task<int> RunAsync(string path, string number)
    {
        for (var left = int.Parse(number, CultureInfo.InvariantCulture); left > 0; left--)
        {
            // A new ledger each time, as every call of the console opens its own.
            var register = new WaiverRegister(new EvidenceLedger(LedgerLocation.Parse(path)), new StandingClock(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.Zero));
            var granted = await register.GrantAsync(WaiverSamples.Grant, WaiverSamples.Own, WaiverSamples.Applications);
            await Console.Out.WriteLineAsync(granted.Waiver.Id);
        }

        return 0;
    }
}
