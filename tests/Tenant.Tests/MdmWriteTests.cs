using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Tests;

public sealed class MdmWriteTests : IAsyncLifetime
{
    private const string Apps = "deviceAppManagement/mobileApps";
    private const string Group = "716aaaa0-0000-4000-8000-000000000001";
    private const string Other = "716aaaa0-0000-4000-8000-000000000002";
    private const string StoreApp = """{"@odata.type":"#microsoft.graph.winGetApp","displayName":"TikTok","publisher":"TikTok Pte. Ltd.","notes":"p-716","packageIdentifier":"9NH2GPH4JZS4","installExperience":{"runAsAccount":"user"}}""";
    private const string Hide = """{"@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"hide","description":"made up","appsVisibilityListType":"appsNotInListCompliant","appsVisibilityList":[{"@odata.type":"microsoft.graph.appListItem","name":"TikTok","appId":"com.zhiliaoapp.musically"}]}""";
    private const string Comply = """{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"comply","restrictedApps":[{"@odata.type":"microsoft.graph.appListItem","name":"TikTok","appId":"com.zhiliaoapp.musically"}],"scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":24}]}]}""";

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync();
        _tenant.State.MobileApps.Set($$$"""{"@odata.type":"#microsoft.graph.iosStoreApp","id":"716dddd0-0000-4000-8000-000000000001","displayName":"TikTok","bundleId":"com.zhiliaoapp.musically","assignments":[{"@odata.type":"#microsoft.graph.mobileAppAssignment","id":"{{{Other}}}_1_0","intent":"required","settings":null,"source":"direct","sourceId":"00000000-0000-0000-0000-000000000000","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{Other}}}","deviceAndAppManagementAssignmentFilterId":"716ffff0-0000-4000-8000-000000000001","deviceAndAppManagementAssignmentFilterType":"include"}}]}""");
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task An_application_is_made_found_by_its_type_assigned_and_deleted_and_nothing_is_left()
    {
        var before = _tenant.State.Snapshot();
        var id = (await _client.PostAsync($"beta/{Apps}", StoreApp)).GetProperty("id").GetString()!;

        Assert.Equal(id, Assert.Single(await _client.AllAsync($"beta/{Apps}?$filter=isof('microsoft.graph.winGetApp')")).GetProperty("id").GetString());
        Assert.Equal(204, await AssignAsync($"beta/{Apps}/{id}", Uninstall(Group)));
        Assert.Equal($"{Group}_2_0", Assert.Single(await _client.AllAsync($"beta/{Apps}/{id}/assignments")).GetProperty("id").GetString());
        Assert.Equal(204, await AssignAsync($"beta/{Apps}/{id}"));
        Assert.Empty(await _client.AllAsync($"beta/{Apps}/{id}/assignments"));
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Delete, $"beta/{Apps}/{id}"));

        Assert.Equal(before, _tenant.State.Snapshot());
        Assert.Equal(4, _tenant.State.Effects.All.Count);
    }

    [Fact]
    public async Task An_assignment_replaces_the_whole_list_and_the_same_list_again_changes_nothing()
    {
        var app = $"beta/{Apps}/716dddd0-0000-4000-8000-000000000001";
        var before = _tenant.State.Snapshot();
        var others = await _client.AllAsync(app + "/assignments");

        Assert.Equal(204, await AssignAsync(app, [.. others.Select(Node), Uninstall(Group)]));
        var merged = _tenant.State.Snapshot();
        Assert.Equal(204, await AssignAsync(app, [Uninstall(Group), .. others.Select(Node)]));
        Assert.Equal(merged, _tenant.State.Snapshot());
        Assert.Equal($"{Group}_2_0", Assert.Single(Assert.Single(_tenant.State.Effects.All).Details));
        Assert.Equal(204, await AssignAsync(app, [.. others.Select(Node)]));
        Assert.Equal(before, _tenant.State.Snapshot());
        Assert.Equal(204, await AssignAsync(app, Uninstall(Group)));

        Assert.Equal("uninstall", Assert.Single(await _client.AllAsync(app + "/assignments")).GetProperty("intent").GetString());
        Assert.Equal(400, await AssignAsync(app, Uninstall(Group), Uninstall(Group)));
    }

    [Fact]
    public async Task Writing_back_what_v1_shows_loses_the_filters_that_only_beta_knows()
    {
        var app = $"{Apps}/716dddd0-0000-4000-8000-000000000001";
        var shown = await _client.AllAsync($"v1.0/{app}/assignments");

        Assert.False(shown[0].GetProperty("target").TryGetProperty("deviceAndAppManagementAssignmentFilterId", out _));
        Assert.Equal(204, await AssignAsync($"v1.0/{app}", [.. shown.Select(Node)]));

        Assert.Equal("none", (await _client.AllAsync($"beta/{app}/assignments"))[0].GetProperty("target").GetProperty("deviceAndAppManagementAssignmentFilterType").GetString());
    }

    [Fact]
    public async Task A_new_application_is_assigned_only_once_it_is_published()
    {
        await using var tenant = await SampleTenant.StartAsync(options => options with { PublishingReads = 1 });
        using var client = new TenantClient(tenant);
        var id = (await client.PostAsync($"beta/{Apps}", StoreApp)).GetProperty("id").GetString()!;
        var body = new JsonObject { ["mobileAppAssignments"] = new JsonArray(Uninstall(Group)) }.ToJsonString();

        Assert.Equal(400, await client.WriteAsync(HttpMethod.Post, $"beta/{Apps}/{id}/assign", body));
        Assert.Equal("processing", (await client.GetAsync($"beta/{Apps}/{id}")).GetProperty("publishingState").GetString());
        Assert.Equal("published", (await client.GetAsync($"beta/{Apps}/{id}")).GetProperty("publishingState").GetString());
        Assert.Equal(204, await client.WriteAsync(HttpMethod.Post, $"beta/{Apps}/{id}/assign", body));
    }

    [Theory]
    [InlineData("v1.0/deviceManagement/deviceConfigurations", Hide)]
    [InlineData("beta/deviceManagement/deviceConfigurations", Hide)]
    [InlineData("beta/deviceManagement/deviceCompliancePolicies", Comply)]
    public async Task A_policy_is_made_assigned_and_deleted(string root, string body)
    {
        var before = _tenant.State.Snapshot();

        var made = await _client.PostAsync(root, body);
        var id = made.GetProperty("id").GetString()!;
        var assigned = await _client.PostAsync($"{root}/{id}/assign", $$$"""{"assignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{Group}}}"}}]}""");
        Assert.Equal($"{id}_{Group}", assigned.GetProperty("value")[0].GetProperty("id").GetString());
        Assert.Equal(made.GetProperty("displayName").GetString(), Assert.Single(await _client.AllAsync($"{root}?$select=id,displayName")).GetProperty("displayName").GetString());
        Assert.Equal(Group, Assert.Single(await _client.AllAsync($"{root}/{id}/assignments")).GetProperty("target").GetProperty("groupId").GetString());
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Delete, $"{root}/{id}"));

        Assert.Equal(404, (await _client.RefusedAsync($"{root}/{id}/assignments")).Status);
        Assert.Equal(before, _tenant.State.Snapshot());
    }

    [Theory]
    [InlineData("beta/deviceManagement/deviceCompliancePolicies", """{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"no block"}""")]
    [InlineData("beta/deviceManagement/deviceConfigurations", """{"displayName":"no type"}""")]
    [InlineData("beta/deviceAppManagement/mobileApps", """{"@odata.type":"#microsoft.graph.androidManagedStoreApp","displayName":"TikTok","publisher":"x","packageId":"com.zhiliaoapp.musically"}""")]
    [InlineData("beta/deviceAppManagement/mobileApps", """{"@odata.type":"#microsoft.graph.winGetApp","displayName":"TikTok","publisher":"x"}""")]
    public async Task What_lacks_something_is_refused(string target, string body) => await RefusedAsync(target, body);

    [SkippableTheory]
    [InlineData("v1.0/deviceManagement/deviceCompliancePolicies", Comply)]
    [InlineData("v1.0/deviceAppManagement/mobileApps", StoreApp)]
    [InlineData("v1.0/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"x","appsVisibilityListType":"hidden"}""")]
    [InlineData("v1.0/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"x","appsVisibilityList":[{"bundle":"x"}]}""")]
    [InlineData("v1.0/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"x"}""")]
    [InlineData("beta/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration","displayName":"x","personalProfileStoreMode":"blockedApps"}""")]
    [InlineData("beta/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration","displayName":"x","personalProfilePlayStoreMode":"blocked"}""")]
    [InlineData("beta/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration","displayName":"x","personalProfilePersonalApplications":[{"bundleId":"x"}]}""")]
    [InlineData("beta/deviceManagement/deviceConfigurations", """{"@odata.type":"#microsoft.graph.madeUp","displayName":"x"}""")]
    [InlineData("beta/deviceAppManagement/mobileApps/716dddd0-0000-4000-8000-000000000001/assign", """{"assignments":[]}""")]
    public async Task What_the_schema_does_not_know_is_refused(string target, string body)
    {
        Skip.IfNot(_tenant.IsStrict, "the published schema is not beside the repository");

        await RefusedAsync(target, body);
    }

    [Fact]
    public async Task What_was_asked_of_a_device_shows_on_it()
    {
        var phone = Device("iOS");
        var laptop = Device("Windows");

        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Post, $"v1.0/deviceManagement/managedDevices/{phone}/syncDevice"));
        Assert.Equal(204, await NotifyAsync(phone, "Remove it"));
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Post, $"v1.0/deviceManagement/managedDevices/{phone}/syncDevice"));
        Assert.Equal(400, await NotifyAsync(laptop, "Remove it"));
        Assert.Equal(400, await NotifyAsync(phone, ""));
        Assert.Equal(404, await NotifyAsync("716abcde-0000-4000-8000-000000000001", "Remove it"));

        var shown = await _client.GetAsync($"v1.0/deviceManagement/managedDevices/{phone}?$select=id,deviceActionResults,lastSyncDateTime");
        Assert.Equal(["sendCustomNotificationToCompanyPortal", "syncDevice"], shown.GetProperty("deviceActionResults").EnumerateArray().Select(result => result.GetProperty("actionName").GetString()));
        Assert.All(shown.GetProperty("deviceActionResults").EnumerateArray(), result => Assert.Equal("pending", result.GetProperty("actionState").GetString()));
        Assert.Equal(3, _tenant.State.Effects.All.Count(effect => effect.Object == phone));
    }

    [Fact]
    public async Task A_restricted_device_or_its_user_is_left_alone()
    {
        var phone = Device("iOS");
        _tenant.State.Restrict(_tenant.State.ManagedDevices.Find(phone)!.Value.GetProperty("azureADDeviceId").GetString()!);

        Assert.Equal(403, await _client.WriteAsync(HttpMethod.Post, $"v1.0/deviceManagement/managedDevices/{phone}/syncDevice"));
        Assert.Empty(_tenant.State.Effects.All);
    }

    [Fact]
    public async Task Each_change_needs_its_permission()
    {
        using var reader = new TenantClient(_tenant, _tenant.Tokens.Issue(new() { Permissions = FakeTenantOptions.AllPermissions }));
        foreach (var route in _tenant.Routes.All.Where(route => route.Changes && !route.IsAnonymous && route.Family != Http.Family.Defender))
        {
            var target = System.Text.RegularExpressions.Regex.Replace(route.Template[1..], @"\{\w+}", "x");
            Assert.True(await reader.WriteAsync(new HttpMethod(route.Method), target, "{}") == 403, route.Kind);
        }
    }

    private async Task RefusedAsync(string target, string body)
    {
        Assert.Equal(400, (await _client.RefusedWriteAsync(HttpMethod.Post, target, body)).Status);
        Assert.Empty(_tenant.State.Effects.All);
    }

    private Task<int> NotifyAsync(string device, string title) => _client.WriteAsync(HttpMethod.Post, $"beta/deviceManagement/managedDevices/{device}/sendCustomNotificationToCompanyPortal", $$"""{"notificationTitle":"{{title}}","notificationBody":"Please"}""");

    private string Device(string system) => _tenant.State.ManagedDevices.Rows().First(row => row.GetProperty("operatingSystem").GetString() == system).GetProperty("id").GetString()!;

    private Task<int> AssignAsync(string app, params JsonNode[] assignments) =>
        _client.WriteAsync(HttpMethod.Post, app + "/assign", new JsonObject { ["mobileAppAssignments"] = new JsonArray([.. assignments.Select(node => node.DeepClone())]) }.ToJsonString());

    private static JsonNode Node(JsonElement json) => JsonNode.Parse(json.GetRawText())!;

    private static JsonObject Uninstall(string group) => new()
    {
        ["@odata.type"] = "#microsoft.graph.mobileAppAssignment",
        ["intent"] = "uninstall",
        ["target"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.groupAssignmentTarget", ["groupId"] = group },
    };
}
