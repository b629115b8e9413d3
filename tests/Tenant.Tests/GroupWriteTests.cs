using System.Text.Json;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tenant.Tests;

public sealed class GroupWriteTests : IAsyncLifetime
{
    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync(options => options with { DirectoryLag = 2 });
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_group_is_made_filled_emptied_and_deleted_and_nothing_is_left()
    {
        var before = _tenant.State.Snapshot();
        var id = await GroupAsync("plan-716-r1");
        var devices = _tenant.State.Devices.Rows().Take(3).ToList();

        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Patch, $"v1.0/groups/{id}", Bound(devices)));
        var members = await _client.AllAsync($"v1.0/groups/{id}/members?$select=id,deviceId");
        Assert.Equal(devices.Select(device => device.GetProperty("deviceId").GetString()).Order(), members.Select(member => member.GetProperty("deviceId").GetString()).Order());
        Assert.Equal("#microsoft.graph.device", members[0].GetProperty("@odata.type").GetString());
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Delete, $"v1.0/groups/{id}/members/{members[0].GetProperty("id").GetString()}/$ref"));
        Assert.Equal(2, (await _client.AllAsync($"v1.0/groups/{id}/members")).Count);
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Delete, $"v1.0/groups/{id}"));

        Assert.Equal(404, (await _client.RefusedAsync($"v1.0/groups/{id}")).Status);
        Assert.Equal(before, _tenant.State.Snapshot());
        Assert.Equal(["POST", "PATCH", "DELETE", "DELETE"], _tenant.State.Effects.All.Select(effect => effect.Kind.Split(' ')[0]));
        Assert.Equal(3, _tenant.State.Effects.All[1].Details.Count);
    }

    [Fact]
    public async Task A_unique_name_is_unique_and_stays()
    {
        var id = await GroupAsync("plan-716-r1");

        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, "v1.0/groups", Group("plan-716-r1")));
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Patch, $"v1.0/groups/{id}", """{"uniqueName":"another"}"""));
        Assert.Equal(id, (await _client.GetAsync("v1.0/groups(uniqueName='plan-716-r1')?$select=id")).GetProperty("id").GetString());
        Assert.Single(_tenant.State.Effects.All);
    }

    [Fact]
    public async Task A_new_group_shows_late_in_filtered_lists()
    {
        await GroupAsync("plan-716-r1");

        Assert.Empty(await FoundAsync());
        Assert.Empty(await FoundAsync());
        Assert.Single(await FoundAsync());

        Task<List<JsonElement>> FoundAsync() => _client.AllAsync("v1.0/groups?$filter=uniqueName eq 'plan-716-r1'&$select=id,displayName,uniqueName");
    }

    [Fact]
    public async Task All_members_are_added_or_none()
    {
        var id = await GroupAsync("plan-716-r1");
        var devices = _tenant.State.Devices.Rows();
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Patch, $"v1.0/groups/{id}", Bound(devices.Take(20))));

        Assert.Equal((400, "One or more added object references already exist for the following modified properties: 'members'."), await RefusedAsync(Bound(devices.Skip(19).Take(5))));
        Assert.Equal(400, (await RefusedAsync(Bound(devices.Skip(20).Take(21)))).Status);
        Assert.Equal(400, (await RefusedAsync(Bound([devices[30], devices[30]]))).Status);
        Assert.Equal(404, (await RefusedAsync("""{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/716abcde-0000-4000-8000-000000000001"]}""")).Status);
        Assert.Equal(400, (await RefusedAsync("""{"members@odata.bind":["https://graph.evil.example/v1.0/directoryObjects/716abcde-0000-4000-8000-000000000001"]}""")).Status);
        _tenant.State.Restrict(devices[40].GetProperty("id").GetString()!);
        Assert.Equal(403, (await RefusedAsync(Bound(devices.Skip(39).Take(3)))).Status);

        Assert.Equal(20, (await _client.AllAsync($"v1.0/groups/{id}/members")).Count);

        Task<(int Status, string Message)> RefusedAsync(string body) => _client.RefusedWriteAsync(HttpMethod.Patch, $"v1.0/groups/{id}", body);
    }

    [SkippableTheory]
    [InlineData("""{"displayName":"a","mailEnabled":false,"mailNickname":"a","securityEnabled":true,"madeUp":1}""")]
    [InlineData("""{"displayName":"a","mailEnabled":"no","mailNickname":"a","securityEnabled":true}""")]
    [InlineData("""{"displayName":5,"mailEnabled":false,"mailNickname":"a","securityEnabled":true}""")]
    public async Task A_body_that_the_schema_does_not_know_is_refused(string body)
    {
        Skip.IfNot(_tenant.IsStrict, "the published schema is not beside the repository");

        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, "v1.0/groups", body));
        Assert.Empty(_tenant.State.Effects.All);
    }

    [Theory]
    [InlineData("""{"displayName":"a","mailEnabled":false,"securityEnabled":true}""")]
    [InlineData("""{"displayName":"a","mailEnabled":false,"mailNickname":"a b","securityEnabled":true}""")]
    [InlineData("""{"displayName":"","mailEnabled":false,"mailNickname":"a","securityEnabled":true}""")]
    [InlineData("""{"displayName":"a"}""")]
    [InlineData("""{"displayName":"a",""")]
    public async Task A_group_that_lacks_something_is_refused(string body) => Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, "v1.0/groups", body));

    [Theory]
    [InlineData(FaultKind.LostAnswer, true)]
    [InlineData(FaultKind.ResetBeforeAnswer, false)]
    public async Task A_broken_connection_leaves_the_effect_or_not(FaultKind kind, bool happened)
    {
        _tenant.Faults.Add(new(kind));
        var told = new List<string>();
        _tenant.Log.Received = request => told.Add("received " + request.Method);
        _tenant.Log.BeforeAnswer = _ => told.Add($"before {_tenant.State.Effects.All.Count}");
        _tenant.Log.Answered = request => told.Add($"answered {request.Status}");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _client.WriteAsync(HttpMethod.Post, "v1.0/groups", Group("plan-716-r1")));

        Assert.Equal(happened ? 1 : 0, _tenant.State.Effects.All.Count);
        Assert.Equal(happened ? ["received POST", "before 1", "answered 0"] : ["received POST", "answered 0"], told);
    }

    [Fact]
    public async Task A_late_error_hides_the_effect()
    {
        _tenant.Faults.Add(new(FaultKind.LateError) { Status = 504 });

        Assert.Equal(504, await _client.WriteAsync(HttpMethod.Post, "v1.0/groups", Group("plan-716-r1")));

        Assert.Single(_tenant.State.Effects.All);
    }

    private static string Group(string name) => $$"""{"displayName":"TikTokBan {{name}}","description":"made up","mailEnabled":false,"mailNickname":"{{name}}","securityEnabled":true,"uniqueName":"{{name}}"}""";

    private static string Bound(IEnumerable<JsonElement> devices) =>
        $$"""{"members@odata.bind":[{{string.Join(',', devices.Select(device => $"\"https://graph.microsoft.com/v1.0/directoryObjects/{device.GetProperty("id").GetString()}\""))}}]}""";

    private async Task<string> GroupAsync(string name) => (await _client.PostAsync("v1.0/groups", Group(name))).GetProperty("id").GetString()!;
}
