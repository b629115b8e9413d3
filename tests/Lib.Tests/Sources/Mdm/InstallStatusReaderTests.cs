using TikTokBan.Exposures;

namespace TikTokBan.Tests.Sources.Mdm;

public sealed class InstallStatusReaderTests : IDisposable
{
    private const string Applications = "/v1.0/deviceAppManagement/mobileApps";
    private const string Covered = "716aaaaa-0000-4000-8000-0000000000a1";

    private readonly StubIntune _intune = new();

    public InstallStatusReaderTests()
    {
        _intune.Reports["DeviceInstallStatusByApp"] = _ => "DeviceId,DeviceName,AppInstallState,Platform\r\n"
            + "716aaaaa-0000-4000-8000-0000000000d1,\"PHONE\r\n1\",1,iOS\r\n"
            + "716aaaaa-0000-4000-8000-0000000000d2,PHONE-2,3,iOS\r\n"
            + "716aaaaa-0000-4000-8000-0000000000d3,PHONE-3,4,iOS";
        _intune.Tenant.Json(Applications, $$"""{"value":[{"@odata.type":"#microsoft.graph.iosStoreApp","id":"{{Covered}}","displayName":"TikTok, \"banned\"","bundleId":"com.zhiliaoapp.musically"},{"id":"716aaaaa-0000-4000-8000-0000000000a2","displayName":"Calculator"}]}""");
    }

    public void Dispose() => _intune.Dispose();

    [Fact]
    public async Task A_covered_application_that_is_deployed_is_asked_for_and_named_in_its_rows()
    {
        Assign("required");

        var coverage = await ReadAsync();

        Assert.Equal($"(ApplicationId eq '{Covered}')", Assert.Single(_intune.Orders).Filter);
        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
    }

    [Theory]
    [InlineData("required", 2)]
    [InlineData("uninstall", 1)]
    public async Task Installed_under_an_order_to_remove_is_no_finding(string intent, long observations)
    {
        Assign(intent);

        Assert.Equal(observations, (await ReadAsync()).Observations);
    }

    [Fact]
    public async Task Where_no_covered_application_is_deployed_nothing_is_ordered()
    {
        using var intune = new StubIntune();
        intune.Tenant.Json(Applications, """{"value":[{"id":"716aaaaa-0000-4000-8000-0000000000a2","displayName":"Calculator"}]}""");

        var scan = (await intune.ScanAsync("mdm.install-status")).Scan;

        Assert.Empty(intune.Orders);
        Assert.Equal("read", Assert.Single(scan.Coverage, line => line.Source == "mdm.install-status").State);
    }

    private void Assign(string intent) => _intune.Tenant.Json($"{Applications}/{Covered}/assignments", $$"""{"value":[{"intent":"{{intent}}"}]}""");

    private async Task<SourceCoverage> ReadAsync() =>
        Assert.Single((await _intune.ScanAsync("mdm.install-status")).Scan.Coverage, line => line.Source == "mdm.install-status");
}
