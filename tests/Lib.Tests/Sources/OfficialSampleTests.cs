namespace TikTokBan.Tests.Sources;

/// <summary>The documentation's own samples, trailing commas included.</summary>
public sealed class OfficialSampleTests
{
    [SkippableTheory]
    [InlineData("v1.0.user-list.response.1.json", "directory.users", 1)]
    [InlineData("v1.0.user-delta.response.1.json", "directory.users", 1)]
    [InlineData("v1.0.user-get.response.3.json", "directory.users", 1)]
    [InlineData("v1.0.group-list.response.2.json", "directory.groups", 2)]
    [InlineData("v1.0.group-delta.response.1.json", "directory.groups", -1)]
    [InlineData("v1.0.device-list.response.1.json", "directory.devices", 1)]
    [InlineData("v1.0.device-get.response.2.json", "directory.devices", 1)]
    [InlineData("v1.0.serviceprincipal-list.response.1.json", "directory.service-principals", 1)]
    [InlineData("v1.0.oauth2permissiongrant-list.response.1.json", "directory.grants", 1)]
    [InlineData("v1.0.signin-list.response.1.json", "directory.sign-ins", 1)]
    [InlineData("v1.0.signin-list.response.2.json", "directory.sign-ins", 1)]
    [InlineData("v1.0.messagingtrace-list.response.1.json", "mail.trace", 1)]
    [InlineData("v1.0.intune-devices-detectedapp-list.response.1.json", "mdm.inventory-aggregate", 1)]
    [InlineData("beta.intune-devices-detectedapp-list.response.2.json", "mdm.inventory-aggregate", 1)]
    [InlineData("v1.0.intune-devices-manageddevice-list.response.3.json", "mdm.devices", 1)]
    [InlineData("v1.0.intune-devices-manageddevice-get.response.3.json", "mdm.devices", 1)]
    [InlineData("beta.networkaccess-logs-traffic.response.1.json", "network.access", 1)]
    public async Task Is_recognised_and_read(string name, string kind, int rows)
    {
        var read = await ExportFixture.ReadAsync(Repository.Shared("data", "graph", "samples", name));
        Assert.Empty(read.Unrecognised);
        Assert.Equal(kind, read.Single.Kind);
        Assert.Null(read.Single.Tally.Incomplete);
        var count = read.Single.Tally.RowsRead + read.Single.Tally.RowsRejected;
        Assert.True(rows < 0 ? count > 0 : count == rows, $"{count} rows");
    }

    [SkippableFact]
    public async Task None_of_them_stops_the_reading()
    {
        var read = await ExportFixture.ReadAsync(Repository.Shared("data", "graph", "samples"));
        Assert.True(read.Files.Count >= 40, $"{read.Files.Count} recognised");
        Assert.All(read.Files, file => Assert.Null(file.Tally.Incomplete));
    }
}
