using TikTokBan.Exposures;

namespace TikTokBan.Tests.Tenants;

public sealed class TenantScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiktokban-tenant-").FullName;

    [Fact]
    public async Task A_tenant_shows_what_its_exports_show()
    {
        await using var tenant = await SampleTenant.StartAsync();
        var (registers, exports) = Folders();

        var live = await tenant.ScanAsync(request => request with { Exports = registers });
        var offline = await ExportScan.RunAsync(new ExportScanRequest { Exports = exports, AsOf = SampleTenant.Today }, null, CancellationToken.None);

        Assert.Equal(ScanComparison.Exposures(offline.Scan), ScanComparison.Exposures(live));
    }

    [Fact]
    public async Task A_capture_shows_what_the_tenant_showed()
    {
        await using var tenant = await SampleTenant.StartAsync();
        var capture = Path.Combine(_folder, "capture");

        var live = await tenant.ScanAsync(request => request with { Exports = Folders().Registers, Capture = capture });
        var replayed = await ExportScan.RunAsync(new ExportScanRequest { Exports = capture, AsOf = SampleTenant.Today }, null, CancellationToken.None);

        Assert.Empty(replayed.Scan.Unrecognised);
        Assert.Equal(ScanComparison.Exposures(live), ScanComparison.Exposures(replayed.Scan));
        Assert.Equal(ScanComparison.Numbers(live), ScanComparison.Numbers(replayed.Scan));
    }

    [Fact]
    public async Task A_second_scan_finds_the_same_with_fewer_rows_asked_for()
    {
        await using var tenant = await SampleTenant.StartAsync();
        var state = Path.Combine(_folder, "state");
        var first = await tenant.ScanAsync(request => request with { State = state });
        var asked = tenant.Server.Log.Requests.Sum(request => request.Rows);
        tenant.Server.Log.Clear();

        var second = await tenant.ScanAsync(request => request with { State = state });

        Assert.Equal(ScanComparison.Exposures(first), ScanComparison.Exposures(second));
        Assert.True(tenant.Server.Log.Requests.Sum(request => request.Rows) < asked);
        Assert.Contains(tenant.Server.Log.Requests, request => request.Path.EndsWith("/users/delta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_is_asked_than_paging_needs()
    {
        await using var tenant = await SampleTenant.StartAsync();
        await tenant.ScanAsync();

        var least = tenant.Server.Log.MinimalRequests();
        var sent = tenant.Server.Log.Counts;

        // How often a job is looked at depends on how long it takes.
        Assert.All(sent.Where(kind => kind.Key != "GET /v1.0/deviceManagement/reports/exportJobs/{id}"), kind => Assert.True(
            kind.Value <= Math.Ceiling(least.GetValueOrDefault(kind.Key) * 1.05),
            $"{kind.Key}: {kind.Value} requests where {least.GetValueOrDefault(kind.Key)} would do"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What no tenant has, and the whole.
    private (string Registers, string Exports) Folders()
    {
        var registers = Path.Combine(_folder, "beside");
        foreach (var part in new[] { "registers", "network" })
            Copy(part, registers);
        return (registers, SampleTenant.Exports);
    }

    private static void Copy(string part, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, part)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(SampleTenant.Exports, part)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }
}
