using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class SettingsCatalogueTests : IAsyncLifetime
{
    private const string Root = "beta/deviceManagement/configurationPolicies";

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

    [Theory]
    [InlineData("$filter=contains(name,'URLBlocklist')")]
    [InlineData("$search=\"URLBlocklist\"")]
    public async Task Settings_are_found_by_their_name(string query)
    {
        var found = await _client.AllAsync("beta/deviceManagement/configurationSettings?" + query);

        Assert.True(found.Count >= 8);
        Assert.All(found, setting => Assert.Contains("URLBlocklist", setting.GetProperty("name").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_is_made_read_assigned_and_deleted()
    {
        var before = _tenant.State.Snapshot();
        var list = (await _client.AllAsync("beta/deviceManagement/configurationSettings?$filter=name eq 'URLBlocklistDesc'"))[0].GetProperty("id").GetString()!;

        var id = (await _client.PostAsync(Root, Policy(list))).GetProperty("id").GetString()!;
        Assert.Equal(list, Assert.Single(await _client.AllAsync($"{Root}/{id}/settings")).GetProperty("settingInstance").GetProperty("settingDefinitionId").GetString());
        Assert.Equal(1, (await _client.GetAsync($"{Root}/{id}")).GetProperty("settingCount").GetInt32());
        await _client.PostAsync($"{Root}/{id}/assign", """{"assignments":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}""");
        Assert.Single(await _client.AllAsync($"{Root}/{id}/assignments"));
        Assert.True(await _client.WriteAsync(HttpMethod.Delete, $"{Root}/{id}") is 200 or 204);

        Assert.Equal(before, _tenant.State.Snapshot());
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_refused() => Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, Root, Policy("device_vendor_msft_guessed_urlblocklist")));

    [SkippableFact]
    public async Task The_documented_policy_that_blocks_bundles_is_taken()
    {
        var sample = Path.Combine(SampleTenant.Root, "..", "shared", "data", "graph", "samples");
        var path = Directory.Exists(sample) ? Directory.GetFiles(sample).FirstOrDefault(file => File.ReadAllText(file).Contains("com.apple.applicationaccess_blockedappbundleids", StringComparison.Ordinal)) : null;
        Skip.If(path is null, "the facts folder beside the repository lacks the sample");

        await _client.PostAsync(Root, await File.ReadAllTextAsync(path));
    }

    private static string Policy(string list) => JsonSerializer.Serialize(new
    {
        name = "browsers",
        platforms = "windows10",
        technologies = "mdm",
        settings = new[] { new Dictionary<string, object> { ["settingInstance"] = new Dictionary<string, object>
        {
            ["@odata.type"] = "#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionInstance",
            ["settingDefinitionId"] = list,
            ["simpleSettingCollectionValue"] = new[] { new Dictionary<string, string> { ["@odata.type"] = "#microsoft.graph.deviceManagementConfigurationStringSettingValue", ["value"] = "tiktok.com" } },
        } } },
    });
}
