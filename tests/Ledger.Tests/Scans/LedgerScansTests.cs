using System.Security.Cryptography;
using System.Text;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class LedgerScansTests
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75), ProfileHash: "ab12", Product: "TikTokBan 0.1.0") { Actor = "an@agency.example", Permissions = ["Device.Read.All"] };

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_scan_comes_back_as_it_was_stored(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine, MasterKey.Of(new byte[32]));
        var scans = Scans(ledger);
        var scan = SampleScan.Make(exposures: 3000);
        var stored = await scans.SaveScanAsync(scan, Run);
        var loaded = await scans.LoadScanAsync("latest");

        Assert.Equal(await Text(scan), await Text(loaded));
        Assert.Equal(scan.Exposures[17].FirstSeen, loaded.Exposures[17].FirstSeen);
        Assert.Equal(scan.Rejected, loaded.Rejected);
        Assert.Equal((3000L, 1L, Run.Started, Run.Finished), (stored.Exposures, stored.Runs, stored.Started, stored.Finished));
        Assert.Equal(scan.Summary.ByVerdict["Violation"], stored.Violations);
        Assert.Equal(("an@agency.example", "Device.Read.All", "ab12", "TikTokBan 0.1.0"), (stored.Actor, Assert.Single(stored.Permissions!), stored.ProfileHash, stored.Product));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await Text(scan)))).ToLowerInvariant(), stored.Sha256);
        Assert.Equal(0, loaded.Erased);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task An_empty_scan_comes_back_too(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        var empty = SampleScan.From([]) with { Rejected = [], Unrecognised = [], Coverage = [] };
        var stored = await scans.SaveScanAsync(empty, new ScanRun(Run.Started, Run.Finished));
        Assert.Equal(await Text(empty), await Text(await scans.LoadScanAsync(stored.Id)));
        Assert.Null(stored.Actor);
        Assert.Null(stored.Permissions);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task The_same_scan_again_is_another_run_and_not_another_scan(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        var scan = SampleScan.Make();
        await scans.SaveScanAsync(scan, Run);
        await scans.SaveScanAsync(SampleScan.Make(seed: 8, scanId: "another"), Run);
        var again = await scans.SaveScanAsync(scan, Run with { Started = Run.Started.AddDays(1), Finished = Run.Finished.AddDays(1), Actor = "bo@agency.example" });

        Assert.Equal((2L, Run.Started.AddDays(1), "bo@agency.example"), (again.Runs, again.Started, again.Actor));
        var list = await scans.ListScansAsync();
        Assert.Equal([scan.Summary.ScanId, "another"], list.Select(one => one.Id));
        Assert.Equal(list[0].Sha256, list[1].PreviousSha256);
        Assert.Null(list[0].PreviousSha256);
        Assert.Equal(["scan", "scan-run", "scan", "scan-run", "scan-run"], await Asking.AskAsync<string>(ledger, "SELECT kind FROM event WHERE authority = @authority ORDER BY number"));
        Assert.Equal(scan.Summary.ScanId, (await scans.LoadScanAsync("latest")).Summary.ScanId);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Another_content_under_the_same_id_is_kept_beside_the_first(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        await scans.SaveScanAsync(SampleScan.Make(seed: 1), Run);
        var second = SampleScan.Make(seed: 2);
        await scans.SaveScanAsync(second, Run);
        Assert.Equal(2, (await scans.ListScansAsync()).Count);
        Assert.Equal(await Text(second), await Text(await scans.LoadScanAsync(second.Summary.ScanId)));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_scan_is_found_by_the_beginning_of_its_id_if_only_one_has_it(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        foreach (var id in new[] { "abc-1", "abc-2", "abc", "xyz" })
            await scans.SaveScanAsync(SampleScan.Make(exposures: 3, scanId: id), Run);
        Assert.Equal("xyz", (await scans.LoadScanAsync("x")).Summary.ScanId);
        Assert.Equal("abc", (await scans.LoadScanAsync("abc")).Summary.ScanId);
        var several = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("abc-"));
        Assert.Contains("abc-2, abc-1", several.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("%"));
        Assert.Contains("no scan \"%\"", none.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task What_stays_from_scan_to_scan_is_stored_once(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        var first = SampleScan.Make(exposures: 500, scanId: "day-1");
        await scans.SaveScanAsync(first, Run);
        var parts = await PartsAsync(ledger);
        var moved = SampleScan.From([.. first.Exposures.Select((one, index) => Later(one, index))], scanId: "day-2");
        await scans.SaveScanAsync(moved, Run);

        // The second scan brings its own document and its run's actor, and no case.
        Assert.Equal(parts + 2, await PartsAsync(ledger));
        Assert.Equal(await Text(first), await Text(await scans.LoadScanAsync("day-1")));
        Assert.Equal(await Text(moved), await Text(await scans.LoadScanAsync("day-2")));
        Assert.NotEqual(await Text(first), await Text(moved));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task No_personal_data_stands_in_clear(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await Scans(ledger).SaveScanAsync(SampleScan.Make(exposures: 40), Run);
        var clear = new StringBuilder();
        foreach (var (table, columns) in new[] { ("event", "kind || at || body || coalesce(about, '')"), ("scan_head", "id || directive || catalogue"), ("scan_run", "started || finished || coalesce(permissions, '')"), ("tally", "application || verdict || coalesce(organisation, '')") })
            clear.AppendJoin('\n', await Asking.AskAsync<string>(ledger, $"SELECT {columns} FROM {table} WHERE authority = @authority"));
        foreach (var name in new[] { "an@agency", "voorbeeld", "TOESTEL", "SERIE", "Zonnebloem", "dev-00", "geweigerd", "elders.example", "7b1e0000" })
            Assert.DoesNotContain(name, clear.ToString(), StringComparison.OrdinalIgnoreCase);
        foreach (var data in await Asking.AskAsync<byte[]>(ledger, "SELECT data FROM part WHERE authority = @authority UNION ALL SELECT data FROM segment WHERE authority = @authority"))
            Assert.DoesNotContain("voorbeeld", Encoding.Latin1.GetString(data), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Cases_whose_key_was_destroyed_are_left_out_and_counted(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        var scan = SampleScan.Make(exposures: 50);
        await scans.SaveScanAsync(scan, Run);
        var subjects = await Asking.AskAsync<long>(ledger, "SELECT DISTINCT subject FROM part WHERE authority = @authority AND subject > 0 ORDER BY subject LIMIT 7");
        await Asking.DoAsync(ledger, "DELETE FROM subject_key WHERE authority = @authority AND subject > 0 AND subject <= @last", new { last = subjects[^1] });
        var loaded = await scans.LoadScanAsync("latest");
        Assert.InRange(loaded.Erased, 6, 7);
        Assert.Equal(50 - loaded.Erased, loaded.Exposures.Count);
        var left = loaded.Exposures.Select(one => one.Id).ToHashSet();
        Assert.Equal(scan.Exposures.Where(one => left.Contains(one.Id)).Select(one => one.LastSeen), loaded.Exposures.Select(one => one.LastSeen));
        Assert.Equal(50, loaded.Summary.Exposures);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_scan_whose_month_was_erased_is_listed_and_not_loaded(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        await scans.SaveScanAsync(SampleScan.Make(exposures: 5), Run);
        await Asking.DoAsync(ledger, "DELETE FROM subject_key WHERE authority = @authority");
        var listed = Assert.Single(await scans.ListScansAsync());
        Assert.Equal("(erased)", listed.Actor);
        Assert.Equal(5, listed.Exposures);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("latest"));
        Assert.Contains("was erased", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE part SET data = (SELECT data FROM part AS other WHERE other.number = part.number + 1) WHERE number = 9", "sealed part 9")]
    [InlineData("UPDATE part SET data = zeroblob(5) WHERE number = 9", "sealed part 9")]
    [InlineData("UPDATE segment SET data = zeroblob(5)", "does not match its hash")]
    [InlineData("DELETE FROM segment", "does not match its hash")]
    [InlineData("DELETE FROM part WHERE number = 9", "does not match its hash")]
    [InlineData("UPDATE event SET body = replace(body, '\"before\":', '\"before\":1') WHERE number = 1", "does not match its hash")]
    public async Task A_scan_that_was_tampered_with_is_not_loaded(string statement, string sentence)
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        var scans = Scans(ledger);
        await scans.SaveScanAsync(SampleScan.Make(exposures: 20), Run);
        await Asking.DoAsync(ledger, "DROP TRIGGER part_stays; DROP TRIGGER part_remains; DROP TRIGGER segment_stays; DROP TRIGGER segment_remains; DROP TRIGGER event_stays;");
        await Asking.DoAsync(ledger, statement);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("latest"));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Equal(InputProblem.LedgerDamaged, refused.Problem);
    }

    [Theory]
    [InlineData("UPDATE segment SET items = items + 1")]
    [InlineData("UPDATE part SET data = zeroblob(500) WHERE subject = 3")]
    [InlineData("UPDATE event SET at = 'never' WHERE number = 1")]
    public async Task A_scan_with_erased_cases_is_checked_by_what_its_event_commits_to(string statement)
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        var scans = Scans(ledger);
        await scans.SaveScanAsync(SampleScan.Make(exposures: 20), Run);
        await Asking.DoAsync(ledger, "DELETE FROM subject_key WHERE subject = 3; DROP TRIGGER part_stays; DROP TRIGGER segment_stays; DROP TRIGGER event_stays;");
        Assert.Equal(1, (await scans.LoadScanAsync("latest")).Erased);
        await Asking.DoAsync(ledger, statement);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("latest"));
        Assert.Contains("does not match its hash", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_scan_that_is_cancelled_leaves_no_trace(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = Scans(ledger);
        await scans.SaveScanAsync(SampleScan.Make(scanId: "first"), Run);
        var before = (await PartsAsync(ledger), (await Asking.AskAsync<long>(ledger, "SELECT count(*) FROM subject WHERE authority = @authority"))[0]);
        var whole = SampleScan.Make(exposures: 3000, scanId: "second");
        foreach (var reads in new[] { 1, 2999, 3000, 5999, 6001, 8000 })
        {
            using var cancelled = new CancellationTokenSource();
            var scan = whole with { Exposures = new CancellingList(whole.Exposures, reads, cancelled) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scans.SaveScanAsync(scan, Run, cancelled.Token));
        }

        Assert.Equal("first", Assert.Single(await scans.ListScansAsync()).Id);
        Assert.Equal(before, (await PartsAsync(ledger), (await Asking.AskAsync<long>(ledger, "SELECT count(*) FROM subject WHERE authority = @authority"))[0]));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Many_writers_at_once_all_get_their_turn(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            Scans(ledger).SaveScanAsync(SampleScan.Make(exposures: 50, seed: number, scanId: $"scan-{number}"), Run))));
        var scans = await Scans(ledger).ListScansAsync();
        Assert.Equal(6, scans.Count);
        Assert.Equal(5, scans.Select(scan => scan.PreviousSha256).OfType<string>().Distinct().Count());
        var events = await Asking.AskAsync<LedgerEvent>(ledger, $"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority ORDER BY number");
        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), events.Select(one => one.Number));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Where_nothing_was_stored_a_sentence_says_so(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await using (await ledger.Store.WriteAsync())
        {
        }

        Assert.Empty(await Scans(ledger).ListScansAsync());
        var none = await Assert.ThrowsAsync<UnusableInputException>(() => Scans(ledger).LoadScanAsync("latest"));
        Assert.Equal(InputProblem.ScanNotFound, none.Problem);
    }

    internal static async Task<string> Text(ScanResult scan)
    {
        using var stream = new MemoryStream();
        await ScanJson.WriteScanAsync(scan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static LedgerScans Scans(TestLedger ledger) => new(ledger.Store, TimeProvider.System);

    private static async Task<long> PartsAsync(TestLedger ledger) => (await Asking.AskAsync<long>(ledger, "SELECT count(*) FROM part WHERE authority = @authority"))[0];

    private static Exposure Later(Exposure one, int index) => one with
    {
        LastSeen = one.LastSeen?.AddSeconds(86_400 + index),
        FirstSeen = one.FirstSeen?.AddTicks(index),
        Device = one.Device is { } device ? device with { LastContact = one.LastSeen?.AddMilliseconds(index) } : null,
        Evidence = [.. one.Evidence.Select(piece => piece with { ObservedAt = piece.ObservedAt?.AddDays(1), Reference = piece.Reference.Split(':')[0] + ":" + (index * 7) })],
    };

    private sealed class CancellingList(IReadOnlyList<Exposure> items, int reads, CancellationTokenSource source) : IReadOnlyList<Exposure>
    {
        private int _reads;

        public int Count => items.Count;

        public Exposure this[int index]
        {
            get
            {
                if (Interlocked.Increment(ref _reads) == reads)
                    source.Cancel();
                return items[index];
            }
        }

        public IEnumerator<Exposure> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
