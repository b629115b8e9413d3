using System.IO.Compression;
using System.Text.Json;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Tests;

public sealed class MdmTests : IAsyncLifetime
{
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
    public async Task A_filter_that_Intune_does_not_know_is_ignored()
    {
        var all = await _client.AllAsync("v1.0/deviceManagement/managedDevices?$filter=deviceEnrollmentType eq 'userEnrollment'&$select=id");

        Assert.Equal(_tenant.State.ManagedDevices.Count, all.Count);
        var personal = await _client.AllAsync("v1.0/deviceManagement/managedDevices?$filter=managedDeviceOwnerType eq 'personal'&$select=id,managedDeviceOwnerType");
        Assert.InRange(personal.Count, 1, all.Count - 1);
    }

    [Fact]
    public async Task An_export_goes_through_its_states_and_gives_a_zip()
    {
        var rows = await ExportAsync("""{"reportName":"Devices","select":["DeviceId","OwnerType","ReferenceId","UPN"],"format":"csv"}""");

        Assert.Equal(_tenant.State.ManagedDevices.Count, rows.Count);
        Assert.Equal(["DeviceId", "OwnerType", "OwnerType_loc", "ReferenceId", "UPN"], rows[0].Keys);
    }

    [Fact]
    public async Task Raw_inventory_is_filtered_and_projected_and_equals_the_file()
    {
        var file = Directory.GetFiles(Path.Combine(SampleTenant.Exports, "intune"), "AppInvRawData_*").Single();
        using var text = new StreamReader(ExportFolder.Open(file));
        var expected = CsvText.Records(text).Where(row => row["ApplicationName"] == "TikTok").Select(row => row["DeviceId"] + row["ApplicationVersion"]).Order().ToList();

        var rows = await ExportAsync("""{"reportName":"AppInvRawData","filter":"(ApplicationName eq 'TikTok')","select":["DeviceId","ApplicationVersion"],"format":"csv"}""");

        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.Select(row => row["DeviceId"] + row["ApplicationVersion"]).Order());
        var whole = await ExportAsync("""{"reportName":"AppInvRawData","format":"csv"}""");
        Assert.True(whole.Count > 40_000);
    }

    [Theory]
    [InlineData("""{"reportName":"MadeUp"}""")]
    [InlineData("""{"reportName":"Devices","select":["DeviceId","Nonsense"]}""")]
    [InlineData("""{"reportName":"AppInvAggregate","filter":"(ApplicationName eq 'TikTok')"}""")]
    [InlineData("""{"reportName":"AppInvRawData","filter":"contains(ApplicationName,'TikTok')"}""")]
    [InlineData("""{"reportName":"AppInvRawData","filter":"(ApplicationKey eq '1')"}""")]
    [InlineData("""{"reportName":"DevicesByAppInv"}""")]
    [InlineData("""{"reportName":"DeviceInstallStatusByApp"}""")]
    public async Task An_export_that_the_service_does_not_make_is_refused(string body)
    {
        using var response = await _client.SendAsync(HttpMethod.Post, "v1.0/deviceManagement/reports/exportJobs", body);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("_version", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_cannot_be_listed()
    {
        var (status, _, message) = await _client.RefusedAsync("v1.0/deviceManagement/reports/exportJobs");

        Assert.Equal(400, status);
        Assert.Contains("No method match route template", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_wants_no_token_gives_ranges_and_refuses_a_changed_link()
    {
        var link = await LinkAsync("""{"reportName":"AppInvAggregate","format":"csv"}""");

        using var whole = await _client.SendAsync(HttpMethod.Get, link);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var part = await _client.SendAsync(HttpMethod.Get, link, null, ("Range", "bytes=100-"), ("If-Match", whole.Headers.ETag!.ToString()));
        Assert.Equal(206, (int)part.StatusCode);
        Assert.Equal(bytes[100..], await part.Content.ReadAsByteArrayAsync());
        using var tokened = await _client.SendAsync(HttpMethod.Get, link, null, ("Authorization", "Bearer x"));
        Assert.Equal(400, (int)tokened.StatusCode);
        using var forged = await _client.SendAsync(HttpMethod.Get, link.Replace("sig=", "sig=0", StringComparison.Ordinal));
        Assert.Equal(403, (int)forged.StatusCode);
        using var changed = await _client.SendAsync(HttpMethod.Get, link, null, ("If-Match", "\"0x1\""));
        Assert.Equal(412, (int)changed.StatusCode);
    }

    [Fact]
    public async Task Detected_apps_lead_to_devices_that_say_little()
    {
        var apps = await _client.AllAsync("v1.0/deviceManagement/detectedApps?$filter=contains(displayName,'TikTok')&$top=1000");
        var app = apps.First(app => app.GetProperty("displayName").GetString() == "TikTok");

        var devices = await _client.AllAsync($"v1.0/deviceManagement/detectedApps/{app.GetProperty("id").GetString()}/managedDevices");

        Assert.Equal(app.GetProperty("deviceCount").GetInt32(), devices.Count);
        Assert.Equal(JsonValueKind.Null, devices[0].GetProperty("serialNumber").ValueKind);
    }

    private async Task<string> LinkAsync(string body)
    {
        var job = await _client.PostAsync("v1.0/deviceManagement/reports/exportJobs", body);
        Assert.Equal("notStarted", job.GetProperty("status").GetString());
        for (var looks = 0; looks < 2_000; looks++)
        {
            job = await _client.GetAsync($"v1.0/deviceManagement/reports/exportJobs('{job.GetProperty("id").GetString()}')");
            if (job.GetProperty("status").GetString() == "completed")
                return job.GetProperty("url").GetString()!;
            await Task.Delay(10);
        }
        throw new InvalidOperationException("The job never ended.");
    }

    private async Task<List<IReadOnlyDictionary<string, string>>> ExportAsync(string body)
    {
        using var response = await _client.SendAsync(HttpMethod.Get, await LinkAsync(body));
        await using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        using var text = new StreamReader(await archive.Entries.Single().OpenAsync());
        return [.. CsvText.Records(text)];
    }
}
