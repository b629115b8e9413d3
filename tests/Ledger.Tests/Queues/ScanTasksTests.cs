using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Queues;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Queues;

public sealed class ScanTasksTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_tenant_is_with_one_worker_until_it_is_given_back(string engine)
    {
        await using var ledger = await Made(engine);
        var tasks = new ScanTasks(ledger.Store);
        Assert.Null(await tasks.ClaimAsync("one", Long));
        await tasks.AddAsync("Agency.Example", """{"profile":"agency.yaml"}""", TimeSpan.FromDays(1));
        var claim = (await tasks.ClaimAsync("one", Long))!;
        Assert.Equal(("agency.example", """{"profile":"agency.yaml"}""", 1L, 1), (claim.Tenant, claim.Settings, claim.Fence, claim.Attempts));
        Assert.Null(await tasks.ClaimAsync("two", Long));
        Assert.True(await tasks.RenewAsync(claim, Long));
        Assert.Equal("one", Assert.Single(await tasks.ListAsync()).Holder);
        Assert.True(await tasks.CompleteAsync(claim, "s-1"));
        Assert.False(await tasks.CompleteAsync(claim, "s-1"));
        Assert.False(await tasks.RenewAsync(claim, Long));
        var done = Assert.Single(await tasks.ListAsync());
        Assert.Equal(("s-1", null, 0, null), (done.Scan, done.Holder, done.Attempts, done.Problem));
        Assert.True(done.Due > claim.Due.AddHours(23));
        Assert.Null(await tasks.ClaimAsync("two", Long));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_worker_that_was_silent_too_long_has_lost_the_tenant_and_can_keep_nothing(string engine)
    {
        await using var ledger = await Made(engine);
        var tasks = new ScanTasks(ledger.Store);
        await tasks.AddAsync("a.example", "{}", TimeSpan.FromDays(1));
        var paused = (await tasks.ClaimAsync("paused", Short))!;
        var claim = await Until(() => tasks.ClaimAsync("next", Long));
        Assert.Equal(paused.Fence + 1, claim.Fence);
        Assert.Equal(2, claim.Attempts);
        await using (var session = await ledger.Store.WriteAsync())
        {
            var refused = await Assert.ThrowsAsync<UnusableInputException>(() => ScanTasks.FenceAsync(session, paused, default));
            Assert.Contains("another worker", refused.Message, StringComparison.Ordinal);
            await ScanTasks.FenceAsync(session, claim, default);
        }

        Assert.False(await tasks.CompleteAsync(paused, "s-0"));
        Assert.False(await tasks.FailAsync(paused, "late"));
        Assert.True(await tasks.RemoveAsync("A.example"));
        Assert.False(await tasks.RemoveAsync("a.example"));
        Assert.False(await tasks.RenewAsync(claim, Long));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task What_went_wrong_is_tried_again_later_and_holds_nobody_up(string engine)
    {
        await using var ledger = await Made(engine);
        var tasks = new ScanTasks(ledger.Store);
        await tasks.AddAsync("bad.example", "{}", TimeSpan.FromDays(1));
        await tasks.AddAsync("good.example", "{}", TimeSpan.FromDays(1));
        var seen = new List<string>();
        var done = await new ScanWorker(tasks, "w", Long, TimeProvider.System).RunAsync(
            (claim, _) =>
            {
                seen.Add(claim.Tenant);
                return claim.Tenant == "bad.example" ? throw new UnusableInputException(InputProblem.ExportUnusable, "the service says no") : Task.FromResult("s-7");
            },
            idle: null);
        Assert.Equal(new WorkDone(1, 1, 0), done);
        Assert.Equal(["bad.example", "good.example"], seen);
        var bad = (await tasks.ListAsync()).Single(one => one.Tenant == "bad.example");
        Assert.Equal(("the service says no", 1, null), (bad.Problem, bad.Attempts, bad.Holder));
        Assert.InRange((bad.Due - bad.Started!.Value).TotalSeconds, 59, 600);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_worker_that_is_stopped_gives_its_tenant_back(string engine)
    {
        await using var ledger = await Made(engine);
        var tasks = new ScanTasks(ledger.Store);
        await tasks.AddAsync("a.example", "{}", TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScanWorker(tasks, "w", Long, TimeProvider.System).RunAsync(
            async (_, cancellation) =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
                return "never";
            },
            TimeSpan.FromSeconds(1),
            cancellationToken: stop.Token));
        Assert.Null(Assert.Single(await tasks.ListAsync()).Holder);
    }

    [SkippableFact]
    public async Task A_worker_that_works_for_ever_waits_for_a_server_that_is_away_and_goes_on()
    {
        var server = await TestServer.StartAsync();
        Skip.If(server is null, "there is no PostgreSQL to test with: initdb, pg_ctl and postgres are not on the path");
        await using (server)
        {
            await FillAsync(LedgerStores.Open(LedgerLocation.Parse(server.Address), TimeProvider.System, MasterKey.None));
            var tasks = new ScanTasks(LedgerLocation.Parse(server.Address));
            await tasks.AddAsync("a.example", "{}", TimeSpan.FromDays(1));
            await tasks.AddAsync("b.example", "{}", TimeSpan.FromDays(1));
            using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var (seen, waited) = (new List<string>(), 0);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScanWorker(tasks, "w", Long, TimeProvider.System).RunAsync(
                async (claim, _) =>
                {
                    seen.Add(claim.Tenant);
                    if (seen.Count == 1)
                        await server.HaltAsync();
                    else if (seen.Count == 2)
                        await stop.CancelAsync();
                    return "s-7";
                },
                TimeSpan.FromMilliseconds(100),
                async _ =>
                {
                    waited++;
                    await server.StartAgainAsync();
                },
                stop.Token));
            Assert.Equal(["a.example", "b.example"], seen);
            Assert.Equal(1, waited);
        }

        // Nobody waits for what could never be asked.
        await Assert.ThrowsAsync<UnusableInputException>(() => new ScanWorker(new ScanTasks(LedgerLocation.Parse(server.Address)), "w", Long, TimeProvider.System).RunAsync((_, _) => Task.FromResult("s-7"), TimeSpan.FromMilliseconds(100)));
    }

    private static async Task<TestLedger> Made(string engine)
    {
        var ledger = await TestLedger.CreateAsync(engine);
        await FillAsync(ledger.Store);
        return ledger;
    }

    private static async Task FillAsync(ILedgerStore store)
    {
        await using var session = await store.WriteAsync();
        using var writer = new EventWriter(session, TimeProvider.System);
        await writer.AppendAsync(EventKinds.Import, null, "{}");
        await session.CommitAsync();
    }

    private static async Task<ScanClaim> Until(Func<Task<ScanClaim?>> claim)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (await claim() is { } got)
                return got;
            await Task.Delay(10);
        }

        throw new TimeoutException("The tenant never came free.");
    }
}
