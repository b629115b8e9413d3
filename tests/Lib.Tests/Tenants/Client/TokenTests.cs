using System.Net;
using System.Text;
using System.Text.Json;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class TokenTests
{
    private readonly ManualTimeProvider _clock = new(impatient: true);
    private int _asked;

    [Fact]
    public async Task A_token_that_is_no_longer_taken_is_renewed_once_and_the_page_read()
    {
        using var tenant = ClientFixture.Answering(Refusal(), () => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await ConnectAsync(tenant, renews: true);

        await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], tenant.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_few_new_tokens_that_are_refused_too_are_an_answer_with_all_that_the_service_says()
    {
        using var tenant = ClientFixture.Answering(Refusal());
        await using var session = await ConnectAsync(tenant, renews: true);

        var failure = await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Trace));

        Assert.Equal((TenantFailure.SignIn, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."), (failure.Failure, failure.Status, failure.Code, failure.ServiceMessage));
        Assert.Equal(4, tenant.Requests.Count);
    }

    [Fact]
    public async Task One_that_nobody_can_renew_is_not_tried_twice()
    {
        using var tenant = ClientFixture.Answering(Refusal());
        await using var session = await ConnectAsync(tenant, renews: false);

        await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users));

        Assert.Single(tenant.Requests);
    }

    [Theory]
    [InlineData("""Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==" """)]
    [InlineData("""Bearer claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ", error="insufficient_claims" """)]
    [InlineData("""PoP x="y", Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==" """)]
    public async Task A_challenge_is_answered_with_what_it_asks_for(string challenge)
    {
        var asked = new List<string?>();
        var issuer = new Issuer(claims => asked.Add(claims));
        using var tokens = new CachedTokens(issuer, _clock);
        using var tenant = ClientFixture.Answering(ClientFixture.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", challenge)), () => StubTenant.JsonAnswer("""{"value":[]}"""));
        var endpoints = TenantEndpoints.Of(TenantCloud.Global);
        using var client = new TikTokBan.Tenants.Requests.GraphClient(endpoints, tokens, new HttpMessageInvoker(tenant, false), _clock);

        await client.SendAsync(TestOperations.Users, client.Raw(HttpMethod.Get, "v1.0/users"), CancellationToken.None);
        await client.SendAsync(TestOperations.Users, client.Raw(HttpMethod.Get, "v1.0/users"), CancellationToken.None);

        Assert.Equal([null, """{"access_token":{}}"""], asked);
        Assert.Equal(["Bearer issued-1", "Bearer issued-2", "Bearer issued-2"], tenant.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_challenge_that_is_repeated_is_answered_once()
    {
        using var tenant = ClientFixture.Answering(ClientFixture.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", "Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"")));
        await using var session = await ConnectAsync(tenant, renews: true);

        Assert.Equal(TenantFailure.SignIn, (await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users))).Failure);
        Assert.Equal(2, tenant.Requests.Count);
    }

    [Fact]
    public async Task A_challenge_to_a_token_that_nobody_renews_says_what_to_do()
    {
        using var tenant = ClientFixture.Answering(ClientFixture.Answer(HttpStatusCode.Unauthorized, "", ("WWW-Authenticate", "Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"")));
        await using var session = await ConnectAsync(tenant, renews: false);

        Assert.Contains("sign in again", (await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_it_ends_and_once_for_all()
    {
        using var tokens = new CachedTokens(new Issuer(_ => _asked++, () => _clock.GetUtcNow().AddHours(1)), _clock);

        Assert.Equal("issued-1", await tokens.GetAsync("scope", null, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("issued-1", await tokens.GetAsync("scope", null, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(2));
        var many = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync("scope", null, CancellationToken.None).AsTask()));

        Assert.All(many, token => Assert.Equal("issued-2", token));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task An_issuer_that_fails_is_no_matter_while_the_token_is_good()
    {
        var fails = false;
        using var tokens = new CachedTokens(new Issuer(_ => _asked += fails ? throw new TenantException(TenantFailure.SignIn, "down") : 1, () => _clock.GetUtcNow().AddHours(1)), _clock);
        await tokens.GetAsync("scope", null, CancellationToken.None);
        fails = true;

        _clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal("issued-1", await tokens.GetAsync("scope", null, CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(3));

        await Assert.ThrowsAsync<TenantException>(async () => await tokens.GetAsync("scope", null, CancellationToken.None));
    }

    [Fact]
    public async Task A_given_token_that_has_expired_says_so_and_when()
    {
        var token = Token(new { exp = _clock.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds() });

        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(token));

        Assert.Equal("The caller's token expired on 2026-11-16 at 07:50 UTC; hand over a new one, or sign in in a way that renews it.", failure.Message);
    }

    [Fact]
    public async Task One_that_expires_while_a_scan_runs_says_so_too()
    {
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await ConnectAsync(Token(new { exp = _clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds() }), tenant);

        await ClientFixture.PagesAsync(session, TestOperations.Users);
        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Contains("expired", (await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("made-up-token")]
    [InlineData("  made-up-token\r\n")]
    [InlineData("Bearer made-up-token")]
    [InlineData("bearer  made-up-token ")]
    [InlineData("\"made-up-token\"")]
    [InlineData("made-up\n-token\n")]
    public async Task A_given_token_is_taken_as_people_copy_it(string text)
    {
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await ConnectAsync(text, tenant);

        await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.Equal("Bearer made-up-token", tenant.Requests[0].Headers["Authorization"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("{ \"accessToken\": \"canary\" }")]
    [InlineData("canary\u00e9")]
    public async Task What_is_no_token_is_told_without_being_shown(string text)
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(text));

        Assert.Equal(TenantFailure.SignIn, failure.Failure);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_context_says_what_the_token_says()
    {
        await using var application = await ConnectAsync(Token(new { tid = StubTenant.TenantId, appid = "716cccc0-0000-4000-8000-000000000001", app_displayname = "Ban", idtyp = "app", roles = new[] { "User.Read.All", "Device.Read.All" } }));
        await using var person = await ConnectAsync(Token(new { tid = StubTenant.TenantId, azp = "716cccc0-0000-4000-8000-000000000002", preferred_username = "admin@agency.example", scp = "User.Read.All openid" }));

        Assert.Equal((StubTenant.TenantId, "Ban", null, false), (application.Context.TenantId, application.Context.ClientName, application.Context.Account, application.Context.IsDelegated));
        Assert.Equal(["User.Read.All", "Device.Read.All"], application.Context.Permissions);
        Assert.Equal(("716cccc0-0000-4000-8000-000000000002", "admin@agency.example", true), (person.Context.ClientId, person.Context.Account, person.Context.IsDelegated));
        Assert.Equal(["User.Read.All", "openid"], person.Context.Permissions);
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_refused_before_it_is_used()
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(Token(new { tid = "716ddddd-0000-4000-8000-000000000009" })));

        Assert.Contains("716ddddd-0000-4000-8000-000000000009", failure.Message, StringComparison.Ordinal);
        Assert.Contains(StubTenant.TenantId, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("a.bnVsbA.c")]
    [InlineData("a.eyJleHAiOiJzb29uIiwicm9sZXMiOjcsInRpZCI6W119.c")]
    [InlineData("a.eyJleHAiOjFlMzAwfQ.c")]
    public async Task A_token_that_nobody_can_read_is_still_a_token(string text)
    {
        await using var session = await ConnectAsync(text);

        Assert.Equal((StubTenant.TenantId, 0), (session.Context.TenantId, session.Context.Permissions.Count));
    }

    private static Func<HttpResponseMessage> Refusal() =>
        ClientFixture.Error(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");

    private static string Token(object payload) => $"e30.{Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(payload))).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.c2ln";

    private Task<TenantSession> ConnectAsync(StubTenant tenant, bool renews) =>
        ConnectAsync(new TokenSignIn((_, _) => ValueTask.FromResult($"token-{++_asked}"), renews), tenant);

    private Task<TenantSession> ConnectAsync(string token, StubTenant? tenant = null) =>
        ConnectAsync(new TokenSignIn((_, _) => ValueTask.FromResult(token), renews: false), tenant);

    private Task<TenantSession> ConnectAsync(SignInMethod method, StubTenant? tenant) =>
        TenantSession.ConnectAsync(new TenantOptions { Tenant = StubTenant.TenantId, SignIn = method, Time = _clock, Transport = tenant }, CancellationToken.None);

    private sealed class Issuer(Action<string?> asked, Func<DateTimeOffset>? expires = null) : ITokenIssuer
    {
        private int _issued;

        public bool Renews => true;

        public ValueTask<IssuedToken> IssueAsync(string scope, string? claims, CancellationToken cancellationToken)
        {
            asked(claims);
            return ValueTask.FromResult(new IssuedToken($"issued-{++_issued}", expires?.Invoke(), claims));
        }

        public void Forget()
        {
        }
    }
}
