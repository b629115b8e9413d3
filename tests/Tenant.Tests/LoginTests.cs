using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class LoginTests : IAsyncLifetime
{
    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync(options => options with { Exports = null });
        _client = new TenantClient(_tenant) { Token = null };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    private string Endpoint => $"{_tenant.TenantId}/oauth2/v2.0/token";

    private string Scope => Uri.EscapeDataString($"{_tenant.Endpoint}.default");

    [Fact]
    public async Task An_application_signs_in_with_its_secret()
    {
        var answer = await _client.PostAsync(Endpoint, $"grant_type=client_credentials&client_id={_tenant.Options.ClientId}&client_secret={_tenant.Options.ClientSecret}&scope={Scope}");

        await Use(answer.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_the_services_words()
    {
        using var response = await _client.SendAsync(HttpMethod.Post, Endpoint, $"grant_type=client_credentials&client_id={_tenant.Options.ClientId}&client_secret=wrong&scope={Scope}");

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains("AADSTS7000215", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_types_a_code_and_signs_in()
    {
        var code = (await _client.PostAsync($"{_tenant.TenantId}/oauth2/v2.0/devicecode", $"client_id=x&scope={Scope}")).GetProperty("device_code").GetString();
        var body = $"grant_type=device_code&client_id=x&device_code={code}&scope={Scope}";

        using var pending = await _client.SendAsync(HttpMethod.Post, Endpoint, body);
        var answer = await _client.PostAsync(Endpoint, body);

        Assert.Contains("authorization_pending", await pending.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Use(answer.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task A_machine_signs_in_with_its_own_identity()
    {
        var target = $"msi/token?api-version=2019-08-01&resource={Uri.EscapeDataString(_tenant.Endpoint.AbsoluteUri)}";
        var answer = await _client.GetAsync(target, ("X-IDENTITY-HEADER", "made-up-identity-header"));
        using var refused = await _client.SendAsync(HttpMethod.Get, target);

        Assert.Equal(401, (int)refused.StatusCode);
        await Use(answer.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task A_token_for_another_service_does_not_open_Graph()
    {
        var answer = await _client.PostAsync(Endpoint, $"grant_type=client_credentials&client_id={_tenant.Options.ClientId}&client_secret={_tenant.Options.ClientSecret}&scope=https%3A%2F%2Fapi.securitycenter.microsoft.com%2F.default");
        _client.Token = answer.GetProperty("access_token").GetString();

        Assert.Equal(401, (await _client.RefusedAsync("v1.0/users")).Status);
    }

    private async Task Use(string token)
    {
        _client.Token = token;
        Assert.Equal(JsonValueKind.Array, (await _client.GetAsync("v1.0/users")).GetProperty("value").ValueKind);
    }
}
