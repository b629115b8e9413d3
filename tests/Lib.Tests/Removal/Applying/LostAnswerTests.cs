using System.Net;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;
using TikTokBan.Tests.Tenants;
using TikTokBan.Tests.Tenants.Client;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A change whose answer is lost may have happened; one that was refused, or never left, did not.</summary>
public sealed class LostAnswerTests
{
    private const string Sync = "/v1.0/deviceManagement/managedDevices/716/syncDevice";
    private const string Groups = "/v1.0/groups";

    private static readonly HttpRequestException Broken = new(HttpRequestError.ResponseEnded, "ended");
    private static readonly HttpRequestException Unreached = new(HttpRequestError.ConnectionError, "refused");

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_gateway_s_failure_leaves_a_change_in_doubt_and_it_is_not_sent_again(HttpStatusCode status)
    {
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer("", status));

        Assert.True((await FailureAsync(tenant, "POST", Sync)).MayHaveHappened);
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_it_in_doubt()
    {
        using var tenant = new StubTenant().On(_ => true, _ => throw Broken);

        Assert.True((await FailureAsync(tenant, "POST", Sync)).MayHaveHappened);
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_broken_leaves_it_in_doubt()
    {
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer("""{"id":"g""", HttpStatusCode.Created));

        Assert.True((await FailureAsync(tenant, "POST", Groups)).MayHaveHappened);
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task A_connection_that_never_came_about_leaves_no_doubt()
    {
        using var tenant = new StubTenant().On(_ => true, _ => throw Unreached);

        Assert.False((await FailureAsync(tenant, "POST", Sync)).MayHaveHappened);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task A_refusal_leaves_no_doubt(HttpStatusCode status)
    {
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer("{}", status));

        Assert.False((await FailureAsync(tenant, "POST", Sync)).MayHaveHappened);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task One_that_is_told_to_come_back_later_did_nothing_and_is_sent_again(HttpStatusCode status)
    {
        var asked = 0;
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            if (asked++ > 0)
                return new HttpResponseMessage(HttpStatusCode.NoContent);
            var later = StubTenant.JsonAnswer("{}", status);
            later.Headers.Add("Retry-After", "7");
            return later;
        });
        await using var session = await tenant.ConnectAsync();

        var answer = await new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", Sync, null), default, CancellationToken.None);

        Assert.Equal((204, 2), (answer.Status, tenant.Requests.Count));
    }

    [Fact]
    public async Task What_may_be_sent_again_is_and_a_refusal_then_leaves_the_doubt()
    {
        var asked = 0;
        using var tenant = new StubTenant().On(_ => true, _ => asked++ == 0 ? throw Broken : StubTenant.JsonAnswer("""{"error":{"code":"Request_ResourceNotFound","message":"Gone."}}""", HttpStatusCode.NotFound));

        var failure = await FailureAsync(tenant, "DELETE", Groups + "/716");

        Assert.Equal((TenantFailure.NotFound, true, 2), (failure.Failure, failure.MayHaveHappened, tenant.Requests.Count));
    }

    [Fact]
    public async Task A_change_under_way_is_awaited_though_its_caller_stops()
    {
        using var stop = new CancellationTokenSource();
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            stop.Cancel();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        await using var session = await tenant.ConnectAsync();

        var answer = await new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", Sync, null), default, stop.Token);

        Assert.Equal(204, answer.Status);
    }

    [Fact]
    public async Task A_change_that_waits_to_be_sent_again_is_in_doubt_when_its_caller_stops()
    {
        using var stop = new CancellationTokenSource();
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            stop.Cancel();
            throw Broken;
        });
        await using var session = await tenant.ConnectAsync(new ManualTimeProvider());

        var failure = await Assert.ThrowsAsync<TenantException>(() =>
            new GraphPlanTransport(session).WriteAsync(new SentRequest("DELETE", "graph", Groups + "/716", null), default, stop.Token));

        Assert.True(failure.MayHaveHappened);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_caller_who_has_stopped()
    {
        using var tenant = new StubTenant().On(_ => true, _ => new HttpResponseMessage(HttpStatusCode.NoContent));
        await using var session = await tenant.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", Sync, null), default, new CancellationToken(canceled: true)));

        Assert.Empty(tenant.Requests);
    }

    [Theory]
    [InlineData("POST", Sync, true)]
    [InlineData("DELETE", Groups + "/716", false)]
    public async Task Not_even_the_framework_sends_a_change_again_by_itself(string method, string path, bool once)
    {
        var asked = 0;
        await using var server = new RawServer(async (_, socket) =>
        {
            // A connection that was used before, and ends without a word: where a request has no body, the framework takes that for a stale one.
            if (Interlocked.Increment(ref asked) == 1)
                await RawServer.SendAsync(socket, "{\"value\":[]}"u8.ToArray(), "200 OK", "Content-Type: application/json");
            else if (asked == 2 || once)
                socket.Close();
            else
                await RawServer.SendAsync(socket, default, "204 No Content");
        });
        await using var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = StubTenant.TenantId,
                Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: server.Address.AbsoluteUri),
                SignIn = new TikTokBan.Tenants.SignIn.TokenSignIn((_, _) => ValueTask.FromResult("made-up-token"), renews: true),
                Time = new ManualTimeProvider(impatient: true),
            },
            CancellationToken.None);
        var transport = new GraphPlanTransport(session);
        await transport.ReadAsync(new SentRequest("GET", "graph", Groups, null), CancellationToken.None);

        var sending = transport.WriteAsync(new SentRequest(method, "graph", path, null), default, CancellationToken.None);
        if (once)
            Assert.True((await Assert.ThrowsAsync<TenantException>(() => sending)).MayHaveHappened);
        else
            Assert.Equal(204, (await sending).Status);

        // A DELETE may be sent again, but by the pipeline, under another id.
        Assert.Equal(once ? 2 : 3, server.Requests.Count);
        Assert.Distinct(server.Requests.Select(request => request.Headers["client-request-id"]));
    }

    private static async Task<TenantException> FailureAsync(StubTenant tenant, string method, string path)
    {
        await using var session = await tenant.ConnectAsync();
        return await Assert.ThrowsAsync<TenantException>(() => new GraphPlanTransport(session).WriteAsync(new SentRequest(method, "graph", path, "{}"), default, CancellationToken.None));
    }
}
