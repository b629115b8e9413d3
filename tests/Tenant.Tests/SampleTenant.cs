namespace TikTokBan.Tenant.Tests;

/// <summary>Tenants for tests: with the samples of the repository, on the morning on which they were exported.</summary>
internal static class SampleTenant
{
    public static string Root { get; } = FindRoot();

    public static string Exports { get; } = Path.Combine(Root, "samples", "authority");

    public static FakeTenantOptions Options { get; } = new() { Exports = Exports, Time = new Morning() };

    public static Task<FakeTenant> StartAsync(Func<FakeTenantOptions, FakeTenantOptions>? change = null) => FakeTenant.StartAsync(change?.Invoke(Options) ?? Options);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TikTokBan.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TikTokBan.slnx was not found above the tests");
    }

    /// <summary>A clock that stands, at the moment of the samples.</summary>
    private sealed class Morning : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);
    }
}
