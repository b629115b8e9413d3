using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class IndicatorTests : IAsyncLifetime
{
    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync();
        _client = new TenantClient(_tenant, _tenant.Tokens.IssueFor("https://api.securitycenter.microsoft.com/.default"));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Indicators_are_imported_found_and_deleted_and_nothing_is_left()
    {
        var before = _tenant.State.Snapshot();

        var results = (await ImportAsync(Domain("tiktok.example"), Domain("https://not a domain"), Domain("tiktokcdn.example"))).GetProperty("value");

        Assert.Equal([false, true, false], results.EnumerateArray().Select(result => result.GetProperty("isFailed").GetBoolean()));
        var found = (await _client.GetAsync(At("api/indicators?$filter=title eq 'TikTokBan p-716'"))).GetProperty("value");
        Assert.Equal(["tiktok.example", "tiktokcdn.example"], found.EnumerateArray().Select(row => row.GetProperty("indicatorValue").GetString()));
        Assert.Equal("tiktokcdn.example", Assert.Single((await _client.GetAsync(At("api/indicators?$top=1&$skip=1"))).GetProperty("value").EnumerateArray()).GetProperty("indicatorValue").GetString());
        foreach (var row in found.EnumerateArray())
            Assert.Equal(204, await _client.WriteAsync(HttpMethod.Delete, At($"api/indicators/{row.GetProperty("id").GetString()}")));

        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Delete, At("api/indicators/1")));
        Assert.Equal(before, _tenant.State.Snapshot());
        Assert.Equal(4, _tenant.State.Effects.All.Count);
    }

    [Fact]
    public async Task A_second_indicator_for_a_value_takes_the_first_ones_place()
    {
        await ImportAsync(Domain("tiktok.example", "somebody else's"));
        await ImportAsync(Domain("TikTok.example"));
        await ImportAsync(Domain("TikTok.example"));

        Assert.Equal("TikTokBan p-716", Assert.Single((await _client.GetAsync(At("api/indicators"))).GetProperty("value").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal(2, _tenant.State.Effects.All.Count);
    }

    [Fact]
    public async Task Too_many_at_once_or_in_all_are_refused()
    {
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, At("api/indicators/import"), Body([.. Enumerable.Range(0, 501).Select(i => Domain($"d{i}.example"))])));
        _tenant.State.MostIndicators = 1;

        var results = (await ImportAsync(Domain("a.example"), Domain("b.example"))).GetProperty("value");

        Assert.Equal([false, true], results.EnumerateArray().Select(result => result.GetProperty("isFailed").GetBoolean()));
    }

    [Fact]
    public async Task Only_a_token_for_Defender_opens_Defender_and_it_opens_nothing_else()
    {
        using var graph = new TenantClient(_tenant);
        using var reader = new TenantClient(_tenant, _tenant.Tokens.Issue(new() { Audience = "https://api.securitycenter.microsoft.com", Permissions = ["User.Read.All"] }));

        Assert.Equal(401, await graph.WriteAsync(HttpMethod.Get, At("api/indicators")));
        Assert.Equal(401, await _client.WriteAsync(HttpMethod.Get, "v1.0/users"));
        Assert.Equal(403, await reader.WriteAsync(HttpMethod.Get, At("api/indicators")));
        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Get, "api/indicators"));
        Assert.Equal(404, await graph.WriteAsync(HttpMethod.Get, At("v1.0/users")));
    }

    [Fact]
    public async Task The_thirty_first_import_within_a_minute_is_refused()
    {
        for (var i = 0; i < 30; i++)
            await ImportAsync(Domain("a.example"));

        using var refused = await _client.SendAsync(HttpMethod.Post, At("api/indicators/import"), Body(Domain("b.example")));

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("60", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(1, _tenant.State.Indicators.Count);
    }

    private string At(string target) => new Uri(_tenant.DefenderEndpoint, target).AbsoluteUri;

    private Task<JsonElement> ImportAsync(params string[] indicators) => _client.PostAsync(At("api/indicators/import"), Body(indicators));

    private static string Body(params string[] indicators) => $$"""{"Indicators":[{{string.Join(',', indicators)}}]}""";

    private static string Domain(string name, string title = "TikTokBan p-716") =>
        $$"""{"indicatorValue":"{{name}}","indicatorType":"DomainName","action":"Block","severity":"Informational","title":"{{title}}","description":"made up","generateAlert":false}""";
}
