namespace TikTokBan.Tenant.Tests;

/// <summary>One tenant for tests that change nothing in it.</summary>
public sealed class SharedTenant : IAsyncLifetime
{
    internal FakeTenant Tenant { get; private set; } = null!;

    // Its clock stands, so a budget would never be refilled.
    public async Task InitializeAsync() => Tenant = await SampleTenant.StartAsync(options => options with { Throttles = false });

    public async Task DisposeAsync() => await Tenant.DisposeAsync();
}
