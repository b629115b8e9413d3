using System.Diagnostics;
using System.Globalization;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Benchmarks.Ledger;

/// <summary>Adds daily scans to a ledger of either engine, and prints at each mark what adding and asking cost, beside the first mark.</summary>
internal static class LedgerGrowth
{
    private const int MostTimed = 20;

    /// <returns>0 when the last mark was reached, 130 when it was stopped before.</returns>
    public static async Task<int> RunAsync(string address, int cases, IReadOnlyList<double> millions)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            await GrowAsync(address, cases, millions, stop.Token).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("stopped; the same command goes on from here");
            return 130;
        }
    }

    private static async Task GrowAsync(string address, int cases, IReadOnlyList<double> millions, CancellationToken stop)
    {
        var world = new DailyScans(cases);
        var store = LedgerStores.Open(LedgerLocation.Parse(address), new DayClock(world), MasterKey.Of(new byte[MasterKey.KeyLength]));
        var scans = new LedgerScans(store, new DayClock(world));
        var (stored, days) = await StoredAsync(store, stop).ConfigureAwait(false);
        while (world.Day < days)
            world.NextDay();
        var costs = new Queue<(long Cases, TimeSpan Wall, TimeSpan Processor)>();
        GrowthMark? first = null;
        foreach (var million in millions)
        {
            while (stored < million * 1e6)
            {
                var scan = world.Scan();
                GC.Collect();
                var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                await scans.SaveScanAsync(scan, new ScanRun(world.Now, world.Now.AddMinutes(2)), stop).ConfigureAwait(false);
                costs.Enqueue((scan.Exposures.Count, clock.Elapsed, Environment.CpuUsage.TotalTime - before));
                if (costs.Count > MostTimed)
                    costs.Dequeue();
                stored += scan.Exposures.Count;
                world.NextDay();
                Progress(world, stored, costs.Last());
            }

            var mark = await GrowthMark.MeasureAsync(scans, store, stored, [.. costs], stop).ConfigureAwait(false);
            first ??= mark;
            mark.Print(first);
        }
    }

    private static void Progress(DailyScans world, long stored, (long Cases, TimeSpan Wall, TimeSpan Processor) last)
    {
        if (!Console.IsErrorRedirected || world.Day % 10 == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"day {world.Day}: {stored:N0} stored; the last scan took {last.Wall.TotalSeconds:0.00} s, {last.Processor.TotalMicroseconds / last.Cases:0.0} µs of processor a case"));
    }

    private static async Task<(long Cases, int Days)> StoredAsync(ILedgerStore store, CancellationToken stop)
    {
        var session = await store.WriteAsync(stop).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync<long>("SELECT exposures FROM scan_head WHERE authority = @authority", null, stop).ConfigureAwait(false);
            await session.CommitAsync(stop).ConfigureAwait(false);
            return (rows.Sum(), rows.Count());
        }
    }

    // The ledger's clock is that of the day that is added, so that keys change with the months.
    private sealed class DayClock(DailyScans world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => world.Now;
    }
}
