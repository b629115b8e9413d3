using System.Globalization;
using TikTokBan.Removal.Journals;
using TikTokBan.Tests.Removal;

namespace TikTokBan.Crash.Tests;

/// <summary>What the test program does when it is started by itself: one run of a plan, cut off where it is told.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var purpose, var plan, var ledger, var graph, var defender, var tokens, var begun, .. var deadly])
            return 64;
        var lines = await File.ReadAllLinesAsync(tokens);
        var carrier = new Carrier
        {
            Plan = plan,
            Ledger = ledger,
            Graph = graph,
            Defender = defender,
            GraphToken = lines[0],
            DefenderToken = lines[1],
            Time = new SharedTime(PlanSamples.Now, DateTimeOffset.Parse(begun, CultureInfo.InvariantCulture)),
        };
        try
        {
            var (result, _) = await carrier.RunAsync(Enum.Parse<RunPurpose>(purpose), deadly is [var point] ? CrashPoint.Parse(point) : null);
            await Console.Out.WriteLineAsync($"{result.Stopped} {result.Next}");
            return result.IsComplete ? 0 : 1;
        }
        catch (UnusableInputException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 2;
        }
    }
}
