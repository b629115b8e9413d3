using System.Text;
using System.Text.Json;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Tests;

public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Root = "v1.0/deviceManagement/deviceConfigurations";
    private const string Hide = """{"@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"hide"}""";

    private static readonly (string, string) Why = ("x-msft-approval-justification", Convert.ToBase64String("Plan p-716"u8));

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync();
        _tenant.State.ApprovalRequiredFor.Add(ApprovalFamily.Configuration);
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_change_waits_until_somebody_agrees_and_then_happens_once()
    {
        var code = await AskAsync();

        Assert.Equal(412, await PostAsync(Hide, Code(code)));
        _tenant.State.Approvals.Approve(code);
        Assert.Equal(201, await PostAsync(Hide, Code(code)));
        Assert.Equal(409, await PostAsync(Hide, Code(code)));

        Assert.Single(_tenant.State.Effects.All);
        Assert.Equal("completed", (await ListedAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_a_reason_or_with_too_much_it_is_refused()
    {
        Assert.Equal(400, await PostAsync(Hide));
        Assert.Equal(400, await PostAsync(Hide, Why, Code("716")));
        Assert.Equal(400, await PostAsync(Hide, ("x-msft-approval-justification", "not base64!")));
        Assert.Equal(400, await PostAsync(Hide, ("x-msft-approval-justification", Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 1025))))));
        Assert.Empty(_tenant.State.Approvals.Requests);
    }

    [Fact]
    public async Task The_same_request_is_not_asked_for_twice()
    {
        await AskAsync();

        Assert.Equal(409, await PostAsync(Hide, Why));
        Assert.Equal("Plan p-716", (await ListedAsync()).GetProperty("requestJustification").GetString());
    }

    [Fact]
    public async Task A_code_is_for_one_request_only()
    {
        var code = await AskAsync();
        _tenant.State.Approvals.Approve(code);

        Assert.Equal(400, await PostAsync(Hide.Replace("hide", "seek", StringComparison.Ordinal), Code(code)));
        Assert.Equal(400, await PostAsync(Hide, Code("716abcde-0000-4000-8000-000000000001")));
        Assert.Empty(_tenant.State.Effects.All);
    }

    [Fact]
    public async Task A_request_that_nobody_agreed_to_stays_undone_and_may_be_asked_for_again()
    {
        var desk = _tenant.State.Approvals;
        foreach (var end in new Action<string>[] { desk.Reject, desk.Cancel, desk.Expire })
        {
            var code = await AskAsync();
            end(code);
            Assert.Equal(403, await PostAsync(Hide, Code(code)));
        }

        Assert.Equal(["rejected", "cancelled", "expired"], desk.Requests.Select(request => request.Status));
        Assert.Empty(_tenant.State.Effects.All);
    }

    [Fact]
    public async Task What_is_not_protected_takes_the_reason_and_does_not_mind()
    {
        _tenant.State.ApprovalRequiredFor.Clear();

        Assert.Equal(201, await PostAsync(Hide, Why));
    }

    [Fact]
    public async Task Some_tenants_say_403()
    {
        await using var tenant = await SampleTenant.StartAsync(options => options with { ApprovalStatus = 403 });
        tenant.State.ApprovalRequiredFor.Add(ApprovalFamily.Configuration);
        using var client = new TenantClient(tenant);

        using var answer = await client.SendAsync(HttpMethod.Post, Root, Hide, Why);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.True(answer.Headers.Contains("x-msft-approval-code"));
        Assert.Contains("ApprovalRequired", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> AskAsync()
    {
        using var answer = await _client.SendAsync(HttpMethod.Post, Root, Hide, Why);
        Assert.Equal(412, (int)answer.StatusCode);
        return answer.Headers.GetValues("x-msft-approval-code").Single();
    }

    private Task<int> PostAsync(string body, params (string, string)[] headers) => _client.WriteAsync(HttpMethod.Post, Root, body, headers);

    private async Task<JsonElement> ListedAsync() => Assert.Single(await _client.AllAsync("beta/deviceManagement/operationApprovalRequests"));

    private static (string, string) Code(string code) => ("x-msft-approval-code", code);
}
