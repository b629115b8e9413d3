using System.Net;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>Azure.Identity against a login service that is a stub.</summary>
public sealed class SignInTests
{
    private const string Client = "716cccc0-0000-4000-8000-000000000001";

    private const string Secret = "canary-716-secret";

    private const string Issued = """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"issued-token"}""";

    private static readonly string IssuedToAPerson = Issued.Replace(
        "}",
        $$""" ,"refresh_token":"r","client_info":"{{Part($$"""{"uid":"u716","utid":"{{StubTenant.TenantId}}"}""")}}","id_token":"{{Part("""{"alg":"none"}""")}}.{{Part($$"""{"tid":"{{StubTenant.TenantId}}","oid":"716","preferred_username":"admin@agency.example"}""")}}.c2ln"}""",
        StringComparison.Ordinal);

    [Theory]
    [InlineData("https://login.agency.example/", "https://login.agency.example")]
    [InlineData("http://127.0.0.1:5716/", "http://127.0.0.1:5716")]
    public async Task A_secret_is_sent_to_the_login_service_that_was_named_and_nowhere_else(string login, string origin)
    {
        using var tenant = Login(Issued);
        await using var session = await ConnectAsync(tenant, new ClientSecretSignIn(Secret) { ClientId = Client }, login);

        var request = Assert.Single(tenant.Requests);
        Assert.Equal(new Uri($"{origin}/{StubTenant.TenantId}/oauth2/v2.0/token"), request.Uri);
        Assert.Contains(Secret, request.Body, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("https://graph.microsoft.com/.default"), request.Body, StringComparison.Ordinal);
        Assert.Equal(("client secret", Client), (session.Context.SignIn, session.Context.ClientId));
    }

    [Fact]
    public async Task A_certificate_signs_and_its_key_stays()
    {
        using var tenant = Login(Issued);
        await using var session = await ConnectAsync(tenant, new CertificateSignIn(Certificates.Make()) { ClientId = Client });

        var body = Assert.Single(tenant.Requests).Body;
        Assert.Contains("client_assertion=ey", body, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_issuers_token_is_presented_from_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "federated-token");
            using var tenant = Login(Issued);
            await using var session = await ConnectAsync(tenant, new WorkloadIdentitySignIn(file) { ClientId = Client });

            Assert.Contains("client_assertion=federated-token", Assert.Single(tenant.Requests).Body, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_code_is_shown_and_waited_for()
    {
        var shown = new List<string>();
        using var tenant = new StubTenant()
            .On(request => request.Path.EndsWith("/devicecode", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(
                """{"user_code":"C0DE716","device_code":"d","verification_uri":"https://login.agency.example/device","expires_in":900,"interval":0,"message":"Open https://login.agency.example/device and type C0DE716."}"""))
            .On(request => request.Path.EndsWith("/token", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(IssuedToAPerson));
        await using var session = await ConnectAsync(tenant, new DeviceCodeSignIn(shown.Add));

        Assert.Equal(["Open https://login.agency.example/device and type C0DE716."], shown);
        Assert.Contains(TokenSources.GraphCommandLineTools, tenant.Requests[0].Body, StringComparison.Ordinal);
        Assert.Equal("device code, as Microsoft Graph Command Line Tools", session.Context.SignIn);
        Assert.True(session.Context.IsDelegated);
    }

    [Theory]
    [InlineData("AADSTS7000215", "the client secret is wrong")]
    [InlineData("AADSTS7000222", "has expired")]
    [InlineData("AADSTS700016", "doesn't know the application")]
    [InlineData("AADSTS90002", "no such tenant")]
    [InlineData("AADSTS999999", "Something new about [address]")]
    public async Task A_refusal_is_one_sentence_with_its_code(string code, string words)
    {
        using var tenant = Login(
            $$"""{"error":"invalid_client","error_description":"{{code}}: Something new about canary@agency.example. Trace ID: 716bbbbb-0000-4000-8000-00000000000a Correlation ID: 716bbbbb-0000-4000-8000-00000000000b Timestamp: 2026-11-16 08:00:00Z","error_codes":[7]}""",
            HttpStatusCode.Unauthorized);

        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(tenant, new ClientSecretSignIn(Secret) { ClientId = Client }));

        Assert.Equal((TenantFailure.SignIn, code), (failure.Failure, failure.Code));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"({code}).", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("716bbbbb", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_service_that_is_not_there_is_named()
    {
        using var tenant = new StubTenant().On(_ => true, _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(tenant, new ClientSecretSignIn(Secret) { ClientId = Client }));

        Assert.Equal("Signing in with a client secret failed: login.agency.example could not be reached; check the connection.", failure.Message);
    }

    [Fact]
    public async Task A_refused_token_makes_an_application_ask_for_another_in_spite_of_every_cache()
    {
        var issued = 0;
        using var tenant = new StubTenant()
            .On(request => request.Path.EndsWith("/token", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(Issued.Replace("issued-token", $"issued-token-{++issued}", StringComparison.Ordinal)))
            .On(request => request.Headers["Authorization"] == "Bearer issued-token-1", _ => ClientFixture.Error(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "expired")())
            .Json("/v1.0/users", """{"value":[]}""");
        await using var session = await ConnectAsync(tenant, new ClientSecretSignIn(Secret) { ClientId = Client });

        Assert.Single(await ClientFixture.PagesAsync(session, TestOperations.Users));
        Assert.Equal(2, issued);
    }

    [Fact]
    public async Task A_machine_without_an_identity_is_told_what_to_do()
    {
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer("""{"error":"invalid_request","error_description":"Identity not found"}""", HttpStatusCode.BadRequest));

        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(tenant, new ManagedIdentitySignIn()));

        Assert.StartsWith("Signing in with managed identity failed: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("sign in in another way.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("certificate")]
    public async Task An_application_without_its_id_is_told(string kind)
    {
        using var tenant = Login(Issued);

        var failure = await Assert.ThrowsAsync<TenantException>(() => ConnectAsync(tenant, kind == "secret" ? new ClientSecretSignIn(Secret) : new CertificateSignIn(Certificates.Make())));

        Assert.Contains("needs the id of the application", failure.Message, StringComparison.Ordinal);
        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_signing_in()
    {
        using var stop = new CancellationTokenSource();
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            stop.Cancel();
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectAsync(tenant, new ClientSecretSignIn(Secret) { ClientId = Client }, stop: stop.Token));
    }

    private static string Part(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=');

    private static StubTenant Login(string answer, HttpStatusCode status = HttpStatusCode.OK) =>
        new StubTenant().On(request => request.Path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(answer, status));

    private static Task<TenantSession> ConnectAsync(StubTenant tenant, SignInMethod method, string login = "https://login.agency.example/", CancellationToken stop = default) => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = StubTenant.TenantId,
            Endpoints = TenantEndpoints.Of(TenantCloud.Global, login: login),
            SignIn = method,
            Transport = tenant,
        },
        stop);
}
