using System.Net;
using System.Text;
using System.Text.Json;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class PlanTransportTests
{
    private const string Device = "/v1.0/deviceManagement/managedDevices/716d0000-0000-4000-8000-000000000001";
    private const string App = "/v1.0/deviceAppManagement/mobileApps/716a0000-0000-4000-8000-000000000001";

    private static readonly ApprovalHeaders Justified = new("Plan p-716 — made by ada", null);

    [Fact]
    public async Task A_list_is_read_to_its_end_and_each_row_counts_once()
    {
        using var tenant = new StubTenant()
            .On(request => request.Query.Contains("page=2", StringComparison.Ordinal), _ => Json("""{"value":[{"id":"b","n":2},{"id":"c"},{"x":1},{"x":1}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/groups?page=3"}"""))
            .On(request => request.Query.Contains("page=3", StringComparison.Ordinal), _ => Json("""{"value":[]}"""))
            .On(_ => true, _ => Json("""{"value":[{"id":"a"},{"id":"b","n":1}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/groups?page=2"}"""));

        var rows = await ReadAsync(tenant, "/v1.0/groups?$filter=uniqueName eq 'x'&$select=id");

        Assert.Equal(["""{"id":"a"}""", """{"id":"b","n":2}""", """{"id":"c"}""", """{"x":1}"""], rows.Select(row => row.GetRawText()));
        Assert.Equal("$filter=uniqueName eq 'x'&$select=id", tenant.Requests[0].Query);
    }

    [Fact]
    public async Task What_is_no_list_is_one_row()
    {
        using var tenant = new StubTenant().Json(Device, """{"id":"716","managedDeviceOwnerType":"company"}""");

        Assert.Equal("company", Assert.Single(await ReadAsync(tenant, Device)).GetProperty("managedDeviceOwnerType").GetString());
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_so()
    {
        using var tenant = new StubTenant().Json(Device, """{"error":{"code":"ResourceNotFound","message":"No such device."}}""", HttpStatusCode.NotFound);

        var refusal = await Assert.ThrowsAsync<TenantException>(() => ReadAsync(tenant, Device));

        Assert.Equal((TenantFailure.NotFound, false), (refusal.Failure, refusal.MayHaveHappened));
    }

    [Fact]
    public async Task Defender_is_asked_at_its_own_address_and_a_full_page_is_followed()
    {
        var first = $$"""{"value":[{{string.Join(',', Enumerable.Range(0, 10_000).Select(id => $$"""{"id":"{{id}}"}"""))}}]}""";
        using var tenant = new StubTenant()
            .On(request => request.Query.Length == 0, _ => Json(first))
            .On(request => request.Query == "$top=10000&$skip=10000", _ => Json("""{"value":[{"id":"9999"},{"id":"10000"}]}"""));

        var rows = await ReadAsync(tenant, "/api/indicators", "defender");

        Assert.Equal(10_001, rows.Count);
        Assert.All(tenant.Requests, request => Assert.Equal("api.securitycenter.microsoft.com", request.Uri.Host));
    }

    [Fact]
    public async Task Each_service_gets_a_token_of_its_own_even_at_one_address()
    {
        var scopes = new List<string>();
        using var tenant = new StubTenant().On(_ => true, _ => Json("""{"value":[]}"""));
        await using var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = StubTenant.TenantId,
                Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: "http://127.0.0.1:7160/", defender: "http://127.0.0.1:7160/"),
                SignIn = new TikTokBan.Tenants.SignIn.TokenSignIn((scope, _) => ValueTask.FromResult($"token-{scope}"), renews: true),
                Transport = tenant,
            },
            CancellationToken.None);
        var transport = new GraphPlanTransport(session);

        await transport.ReadAsync(new SentRequest("GET", "graph", "/v1.0/groups", null), CancellationToken.None);
        await transport.ReadAsync(new SentRequest("GET", "defender", "/api/indicators", null), CancellationToken.None);

        Assert.Equal(
            ["Bearer token-https://graph.microsoft.com/.default", "Bearer token-https://api.securitycenter.microsoft.com/.default"],
            tenant.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("POST", "graph", Device + "/wipe")]
    [InlineData("DELETE", "graph", "/v1.0/users/716")]
    [InlineData("DELETE", "graph", "/v1.0/groups/716/..")]
    [InlineData("DELETE", "graph", "/v1.0/groups/..%2f..%2fusers%2f716/x")]
    [InlineData("POST", "graph", "https://elsewhere.example/v1.0/groups")]
    [InlineData("POST", "graph", "//elsewhere.example/v1.0/groups")]
    [InlineData("POST", "defender", "/v1.0/groups")]
    [InlineData("POST", "exchange", "/v1.0/groups")]
    public async Task What_no_removal_sends_is_not_sent(string method, string service, string path)
    {
        using var tenant = new StubTenant().On(_ => true, _ => Json("{}"));
        await using var session = await tenant.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<TenantException>(() => new GraphPlanTransport(session).WriteAsync(new SentRequest(method, service, path, null), default, CancellationToken.None));

        Assert.Equal((TenantFailure.Refused, false), (refusal.Failure, refusal.MayHaveHappened));
        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task What_still_holds_a_placeholder_is_never_sent()
    {
        using var tenant = new StubTenant().On(_ => true, _ => Json("{}"));
        await using var session = await tenant.ConnectAsync();
        var transport = new GraphPlanTransport(session);

        await Assert.ThrowsAsync<InvalidOperationException>(() => transport.WriteAsync(new SentRequest("DELETE", "graph", "/v1.0/groups/{a-00001.id}", null), default, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => transport.WriteAsync(new SentRequest("POST", "graph", App + "/assign", """{"groupId":"{a-00001.id}"}"""), default, CancellationToken.None));

        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task A_change_is_sent_as_it_is_and_its_answer_handed_back()
    {
        const string body = """{ "displayName" : "Été",  "n": 1.0 }""";
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            var answer = Json("""{"id":"g1"}""", HttpStatusCode.Created);
            answer.Headers.Add("request-id", "716e0000-0000-4000-8000-000000000001");
            return answer;
        });
        await using var session = await tenant.ConnectAsync();

        var answer = await new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", "/v1.0/groups", body), Justified, CancellationToken.None);

        Assert.Equal((201, "g1", "716e0000-0000-4000-8000-000000000001"), (answer.Status, answer.Body?.GetProperty("id").GetString(), answer.RequestId));
        Assert.Equal(body, Assert.Single(tenant.Requests).Body);
        Assert.DoesNotContain(tenant.Requests[0].Headers.Keys, name => name.StartsWith("x-msft-approval", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("why", null, "why", null)]
    [InlineData("why", "716c0000-0000-4000-8000-000000000001", null, "716c0000-0000-4000-8000-000000000001")]
    [InlineData(null, null, null, null)]
    public async Task Approval_headers_go_to_Intune_and_never_both(string? justification, string? code, string? sentJustification, string? sentCode)
    {
        using var tenant = new StubTenant().On(_ => true, _ => new HttpResponseMessage(HttpStatusCode.NoContent));
        await using var session = await tenant.ConnectAsync();

        var answer = await new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", Device + "/syncDevice", null), new(justification, code), CancellationToken.None);

        var sent = Assert.Single(tenant.Requests).Headers;
        Assert.Null(answer.Body);
        Assert.Equal(sentJustification, sent.TryGetValue("x-msft-approval-justification", out var words) ? Encoding.UTF8.GetString(Convert.FromBase64String(words)) : null);
        Assert.Equal(sentCode, sent.GetValueOrDefault("x-msft-approval-code"));
    }

    [Fact]
    public async Task A_long_justification_is_cut_to_what_approvers_services_take()
    {
        using var tenant = new StubTenant().On(_ => true, _ => new HttpResponseMessage(HttpStatusCode.NoContent));
        await using var session = await tenant.ConnectAsync();

        await new GraphPlanTransport(session).WriteAsync(new SentRequest("POST", "graph", Device + "/syncDevice", null), new(new string('x', 1022) + "🎵🎵", null), CancellationToken.None);

        var words = Encoding.UTF8.GetString(Convert.FromBase64String(tenant.Requests[0].Headers["x-msft-approval-justification"]));
        Assert.Equal(new string('x', 1022) + "…", words);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed, "PreconditionFailed", true)]
    [InlineData(HttpStatusCode.Forbidden, "ApprovalRequired", true)]
    [InlineData(HttpStatusCode.Forbidden, "ApprovalRequired", false)]
    [InlineData(HttpStatusCode.Conflict, "Conflict", true)]
    public async Task A_change_that_waits_for_approval_is_told_from_one_that_is_refused(HttpStatusCode status, string code, bool named)
    {
        const string approval = "716c0000-0000-4000-8000-0000000000aa";
        using var tenant = new StubTenant().On(_ => true, _ =>
        {
            var answer = Error(status, code, "The operation needs an approval.");
            if (named)
                answer.Headers.Add("x-msft-approval-code", approval);
            return answer;
        });

        var held = await WriteFailureAsync(tenant, "POST", App + "/assign", "{}");

        Assert.Equal((TenantFailure.ApprovalRequired, named ? approval : null, false), (held.Failure, held.ApprovalCode, held.MayHaveHappened));
        Assert.Single(tenant.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden", "Application is not authorized.", TenantFailure.Denied)]
    [InlineData(HttpStatusCode.Conflict, "Conflict", "Another object with the same value exists.", TenantFailure.Refused)]
    [InlineData(HttpStatusCode.BadRequest, "BadRequest", "Justification header is missing.", TenantFailure.Refused)]
    public async Task A_refusal_is_no_approval(HttpStatusCode status, string code, string words, TenantFailure expected)
    {
        using var tenant = new StubTenant().On(_ => true, _ => Error(status, code, words));

        var refusal = await WriteFailureAsync(tenant, "POST", App + "/assign", "{}");

        Assert.Equal((expected, null, false), (refusal.Failure, refusal.ApprovalCode, refusal.MayHaveHappened));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_unit_is_named_in_the_service_s_words()
    {
        using var tenant = new StubTenant().On(_ => true, _ => Error(HttpStatusCode.Forbidden, "Authorization_RequestDenied", "The target object is in a restricted management administrative unit."));

        var refusal = await WriteFailureAsync(tenant, "PATCH", "/v1.0/groups/716", "{}");

        Assert.Contains("have an administrator of that unit do it", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("The target object is in a restricted management administrative unit.", refusal.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) => StubTenant.JsonAnswer(json, status);

    private static HttpResponseMessage Error(HttpStatusCode status, string code, string message) => Json($$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""", status);

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(StubTenant tenant, string path, string service = "graph")
    {
        await using var session = await tenant.ConnectAsync();
        return await new GraphPlanTransport(session).ReadAsync(new SentRequest("GET", service, path, null), CancellationToken.None);
    }

    private static async Task<TenantException> WriteFailureAsync(StubTenant tenant, string method, string path, string? body)
    {
        await using var session = await tenant.ConnectAsync();
        return await Assert.ThrowsAsync<TenantException>(() => new GraphPlanTransport(session).WriteAsync(new SentRequest(method, "graph", path, body), Justified, CancellationToken.None));
    }
}
