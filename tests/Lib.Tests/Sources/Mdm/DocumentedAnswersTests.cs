using System.Text;
using TikTokBan.Exposures;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Sources.Mdm;

/// <summary>The answers that Microsoft's documentation shows, read by the readers that would get them.</summary>
public sealed class DocumentedAnswersTests
{
    [SkippableTheory]
    [InlineData("intune.exportjob-devices-notstarted.response.1.json", "Devices_05e62361-783b-4cec-b635-0aed0ecf14a3", "notStarted", false)]
    [InlineData("intune.exportjob-devices-completed.response.2.json", "Devices_05e62361-783b-4cec-b635-0aed0ecf14a3", "completed", true)]
    [InlineData("beta.intune-reporting-devicemanagementexportjob-create.response.2.json", "9ddfb995-b995-9ddf-95b9-df9d95b9df9d", "notStarted", false)]
    [InlineData("beta.intune-reporting-devicemanagementexportjob-get.response.3.json", "9ddfb995-b995-9ddf-95b9-df9d95b9df9d", "notStarted", false)]
    public void An_export_job_is_understood(string sample, string id, string status, bool isCompleted)
    {
        var state = ExportJobState.Read(Encoding.UTF8.GetBytes(Sample(sample)));

        Assert.Equal((id, status, isCompleted, false), (state.Id, state.Status, state.IsCompleted, state.HasFailed));
    }

    [SkippableTheory]
    [InlineData("v1.0.intune-devices-manageddevice-list.response.3.json", "/v1.0/deviceManagement/managedDevices", "mdm.devices", 1)]
    [InlineData("v1.0.intune-devices-detectedapp-list.response.1.json", "/v1.0/deviceManagement/detectedApps", "mdm.inventory-aggregate", 1)]
    [InlineData("beta.intune-devices-detectedapp-list.response.2.json", "/v1.0/deviceManagement/detectedApps", "mdm.inventory-aggregate", 1)]
    [InlineData("v1.0.intune-apps-mobileapp-list.response.1.json", "/v1.0/deviceAppManagement/mobileApps", "mdm.install-status", 0)]
    public async Task A_list_is_read_whole(string sample, string path, string source, long rows)
    {
        using var tenant = new StubTenant().Json(path, Sample(sample));
        await using var session = await tenant.ConnectAsync();

        var outcome = await TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = [source] }, null, CancellationToken.None);

        var coverage = Assert.Single(outcome.Scan.Coverage, line => line.Source == source);
        Assert.Equal(("read", rows, 0L), (coverage.State, coverage.RowsRead, coverage.RowsRejected));
    }

    [SkippableFact]
    public async Task A_policy_with_restricted_applications_is_understood()
    {
        using var tenant = new StubTenant().Json(
            "/beta/deviceManagement/deviceCompliancePolicies",
            $$"""{"value":[{{Sample("beta.intune-deviceconfig-ioscompliancepolicy-create.response.2.json")}},{{Sample("beta.intune-deviceconfig-macoscompliancepolicy-create.response.2.json")}}]}""");
        await using var session = await tenant.ConnectAsync();

        var outcome = await TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = ["mdm.restricted-apps"] }, null, CancellationToken.None);

        Assert.Equal("unavailable", Assert.Single(outcome.Scan.Coverage, line => line.Source == "mdm.restricted-apps").State);
    }

    private static string Sample(string name) => File.ReadAllText(Repository.Shared("data", "graph", "samples", name));
}
