using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class DirectoryTests : IAsyncLifetime
{
    private static readonly (string, string) Eventual = ("ConsistencyLevel", "eventual");

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync();
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Users_come_in_pages_and_each_once()
    {
        var users = await _client.AllAsync("v1.0/users?$select=id,userPrincipalName&$top=400");

        Assert.Equal(_tenant.State.Users.Count, users.Select(user => user.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(3, _tenant.Log.Counts["GET /v1.0/users"]);
        Assert.Equal(1, _tenant.Log.MinimalRequests()["GET /v1.0/users"]);
        Assert.Equal(["id", "userPrincipalName"], users[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Without_a_selection_only_the_basic_properties_come()
    {
        var page = await _client.GetAsync("v1.0/users");

        var user = page.GetProperty("value")[0];
        Assert.Equal(100, page.GetProperty("value").GetArrayLength());
        Assert.False(user.TryGetProperty("department", out _));
        Assert.True(user.TryGetProperty("officeLocation", out _));
    }

    [Theory]
    [InlineData("v1.0/users?$top=1000")]
    [InlineData("v1.0/users?$count=true")]
    [InlineData("v1.0/users?$skip=5")]
    [InlineData("v1.0/users?$filter=companyName eq 'AFPP-FAPP'")]
    [InlineData("v1.0/users?$filter=contains(displayName,'a')")]
    [InlineData("v1.0/users?$filter=displayName")]
    [InlineData("v1.0/users?$filter=endswith(mail,'agency.example')")]
    [InlineData("v1.0/users?$top=5&$skiptoken=bWFkZSB1cA")]
    [InlineData("v1.0/oauth2PermissionGrants?$filter=startswith(clientId,'7')")]
    public async Task A_query_that_the_directory_does_not_take_is_refused(string target)
    {
        var (status, _, _) = await _client.RefusedAsync(target);

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task An_advanced_query_needs_the_header_on_every_page()
    {
        var page = await _client.GetAsync("v1.0/users?$filter=companyName eq 'AFPP-FAPP'&$count=true&$top=10", Eventual);

        Assert.True(page.GetProperty("@odata.count").GetInt32() > 100);
        var next = page.GetProperty("@odata.nextLink").GetString()!;
        Assert.False((await _client.GetAsync(next, Eventual)).TryGetProperty("@odata.count", out _));
        Assert.Equal(400, (await _client.RefusedAsync(next)).Status);
    }

    [Fact]
    public async Task A_link_that_was_taken_apart_is_refused()
    {
        var page = await _client.GetAsync("v1.0/users?$select=id,mail&$top=10");

        var next = page.GetProperty("@odata.nextLink").GetString()!;
        var (status, code, _) = await _client.RefusedAsync(next.Replace("id,mail", "id", StringComparison.Ordinal));
        Assert.Equal((400, "Directory_ExpiredPageToken"), (status, code));
    }

    [Fact]
    public async Task Devices_show_their_owners_only_when_asked_and_twenty_at_most()
    {
        var owners = string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"@odata.type":"#microsoft.graph.user","id":"716bbbbb-0000-4000-8000-{{i:d12}}","userPrincipalName":"u{{i}}@agency.example"}"""));
        _tenant.State.Devices.Set($$"""{"id":"716abcde-0000-4000-8000-000000000001","deviceId":"716abcde-0000-4000-8000-000000000002","displayName":"KIOSK","registeredOwners":[{{owners}}]}""");

        var device = (await _client.AllAsync("v1.0/devices?$select=id,deviceId&$expand=registeredOwners($select=id,userPrincipalName)&$top=999")).Single(device => device.GetProperty("id").GetString()!.StartsWith("716abcde", StringComparison.Ordinal));

        Assert.Equal(20, device.GetProperty("registeredOwners").GetArrayLength());
        Assert.Equal(30, (await _client.AllAsync("v1.0/devices/716abcde-0000-4000-8000-000000000001/registeredOwners")).Count);
        Assert.False((await _client.GetAsync("v1.0/devices?$top=1")).GetProperty("value")[0].TryGetProperty("registeredOwners", out _));
    }

    [Theory]
    [InlineData("transitiveMembers/microsoft.graph.user")]
    [InlineData("transitiveMembers/graph.user")]
    public async Task Members_of_nested_groups_come_once(string relation)
    {
        var user = _tenant.State.Users.Rows()[0].GetProperty("id").GetString();
        _tenant.State.Groups.Set($$"""{"id":"716abcde-0000-4000-8000-00000000000a","displayName":"outer","members":[{"@odata.type":"#microsoft.graph.group","id":"716abcde-0000-4000-8000-00000000000b"},{"@odata.type":"#microsoft.graph.user","id":"{{user}}"}]}""");
        _tenant.State.Groups.Set($$"""{"id":"716abcde-0000-4000-8000-00000000000b","displayName":"inner","members":[{"@odata.type":"#microsoft.graph.user","id":"{{user}}"},{"@odata.type":"#microsoft.graph.group","id":"716abcde-0000-4000-8000-00000000000a"}]}""");

        var members = await _client.AllAsync($"v1.0/groups/716abcde-0000-4000-8000-00000000000a/{relation}?$select=id&$count=true&$top=999", Eventual);

        Assert.Equal(user, Assert.Single(members).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_delta_gives_changes_and_removals_and_then_expires()
    {
        var latest = await _client.GetAsync("v1.0/users/delta?$deltatoken=latest&$select=id,displayName");
        Assert.Equal(0, latest.GetProperty("value").GetArrayLength());
        var first = _tenant.State.Users.Rows()[0].GetProperty("id").GetString()!;
        _tenant.State.Users.Remove(_tenant.State.Users.Rows()[1].GetProperty("id").GetString()!);
        _tenant.State.Users.Set($$"""{"id":"{{first}}","displayName":"Renamed"}""");
        var link = latest.GetProperty("@odata.deltaLink").GetString()!;

        var rows = await _client.AllAsync(link);

        Assert.Equal(2, rows.Count);
        Assert.Equal("changed", rows.Single(row => row.TryGetProperty("@removed", out _)).GetProperty("@removed").GetProperty("reason").GetString());
        _tenant.State.ForgetDeltas();
        Assert.Equal(410, (await _client.RefusedAsync(link)).Status);
    }

    [Fact]
    public async Task A_full_delta_gives_everything_and_ends_with_a_link()
    {
        var rows = new List<JsonElement>();
        string? next = "v1.0/users/delta?$select=id";
        JsonElement page = default;
        while (next is not null)
        {
            page = await _client.GetAsync(next);
            rows.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        Assert.Equal(_tenant.State.Users.Count, rows.Count);
        Assert.True(page.TryGetProperty("@odata.deltaLink", out _));
    }

    [Fact]
    public async Task Sign_ins_come_newest_first_and_need_a_licence()
    {
        var rows = await _client.AllAsync("v1.0/auditLogs/signIns?$filter=startswith(appDisplayName,'TikTok') and createdDateTime ge 2026-11-01T00:00:00Z&$top=1000");

        Assert.NotEmpty(rows);
        var times = rows.Select(row => row.GetProperty("createdDateTime").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        _tenant.State.HasPremiumLicence = false;
        Assert.Equal((403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"), await StatusAndCode("v1.0/auditLogs/signIns"));
    }

    [Fact]
    public async Task The_sixth_look_at_sign_ins_within_ten_seconds_is_refused()
    {
        for (var i = 0; i < 5; i++)
            await _client.GetAsync("v1.0/auditLogs/signIns?$top=1");

        using var refused = await _client.SendAsync(HttpMethod.Get, "v1.0/auditLogs/signIns?$top=1");

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("10", refused.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() => Assert.Equal((404, "ResourceNotFound"), await StatusAndCode("v1.0/madeUp"));

    private async Task<(int, string)> StatusAndCode(string target)
    {
        var (status, code, _) = await _client.RefusedAsync(target);
        return (status, code);
    }
}
