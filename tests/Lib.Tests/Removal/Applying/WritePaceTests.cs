using System.Net;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>Changes go at the pace that the documented limits allow, and at no slower one.</summary>
public sealed class WritePaceTests
{
    // Nobody waits for real: the clock jumps to the next moment at which something may be sent.
    private readonly ManualTimeProvider _clock = new(impatient: true);

    [Theory]
    [InlineData("POST", "graph", "/v1.0/deviceManagement/managedDevices/{0}/syncDevice", 10_000, 200, 20)]
    [InlineData("POST", "graph", "/v1.0/deviceAppManagement/mobileApps/{0}/assign", 2_000, 100, 20)]
    [InlineData("DELETE", "graph", "/beta/deviceManagement/deviceCompliancePolicies/{0}", 2_000, 100, 20)]
    [InlineData("PATCH", "graph", "/v1.0/groups/{0}", 20_000, 3_000, 150)]
    [InlineData("DELETE", "defender", "/api/indicators/{0}", 1_000, 100, 60)]
    [InlineData("POST", "defender", "/api/indicators/import", 300, 30, 60)]
    public async Task Changes_take_the_time_that_the_limit_allows_and_hardly_more(string method, string service, string path, int count, int limit, int seconds)
    {
        // One after the other: with several under way, the clock would jump while some are.
        var sent = await SendAsync(method, service, path, count, atOnce: 1);

        AssertWithin(sent, limit, TimeSpan.FromSeconds(seconds));
        var allowed = TimeSpan.FromSeconds(seconds) * Math.Ceiling((double)(count - limit) / limit);
        Assert.InRange(sent[^1] - sent[0], allowed, (allowed * 1.08) + TimeSpan.FromSeconds(seconds));
        if (count == 10_000)
            Assert.InRange(sent[^1] - sent[0], TimeSpan.FromSeconds(980), TimeSpan.FromSeconds(1021));
    }

    [Fact]
    public async Task Many_at_once_keep_to_the_limit()
    {
        var sent = await SendAsync("POST", "graph", "/v1.0/deviceManagement/managedDevices/{0}/syncDevice", 2_000, atOnce: 24);

        AssertWithin(sent, 200, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Reading_goes_on_while_changes_wait_and_is_counted_apart()
    {
        using var tenant = new StubTenant()
            .On(request => request.Method == "GET", _ => StubTenant.JsonAnswer("""{"id":"716"}"""))
            .On(_ => true, _ => new HttpResponseMessage(HttpStatusCode.NoContent));
        await using var session = await tenant.ConnectAsync(new ManualTimeProvider());
        var transport = new GraphPlanTransport(session);
        const string device = "/v1.0/deviceManagement/managedDevices/716";
        var changes = Enumerable.Range(0, 300).Select(_ => transport.WriteAsync(new SentRequest("POST", "graph", device + "/syncDevice", null), default, CancellationToken.None)).ToList();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (changes.Count(change => change.IsCompleted) < 196)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await transport.ReadAsync(new SentRequest("GET", "graph", device, null), CancellationToken.None);

        Assert.Equal(196, changes.Count(change => change.IsCompleted));
        Assert.Equal(
            [(ServiceFamily.Intune, 197L), (ServiceFamily.IntuneDeviceWrites, 196L)],
            session.Quotas.Select(quota => (quota.Service, quota.Requests)));
        Assert.True(session.Quotas[1].Waiting > TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task A_change_that_is_refused_for_load_holds_up_changes_and_not_reading()
    {
        var clock = new ManualTimeProvider();
        var refuse = true;
        using var tenant = new StubTenant()
            .On(request => request.Method == "GET", _ => StubTenant.JsonAnswer("""{"id":"716"}"""))
            .On(_ => true, _ => refuse ? StubTenant.JsonAnswer("{}", HttpStatusCode.TooManyRequests) : new HttpResponseMessage(HttpStatusCode.NoContent));
        await using var session = await tenant.ConnectAsync(clock);
        var transport = new GraphPlanTransport(session);
        const string device = "/v1.0/deviceManagement/managedDevices/716";

        var change = transport.WriteAsync(new SentRequest("POST", "graph", device + "/syncDevice", null), default, CancellationToken.None);
        await clock.Waiting;
        await transport.ReadAsync(new SentRequest("GET", "graph", device, null), CancellationToken.None);
        Assert.False(change.IsCompleted);

        refuse = false;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!change.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(204, (await change).Status);
    }

    private async Task<List<DateTimeOffset>> SendAsync(string method, string service, string path, int count, int atOnce)
    {
        var sent = new List<DateTimeOffset>(count);
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            lock (sent)
                sent.Add(_clock.GetUtcNow());
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        await using var session = await tenant.ConnectAsync(_clock);
        var transport = new GraphPlanTransport(session);
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
                await transport.WriteAsync(new SentRequest(method, service, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, number), null), default, CancellationToken.None);
        }));
        sent.Sort();
        Assert.Equal(count, sent.Count);
        return sent;
    }

    private static void AssertWithin(List<DateTimeOffset> sent, int limit, TimeSpan window)
    {
        for (var i = limit; i < sent.Count; i++)
            Assert.True(sent[i] - sent[i - limit] >= window, $"{i}: {sent[i] - sent[i - limit]}");
    }
}
