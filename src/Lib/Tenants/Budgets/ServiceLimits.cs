using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Budgets;

/// <summary>How much a session allows itself of one service, below what the service allows.</summary>
/// <param name="Requests">Requests in a window.</param>
/// <param name="Window">The window's length.</param>
/// <param name="AtOnce">Requests under way at the same time.</param>
internal sealed record ServiceLimits(int Requests, TimeSpan Window, int AtOnce)
{
    /// <summary>What the service's documentation, or experience where it has none, says that it bears.</summary>
    public static ServiceLimits Of(ServiceFamily service) => service switch
    {
        // 100 in 5 minutes for everybody in the tenant; ten are left to others.
        ServiceFamily.MessageTrace => new(90, TimeSpan.FromMinutes(5), 4),
        ServiceFamily.IdentityReports => new(5, TimeSpan.FromSeconds(10), 2),
        ServiceFamily.IntuneExports => new(40, TimeSpan.FromMinutes(1), 4),
        ServiceFamily.Hunting => new(40, TimeSpan.FromMinutes(1), 2),
        ServiceFamily.Intune => new(1_800, TimeSpan.FromSeconds(20), 24),

        // The smallest tenants have 3,500 resource units in 10 seconds, and the dearest list that is read costs 4.
        ServiceFamily.Directory => new(800, TimeSpan.FromSeconds(10), 8),
        ServiceFamily.Storage => new(600, TimeSpan.FromMinutes(1), 16),

        // What a service counts of its own: a few requests below its limit, as many at once as keep that pace when each takes two seconds.
        ServiceFamily.IntuneDeviceWrites => new(196, TimeSpan.FromSeconds(20), 20),
        ServiceFamily.IntuneApplicationWrites or ServiceFamily.IntuneConfigurationWrites => new(96, TimeSpan.FromSeconds(20), 8),
        ServiceFamily.DirectoryWrites => new(2_900, TimeSpan.FromSeconds(150), 8),
        ServiceFamily.Defender => new(96, TimeSpan.FromMinutes(1), 4),
        ServiceFamily.SharePoint => new(500, TimeSpan.FromMinutes(1), 4),
        ServiceFamily.Uploads => new(300, TimeSpan.FromMinutes(1), 2),
        ServiceFamily.DefenderImports => new(28, TimeSpan.FromMinutes(1), 2),
        _ => new(100, TimeSpan.FromMinutes(1), 4),
    };
}
