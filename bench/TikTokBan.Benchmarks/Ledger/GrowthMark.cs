using System.Diagnostics;
using System.Globalization;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Benchmarks.Ledger;

/// <summary>What a ledger of one size costs.</summary>
internal sealed class GrowthMark
{
    private const int Rounds = 3;

    private static readonly string[] Files = ["", "-wal"];

    private readonly List<(string Name, double Value, string Unit)> _figures = [];

    public static async Task<GrowthMark> MeasureAsync(LedgerScans scans, ILedgerStore store, long stored, IReadOnlyList<(long Cases, TimeSpan Wall, TimeSpan Processor)> costs, CancellationToken stop)
    {
        var mark = new GrowthMark();
        mark.Add("stored exposures", stored, "");
        if (costs.Count > 0)
        {
            var cases = costs.Sum(cost => cost.Cases);
            mark.Add("append 10,000 (mean of the last 20 scans)", costs.Sum(cost => cost.Wall.TotalMilliseconds) * 10_000 / cases, "ms");
            mark.Add("processor for one", costs.Sum(cost => cost.Processor.TotalMicroseconds) / cases, "µs");
            mark.Add("processor for one, median scan", costs.Select(cost => cost.Processor.TotalMicroseconds / cost.Cases).Order().ElementAt(costs.Count / 2), "µs");
        }

        mark.Add("bytes on disk for one", (double)await BytesAsync(store, stop).ConfigureAwait(false) / stored, "");
        var list = await scans.ListScansAsync(stop).ConfigureAwait(false);
        await mark.TimeAsync("list scans", async () => await scans.ListScansAsync(stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("latest scan's numbers", async () => await scans.LatestAsync(stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("trend of all days, by application", async () => await scans.TrendAsync(new TrendRequest { By = TrendKey.Application }, stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("trend by month and verdict", async () => await scans.TrendAsync(new TrendRequest { By = TrendKey.Verdict, Step = TrendStep.Month }, stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("load latest scan", async () => await scans.LoadScanAsync("latest", stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("compare the last two scans", async () => await scans.CompareAsync(list[Math.Min(1, list.Count - 1)].Id, list[0].Id, stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("compare the last with one of a week before", async () => await scans.CompareAsync(list[Math.Min(7, list.Count - 1)].Id, list[0].Id, stop).ConfigureAwait(false)).ConfigureAwait(false);
        await mark.TimeAsync("a subject's cases", () => SubjectAsync(store, stop)).ConfigureAwait(false);
        return mark;
    }

    public void Print(GrowthMark first)
    {
        Console.WriteLine();
        foreach (var (place, (name, value, unit)) in _figures.Index())
        {
            var was = first._figures.ElementAtOrDefault(place);
            var ratio = ReferenceEquals(this, first) || was.Name != name || was.Value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{value / was.Value,8:0.00} x");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44} {value,14:#,0.##} {unit,-3}{ratio}"));
        }
    }

    private static async Task SubjectAsync(ILedgerStore store, CancellationToken stop)
    {
        var session = await store.ReadAsync(stop).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var keys = new SubjectKeys(session, TimeProvider.System);
            var parts = new List<SealedPart>();
            foreach (var subject in await keys.KnownAsync(SubjectIdentity.Person(DailyScans.SomeUser).Names, stop).ConfigureAwait(false))
                parts.AddRange(await session.QueryAsync<SealedPart>($"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND subject = @subject", new { subject }, stop).ConfigureAwait(false));
            await keys.LoadAsync(parts.Select(part => (part.Subject, part.Period)), stop).ConfigureAwait(false);
            if (parts.Count == 0 || parts.Exists(part => SealedParts.Open(session, keys, part) is null))
                throw new InvalidOperationException("The subject's cases can't be read.");
        }
    }

    private static async Task<long> BytesAsync(ILedgerStore store, CancellationToken stop)
    {
        if (File.Exists(store.Name))
            return Files.Select(end => new FileInfo(store.Name + end)).Where(file => file.Exists).Sum(file => file.Length);
        var session = await store.ReadAsync(stop).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await session.FirstAsync<long>("SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'tiktokban' AND c.relkind = 'r'", null, stop).ConfigureAwait(false);
    }

    private async Task TimeAsync(string name, Func<Task> work)
    {
        var (wall, processor) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await work().ConfigureAwait(false);
            wall = Math.Min(wall, clock.Elapsed.TotalMilliseconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        Add(name, wall, "ms");
        Add("  of processor", processor, "ms");
    }

    private void Add(string name, double value, string unit) => _figures.Add((name, value, unit));
}
