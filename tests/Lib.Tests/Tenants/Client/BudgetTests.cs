using TikTokBan.Tenants;
using TikTokBan.Tenants.Budgets;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class BudgetTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly ManualTimeProvider _clock = new();
    private readonly ServiceBudget _budget;

    public BudgetTests() => _budget = new ServiceBudget(ServiceFamily.IdentityReports, new ServiceLimits(5, TimeSpan.FromSeconds(10), 3), _clock);

    public void Dispose() => _budget.Dispose();

    [Fact]
    public async Task No_window_holds_more_than_the_limit_whenever_the_service_counted()
    {
        var begun = new List<DateTimeOffset>();
        var ended = new List<DateTimeOffset>();
        var random = new Random(716);
        for (var i = 0; i < 40; i++)
        {
            var entering = _budget.EnterAsync(Patience, CancellationToken.None).AsTask();
            while (!entering.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            using var place = await entering;
            begun.Add(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 3000)));
            place.Answered();
            ended.Add(_clock.GetUtcNow());
        }

        // However long each took to be counted: no six lie within ten seconds of one another.
        for (var i = 5; i < begun.Count; i++)
            Assert.True(begun[i] - ended[i - 5] >= TimeSpan.FromSeconds(10), $"{i}: {begun[i] - ended[i - 5]}");
    }

    [Fact]
    public async Task Who_came_first_goes_first()
    {
        var places = new Queue<ServiceBudget.Place>(await FillAsync());
        var waiting = Enumerable.Range(0, 4).Select(_ => _budget.EnterAsync(Patience, CancellationToken.None).AsTask()).ToList();

        while (waiting.Count > 0)
        {
            places.Dequeue().Dispose();
            var next = Task.WhenAny(waiting);
            while (!next.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            Assert.Same(waiting[0], await next);
            places.Enqueue(await waiting[0]);
            waiting.RemoveAt(0);
        }
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be()
    {
        var places = await FillAsync(3);

        var fourth = _budget.EnterAsync(Patience, CancellationToken.None).AsTask();
        Assert.False(fourth.IsCompleted);
        places[1].Dispose();

        (await fourth).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_place_to_the_next()
    {
        var places = await FillAsync(3);
        using var stop = new CancellationTokenSource();
        var leaving = _budget.EnterAsync(Patience, stop.Token).AsTask();
        var staying = _budget.EnterAsync(Patience, CancellationToken.None).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        places[0].Dispose();

        (await staying).Dispose();
    }

    [Fact]
    public async Task A_pause_holds_everybody_and_shows()
    {
        (await _budget.EnterAsync(Patience, CancellationToken.None)).Dispose();
        _budget.Pause(TimeSpan.FromSeconds(30));
        var waiting = _budget.EnterAsync(Patience, CancellationToken.None).AsTask();

        Assert.Equal(new ServiceQuota(ServiceFamily.IdentityReports, 5, 4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), 1), _budget.Quota);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await waiting).Dispose();
        Assert.Null(_budget.Quota.Waiting);
        Assert.Equal(2, _budget.Quota.Requests);
    }

    [Fact]
    public async Task A_pause_that_outlasts_patience_ends_the_waiting_of_those_who_have_no_more()
    {
        _budget.Pause(TimeSpan.FromMinutes(1));
        var waiting = _budget.EnterAsync(TimeSpan.FromMinutes(2), CancellationToken.None).AsTask();

        _budget.Pause(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), (await Assert.ThrowsAsync<TenantException>(() => waiting)).RetryAfter);
    }

    [Fact]
    public async Task The_end_of_a_session_ends_all_waiting()
    {
        var places = await FillAsync(3);
        var waiting = _budget.EnterAsync(Patience, CancellationToken.None).AsTask();

        _budget.Dispose();

        await Assert.ThrowsAsync<TenantException>(() => waiting);
        Assert.Equal(3, places.Count);
    }

    [Fact]
    public async Task Services_are_counted_apart_and_shown_when_they_were_asked()
    {
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await tenant.ConnectAsync();
        Assert.Empty(session.Quotas);

        await ClientFixture.PagesAsync(session, TestOperations.Trace);
        await ClientFixture.PagesAsync(session, TestOperations.Users);
        await ClientFixture.PagesAsync(session, TestOperations.Trace);

        Assert.Equal(
            [(ServiceFamily.Directory, 1L, 800, 799), (ServiceFamily.MessageTrace, 2L, 90, 88)],
            session.Quotas.Select(quota => (quota.Service, quota.Requests, quota.Limit, quota.Remaining)));
    }

    [Fact]
    public async Task A_service_that_says_it_is_nearly_full_is_asked_more_slowly()
    {
        var clock = new ManualTimeProvider(impatient: true);
        using var tenant = ClientFixture.Answering(ClientFixture.Answer(System.Net.HttpStatusCode.OK, """{"value":[]}""", ("x-ms-throttle-limit-percentage", "0.9")));
        await using var session = await tenant.ConnectAsync(clock);

        await ClientFixture.PagesAsync(session, TestOperations.Users);
        await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.InRange(Assert.Single(clock.Waits), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public async Task Many_readers_together_keep_to_the_window()
    {
        var clock = new ManualTimeProvider(impatient: true);
        var sent = new List<DateTimeOffset>();
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            lock (sent)
                sent.Add(clock.GetUtcNow());
            return StubTenant.JsonAnswer("""{"value":[]}""");
        });
        await using var session = await tenant.ConnectAsync(clock);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            for (var i = 0; i < 50; i++)
                await ClientFixture.PagesAsync(session, TestOperations.Trace);
        }));

        sent.Sort();
        Assert.Equal(300, sent.Count);
        for (var i = 90; i < sent.Count; i++)
            Assert.True(sent[i] - sent[i - 90] >= TimeSpan.FromMinutes(5));
    }

    private async Task<List<ServiceBudget.Place>> FillAsync(int count = 3)
    {
        var places = new List<ServiceBudget.Place>();
        for (var i = 0; i < count; i++)
            places.Add(await _budget.EnterAsync(Patience, CancellationToken.None));
        return places;
    }
}
