using TikTokBan.Ledger;

namespace TikTokBan.Tests.Ledger;

/// <summary>What the test program does when it is started by itself with <c>hold-tenant PATH</c>: it begins a run, says so, and adds entries until it is killed.</summary>
internal static class HeldTenantProcess
{
    // A run that nobody kills ends all the same.
    private const int AtMost = 20_000;

    public static async Task<int> RunAsync(string path)
    {
        await using var run = await new EvidenceLedger(LedgerLocation.Parse(path)).Journal.BeginAsync(JournalSamples.Plan(), JournalSamples.Started());
        for (var number = 0; number < AtMost; number++)
        {
            var stored = await run.AppendAsync(JournalSamples.Ended(number));
            await Console.Out.WriteLineAsync(stored.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await Console.Out.FlushAsync();
        }

        return 0;
    }
}
