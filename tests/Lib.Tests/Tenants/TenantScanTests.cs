using TikTokBan.Exposures;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenants;

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

    [Fact]
    public async Task A_token_that_no_service_takes_is_one_problem_and_leaves_no_capture()
    {
        await using var tenant = await SampleTenant.StartAsync();
        tenant.Server.Faults.Add(new FaultRule(FaultKind.ExpiredToken) { Times = null });
        var capture = Path.Combine(_folder, "capture");

        var failure = await Assert.ThrowsAsync<TenantException>(() => tenant.ScanAsync(request => request with { Capture = capture }));

        Assert.Equal(TenantFailure.SignIn, failure.Failure);
        Assert.StartsWith("Nothing of the tenant could be read.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(capture));
    }

    [Fact]
    public async Task An_address_at_which_nothing_answers_is_one_problem()
    {
        using var silent = new StubTenant().On(_ => true, _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        await using var session = await silent.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = SampleTenant.Today }, null, CancellationToken.None));

        Assert.Equal(TenantFailure.Unavailable, failure.Failure);
        Assert.True(silent.Requests.Count < 60, $"{silent.Requests.Count} attempts");
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
