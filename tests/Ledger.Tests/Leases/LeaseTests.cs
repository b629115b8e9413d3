using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Leases;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Sqlite;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Leases;

public sealed class LeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task One_holder_at_a_time_has_a_lease_and_the_next_has_a_higher_fence(string engine)
    {
        await using var ledger = await MadeAsync(engine);
        var first = await TakenAsync(ledger.Store, "scan:a", "worker 1");
        var refused = await Lease.TakeAsync(ledger.Store, "scan:a", "worker 2", Minute);
        Assert.Null(refused.Lease);
        Assert.Equal(new LeaseHolder("worker 1", first.Fence, first.Until), refused.Holder);
        Assert.Equal(1, (await TakenAsync(ledger.Store, "scan:b", "worker 2")).Fence);

        await first.ReleaseAsync(ledger.Store);
        var second = await TakenAsync(ledger.Store, "scan:a", "worker 2");
        Assert.Equal((1, 2), (first.Fence, second.Fence));
        await first.ReleaseAsync(ledger.Store);
        Assert.Null((await Lease.TakeAsync(ledger.Store, "scan:a", "worker 1", Minute)).Lease);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Of_many_who_ask_at_once_one_gets_it(string engine)
    {
        await using var ledger = await MadeAsync(engine);
        for (var round = 1; round <= 5; round++)
        {
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Lease.TakeAsync(ledger.Store, "scan:a", $"worker {number}", Minute))));
            var lease = Assert.Single(attempts, attempt => attempt.Lease is not null).Lease!;
            Assert.Equal(round, lease.Fence);
            Assert.Single(attempts.Where(attempt => attempt.Lease is null).Select(attempt => attempt.Holder!.Holder).Distinct());
            await lease.ReleaseAsync(ledger.Store);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Who_lost_a_lease_can_neither_renew_it_nor_write_under_it(string engine)
    {
        await using var ledger = await MadeAsync(engine);
        var first = await TakenAsync(ledger.Store, "scan:a", "worker 1");
        await WriteAsync(ledger.Store, first);
        await EndAsync(ledger.Store);
        Assert.Contains("the claim to scan:a ended at 1970-01-01 00:00:00 UTC", await RefusedAsync(() => WriteAsync(ledger.Store, first)), StringComparison.Ordinal);
        Assert.Null(await first.RenewAsync(ledger.Store, Minute));

        var second = await TakenAsync(ledger.Store, "scan:a", "worker 2");
        Assert.Contains("worker 2 has scan:a now", await RefusedAsync(() => WriteAsync(ledger.Store, first)), StringComparison.Ordinal);
        Assert.Null(await first.RenewAsync(ledger.Store, Minute));
        await WriteAsync(ledger.Store, second);
        await using var session = await ledger.Store.ReadAsync();
        Assert.Equal(3, session.Head.Events);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_takes_a_lease_while_its_holder_is_writing_under_it(string engine)
    {
        await using var ledger = await MadeAsync(engine);
        var first = await TakenAsync(ledger.Store, "scan:a", "worker 1");
        Task<LeaseAttempt> taking;
        await using (var session = await ledger.Store.WriteAsync())
        {
            await session.FenceAsync(first);
            // As if its time had ended just after it was asked: who comes next must still wait for what is being written.
            await session.ExecuteAsync("UPDATE lease SET until = 1 WHERE authority = @authority AND name = 'scan:a'");
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, "s-1", "{}");
            taking = Task.Run(() => Lease.TakeAsync(ledger.Store, "scan:a", "worker 2", Minute));
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            Assert.False(taking.IsCompleted);
            await session.CommitAsync();
        }

        Assert.Equal(2, (await taking).Lease!.Fence);
    }

    [Fact]
    public async Task A_lease_ends_at_its_moment_unless_it_is_renewed_before()
    {
        await using var ledger = await MadeAsync("sqlite");
        var clock = new TestClock();
        var store = new SqliteStore(ledger.Address, MasterKey.None, clock);
        var first = await TakenAsync(store, "scan:a", "worker 1");
        Assert.Equal(TestClock.Start + Minute, first.Until);
        clock.Now += TimeSpan.FromSeconds(59);
        var renewed = await first.RenewAsync(store, Minute);
        Assert.Equal(first with { Until = clock.Now + Minute }, renewed);
        clock.Now += TimeSpan.FromSeconds(59);
        Assert.Null((await Lease.TakeAsync(store, "scan:a", "worker 2", Minute)).Lease);
        await WriteAsync(store, first);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.NotEmpty(await RefusedAsync(() => WriteAsync(store, first)));
        Assert.Equal(2, (await TakenAsync(store, "scan:a", "worker 2")).Fence);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_keeper_renews_a_lease_until_it_is_lost_and_gives_it_back(string engine)
    {
        await using var ledger = await MadeAsync(engine);
        var lease = await TakenAsync(ledger.Store, "scan:a", "worker 1", TimeSpan.FromSeconds(30));
        await using (var keeper = new LeaseKeeper(ledger.Store, lease, TimeSpan.FromSeconds(30), new HastyClock()))
        {
            await UntilAsync(async () => (await HolderAsync(ledger.Store)).Until > lease.Until);
            Assert.False(keeper.Lost.IsCancellationRequested);
        }

        Assert.Equal(DateTimeOffset.UnixEpoch, (await HolderAsync(ledger.Store)).Until);
        var second = await TakenAsync(ledger.Store, "scan:a", "worker 1", TimeSpan.FromSeconds(30));
        await using var lost = new LeaseKeeper(ledger.Store, second, TimeSpan.FromSeconds(30), new HastyClock());
        await EndAsync(ledger.Store);
        await UntilAsync(() => Task.FromResult(lost.Lost.IsCancellationRequested));
    }

    private static async Task<TestLedger> MadeAsync(string engine)
    {
        var ledger = await TestLedger.CreateAsync(engine);
        await using var session = await ledger.Store.WriteAsync();
        using var writer = new EventWriter(session, TimeProvider.System);
        await writer.AppendAsync(EventKinds.Scan, "s-1", "{}");
        await session.CommitAsync();
        return ledger;
    }

    private static async Task<Lease> TakenAsync(ILedgerStore store, string name, string holder, TimeSpan? time = null) =>
        (await Lease.TakeAsync(store, name, holder, time ?? Minute)).Lease ?? throw new InvalidOperationException("Somebody has it.");

    private static async Task WriteAsync(ILedgerStore store, Lease lease)
    {
        await using var session = await store.WriteAsync();
        await session.FenceAsync(lease);
        using var writer = new EventWriter(session, TimeProvider.System);
        await writer.AppendAsync(EventKinds.Report, "s-1", "{}");
        await session.CommitAsync();
    }

    private static async Task<LeaseHolder> HolderAsync(ILedgerStore store)
    {
        await using var session = await store.ReadAsync();
        return (await Lease.HolderAsync(session, "scan:a"))!;
    }

    private static async Task EndAsync(ILedgerStore store)
    {
        await using var session = await store.BesideAsync();
        await session.ExecuteAsync("UPDATE lease SET until = 1 WHERE authority = @authority");
        await session.CommitAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await holds())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new TimeoutException("It did not come about.");
    }

    private static async Task<string> RefusedAsync(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;

    // Whatever is waited for comes a hundred times sooner.
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
