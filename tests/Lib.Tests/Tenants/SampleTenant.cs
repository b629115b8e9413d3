using TikTokBan.Exposures;
using TikTokBan.Tenant;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants;

/// <summary>The made-up authority of samples/ as a tenant over HTTP, on the day on which its exports were made.</summary>
internal sealed class SampleTenant : IAsyncDisposable
{
    /// <summary>The day that cases are judged by.</summary>
    public static readonly DateOnly Today = new(2026, 11, 16);

    // The last export of the sample is of the evening of this day.
    private static readonly DateTimeOffset Present = new(2026, 11, 16, 22, 0, 0, TimeSpan.Zero);

    private const int Pace = 20;

    private readonly FakeTenant _tenant;
    private readonly TimeProvider _time;

    private SampleTenant(FakeTenant tenant, TimeProvider time) => (_tenant, _time) = (tenant, time);

    public FakeTenant Server => _tenant;

    public static string Exports => Path.Combine(Repository.Root, "samples", "authority");

    /// <summary>Starts one. Its clock is fast, so that nobody waits for long.</summary>
    /// <param name="change">Changes how it is started; null for nothing.</param>
    public static async Task<SampleTenant> StartAsync(Func<FakeTenantOptions, FakeTenantOptions>? change = null)
    {
        var time = new FastTime(Present, Pace);
        var options = new FakeTenantOptions { Exports = Exports, Time = time, Throttles = false };
        return new SampleTenant(await FakeTenant.StartAsync(change?.Invoke(options) ?? options), time);
    }

    public Task<TenantSession> ConnectAsync() => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = _tenant.TenantId,
            Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: _tenant.Endpoint.AbsoluteUri, defender: _tenant.DefenderEndpoint.AbsoluteUri),
            SignIn = new TokenSignIn((scope, _) => ValueTask.FromResult(_tenant.Tokens.IssueFor(scope)), renews: true),
            Time = _time,
        },
        CancellationToken.None);

    /// <summary>Scans it, with what no tenant has beside it.</summary>
    public async Task<ScanResult> ScanAsync(Func<TenantScanRequest, TenantScanRequest>? change = null)
    {
        await using var session = await ConnectAsync();
        var request = new TenantScanRequest { Session = session, Authority = Path.Combine(Exports, "authority.yaml"), AsOf = Today };
        return (await TenantScan.RunAsync(change?.Invoke(request) ?? request, null, CancellationToken.None)).Scan;
    }

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();
}
