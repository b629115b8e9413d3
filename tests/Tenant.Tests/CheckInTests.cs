using System.IO.Compression;
using System.Text.Json;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Tests;

public sealed class CheckInTests : IAsyncLifetime
{
    private const string Group = "716aaaa0-0000-4000-8000-000000000001";
    private const string App = "716dddd0-0000-4000-8000-000000000001";

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync(options => options with { Throttles = false });
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [InlineData("Windows", "winGetApp", true)]
    [InlineData("Android", "androidManagedStoreApp", true)]
    [InlineData("iOS", "iosStoreApp", false)]
    public async Task An_uninstall_order_removes_what_it_can(string system, string type, bool isRemoved)
    {
        var (device, key) = await HolderAsync(system);
        Put(device);
        Order(type, "uninstall");
        var before = await RowsAsync("AppInvRawData");

        _tenant.State.CheckIn(device);

        var after = await RowsAsync("AppInvRawData");
        Assert.Equal(before.Count - (isRemoved ? 1 : 0), after.Count);
        Assert.Equal(!isRemoved, after.Exists(row => row["DeviceId"] == device && row["ApplicationKey"] == key));
        var status = Assert.Single(await RowsAsync("DeviceInstallStatusByApp", $"(ApplicationId eq '{App}')"), row => row["DeviceId"] == device);
        Assert.Equal(("3", "Not installed"), (status["InstallState"], status["InstallState_loc"]));
        Assert.StartsWith("2026-11-16", status["LastModifiedDateTime"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Intune_installed_on_an_iPhone_it_can_remove()
    {
        var (device, key) = await HolderAsync("iOS");
        Put(device);
        Order("iosStoreApp", "uninstall");
        _tenant.State.SetInstallStatus(App, _tenant.State.ManagedDevices.Find(device)!.Value, "1", "Installed", default);

        _tenant.State.CheckIn(device);

        Assert.DoesNotContain(await RowsAsync("AppInvRawData"), row => row["DeviceId"] == device && row["ApplicationKey"] == key);
    }

    [Fact]
    public async Task The_inventory_is_renewed_only_with_the_devices_own_report()
    {
        var (device, _) = await HolderAsync("Windows");
        Put(device);
        Order("winGetApp", "uninstall");
        var before = await RowsAsync("AppInvRawData");

        _tenant.State.CheckIn(device, withInventory: false);
        Assert.Equal(before.Count, (await RowsAsync("AppInvRawData")).Count);
        _tenant.State.CheckIn(device);
        Assert.Equal(before.Count - 1, (await RowsAsync("AppInvRawData")).Count);
    }

    [Theory]
    [InlineData(false, "uninstall")]
    [InlineData(true, "required")]
    [InlineData(true, "available")]
    public async Task A_device_outside_the_group_or_told_otherwise_keeps_it(bool isInGroup, string intent)
    {
        var (device, key) = await HolderAsync("Windows");
        if (isInGroup)
            Put(device);
        Order("winGetApp", "uninstall", intent);

        _tenant.State.CheckIn(device);

        Assert.Equal(isInGroup && intent == "available" ? 0 : 1, (await RowsAsync("AppInvRawData")).Count(row => row["DeviceId"] == device && row["ApplicationKey"] == key));
    }

    [Fact]
    public async Task A_compliance_policy_judges_the_device_while_the_application_is_there()
    {
        var (device, _) = await HolderAsync("iOS");
        Put(device);
        _tenant.State.CompliancePolicies.Set($$$"""{"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"716c0000-0000-4000-8000-000000000001","displayName":"comply","restrictedApps":[{"name":"TikTok","appId":"com.zhiliaoapp.musically"}],"scheduledActionsForRule":[{"scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":0}]}],"assignments":[{"id":"x","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{Group}}}"}}]}""");

        _tenant.State.CheckIn(device);

        Assert.Equal("noncompliant", (await DeviceAsync(device)).GetProperty("complianceState").GetString());
        Assert.Equal("2", (await RowsAsync("Devices")).Single(row => row["DeviceId"] == device)["CompliantState"]);
        var state = Assert.Single(await _client.AllAsync("v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries/IosCompliancePolicy.RestrictedApps/deviceComplianceSettingStates"));
        Assert.Equal("nonCompliant", state.GetProperty("state").GetString());
        _tenant.State.CompliancePolicies.Remove("716c0000-0000-4000-8000-000000000001", "deleted");
    }

    [Fact]
    public async Task A_sync_is_pending_until_the_device_has_reported()
    {
        var (device, _) = await HolderAsync("iOS");
        Assert.Equal(204, await _client.WriteAsync(HttpMethod.Post, $"v1.0/deviceManagement/managedDevices/{device}/syncDevice"));

        _tenant.State.CheckIn(device);

        var shown = await DeviceAsync(device);
        Assert.Equal("done", Assert.Single(shown.GetProperty("deviceActionResults").EnumerateArray()).GetProperty("actionState").GetString());
        Assert.Equal("2026-11-16T07:30:00Z", shown.GetProperty("lastSyncDateTime").GetString());
        Assert.StartsWith("2026-11-16 07:30:00", (await RowsAsync("Devices")).Single(row => row["DeviceId"] == device)["LastContact"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TikTok", true)]
    [InlineData("TikTok™", true)]
    [InlineData("TikTok - Make Your Day", true)]
    [InlineData("TikTok: Videos, Lives & Musik", true)]
    [InlineData("TikTok 有趣的人都在這裡", true)]
    [InlineData("TikTok Lite", false)]
    [InlineData("tiktoken 0.12.0", false)]
    [InlineData("SSS Video Downloader for TikTok - No Watermark", false)]
    public void A_phrase_behind_a_name_is_the_same_application_and_a_word_another(string found, bool isSame) => Assert.Equal(isSame, Reporting.AppNames.IsSame(found, "TikTok"));

    // A device of that system, with the application once, and the key of its row.
    private async Task<(string Device, string Key)> HolderAsync(string system)
    {
        var systems = _tenant.State.ManagedDevices.Rows().ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("operatingSystem").GetString());
        var group = (await RowsAsync("AppInvRawData")).Where(row => row["ApplicationName"] == "TikTok" && systems.GetValueOrDefault(row["DeviceId"]) == system)
            .GroupBy(row => row["DeviceId"], StringComparer.Ordinal).First(group => group.Count() == 1);
        return (group.Key, group.Single()["ApplicationKey"]);
    }

    private void Put(string device)
    {
        var entra = _tenant.State.ManagedDevices.Find(device)!.Value.GetProperty("azureADDeviceId").GetString();
        var id = _tenant.State.Devices.Rows().Where(row => row.GetProperty("deviceId").GetString() == entra).Select(row => row.GetProperty("id").GetString()).FirstOrDefault();
        id ??= _tenant.State.ManagedDevices.Find(device)!.Value.GetProperty("userId").GetString();
        _tenant.State.Groups.Set($$$"""{"id":"{{{Group}}}","displayName":"ring 1","members":[{"@odata.type":"#microsoft.graph.device","id":"{{{id}}}"}]}""");
    }

    private void Order(string type, params string[] intents)
    {
        var assignments = intents.Select((intent, i) => $$$"""{"id":"{{{i}}}","intent":"{{{intent}}}","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{Group}}}"}}""");
        _tenant.State.MobileApps.Set($$"""{"@odata.type":"#microsoft.graph.{{type}}","id":"{{App}}","displayName":"TikTok","assignments":[{{string.Join(',', assignments)}}]}""");
    }

    private Task<JsonElement> DeviceAsync(string device) => _client.GetAsync($"v1.0/deviceManagement/managedDevices/{device}?$select=id,complianceState,lastSyncDateTime,deviceActionResults");

    private async Task<List<IReadOnlyDictionary<string, string>>> RowsAsync(string report, string? filter = null)
    {
        var job = await _client.PostAsync("v1.0/deviceManagement/reports/exportJobs", JsonSerializer.Serialize(new { reportName = report, filter }));
        for (var looks = 0; job.GetProperty("status").GetString() != "completed"; looks++)
        {
            Assert.True(looks < 2_000, "The job never ended.");
            await Task.Delay(5);
            job = await _client.GetAsync($"v1.0/deviceManagement/reports/exportJobs('{job.GetProperty("id").GetString()}')");
        }
        using var response = await _client.SendAsync(HttpMethod.Get, job.GetProperty("url").GetString()!);
        await using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        using var text = new StreamReader(await archive.Entries.Single().OpenAsync());
        return [.. CsvText.Records(text)];
    }
}
