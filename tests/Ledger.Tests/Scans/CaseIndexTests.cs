using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class CaseIndexTests
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75));

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task After_an_erasure_a_subject_that_returns_is_sealed_anew(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var scan = SampleScan.Make(exposures: 60, scanId: "day-1");
        await scans.SaveScanAsync(scan, Run);
        var someone = scan.Exposures.First(one => one.Person is not null).Person!;
        await using (var session = await ledger.Store.WriteAsync())
        {
            var subject = Assert.Single(await new TikTokBan.Ledger.Subjects.SubjectKeys(session, TimeProvider.System).KnownAsync(["person:" + someone.UserPrincipalName]));
            foreach (var table in new[] { "subject_key", "subject_name", "seen" })
                await session.ExecuteAsync($"DELETE FROM {table} WHERE authority = @authority AND subject = @subject", new { subject });
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Erasure, null, "{}");
            await session.CommitAsync();
        }

        Assert.Equal(1, (await scans.LoadScanAsync("day-1")).Erased);
        var again = scan with { Summary = scan.Summary with { ScanId = "day-2" } };
        await scans.SaveScanAsync(again, Run);
        var loaded = await scans.LoadScanAsync("day-2");
        Assert.Equal(0, loaded.Erased);
        Assert.Equal(await LedgerScansTests.Text(again), await LedgerScansTests.Text(loaded));
        Assert.Equal(1, (await scans.LoadScanAsync("day-1")).Erased);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task With_a_new_month_everything_is_sealed_under_new_keys(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var clock = new TestClock();
        var scans = new LedgerScans(ledger.Store, clock);
        var scan = SampleScan.Make(exposures: 60, scanId: "november");
        await scans.SaveScanAsync(scan, Run);
        clock.Now = clock.Now.AddMonths(1);
        await scans.SaveScanAsync(scan with { Summary = scan.Summary with { ScanId = "december" } }, Run);
        var parts = await Asking.AskAsync<long>(ledger, "SELECT count(*) FROM part WHERE authority = @authority GROUP BY period");
        Assert.Equal([61, 61], parts);
        Assert.Equal([TestClock.Start.Month, TestClock.Start.Month + 1], (await Asking.AskAsync<long>(ledger, "SELECT DISTINCT period FROM part WHERE authority = @authority ORDER BY period")).Select(period => (int)(period % 12) + 1));
        await Asking.DoAsync(ledger, "DELETE FROM subject_key WHERE authority = @authority AND period = (SELECT min(period) FROM subject_key WHERE authority = @authority)");
        Assert.Equal(60, (await scans.LoadScanAsync("december")).Exposures.Count);
        await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("november"));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Without_the_index_or_with_one_that_was_altered_a_scan_is_stored_the_same(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine, MasterKey.Of(new byte[32]));
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var scan = SampleScan.Make(exposures: 60, scanId: "day-0");
        await scans.SaveScanAsync(scan, Run);
        var parts = await CountAsync(ledger, "part");
        string[] meddlings =
        [
            "SELECT 1",
            "DELETE FROM case_index WHERE authority = @authority",
            "UPDATE case_index SET event = event + 0, data = (SELECT data FROM part WHERE part.authority = @authority AND number = 1) WHERE authority = @authority",
        ];
        foreach (var (day, meddling) in meddlings.Index())
        {
            if (engine == "sqlite" || !meddling.StartsWith("UPDATE", StringComparison.Ordinal))
                await Asking.DoAsync(ledger, meddling);
            var next = scan with { Summary = scan.Summary with { ScanId = $"day-{day + 1}" } };
            await scans.SaveScanAsync(next, Run);
            Assert.Equal(parts + day + 1, await CountAsync(ledger, "part"));
            Assert.Equal(await LedgerScansTests.Text(next), await LedgerScansTests.Text(await scans.LoadScanAsync(next.Summary.ScanId)));
        }

        Assert.Equal(1, await CountAsync(ledger, "case_index"));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Scans_of_two_directives_share_what_is_the_same_and_each_have_an_index(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var scan = SampleScan.Make(exposures: 30, scanId: "one");
        await scans.SaveScanAsync(scan, Run);
        var other = scan with { Summary = scan.Summary with { ScanId = "two", Directive = "be-brussels" }, Exposures = [.. scan.Exposures.Select(one => one with { Directive = "be-brussels" })] };
        await scans.SaveScanAsync(other, Run);
        Assert.Equal(2, await CountAsync(ledger, "case_index"));
        Assert.Equal(60, await CountAsync(ledger, "seen"));
        Assert.Equal(await LedgerScansTests.Text(other), await LedgerScansTests.Text(await scans.LoadScanAsync("two")));
    }

    private static async Task<long> CountAsync(TestLedger ledger, string table) => (await Asking.AskAsync<long>(ledger, $"SELECT count(*) FROM {table} WHERE authority = @authority"))[0];
}
