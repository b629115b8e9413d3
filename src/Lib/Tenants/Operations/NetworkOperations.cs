namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of network and security services.</summary>
internal static class NetworkOperations
{
    private const string Hunt = "/v1.0/security/runHuntingQuery";
    private const string Streams = "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams";
    private const string Applications = Streams + "/{streamId}/microsoft.graph.security.aggregatedAppsDetails(period={period})";
    private const string BelowListed = "Microsoft's list ends at the applications; their people and devices lie below them.";

    private static readonly IReadOnlyList<TenantCloud> GlobalAndUs = [TenantCloud.Global, TenantCloud.UsGov, TenantCloud.DoD];

    public static TenantOperation HuntDevices { get; } = Hunting("network.devices.hunt", "network.devices", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntEvents { get; } = Hunting("network.events.hunt", "network.events", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntClicks { get; } = Hunting("network.clicks.hunt", "network.clicks", "Defender for Office 365 Plan 2");

    public static TenantOperation HuntCloudApps { get; } = Hunting("network.cloud-apps.hunt", "network.cloud-apps", "Defender for Cloud Apps");

    public static TenantOperation HuntSoftware { get; } = Hunting("software.inventory.hunt", "software.inventory", "Defender Vulnerability Management");

    public static TenantOperation HuntWebApps { get; } = Hunting("software.web-apps.hunt", "software.web-apps", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntMail { get; } = Hunting("mail.events.hunt", "mail.events", "Defender for Office 365 Plan 2");

    public static TenantOperation AccessTraffic { get; } =
        TenantOperation.Get("network.access.traffic", "network.access", "/beta/networkAccess/logs/traffic", ServiceFamily.NetworkAccess, "NetworkAccess-Reports.Read.All") with
        {
            Clouds = GlobalAndUs,
            Licence = "Entra Internet Access",
            DelegatedRole = "Reports Reader",
            IsOptional = true,
        };

    public static TenantOperation DiscoveryStreams { get; } = Discovery("network.cloud-discovery.streams", Streams);

    public static TenantOperation DiscoveredApplications { get; } = Discovery("network.cloud-discovery.applications", Applications) with { PermissionNote = "Microsoft's list has the function, without its name space and its parameter." };

    public static TenantOperation DiscoveredUsers { get; } = Discovery("network.cloud-discovery.users", Applications + "/{appId}/users") with { PermissionNote = BelowListed };

    public static TenantOperation DiscoveredDevices { get; } = Discovery("network.cloud-discovery.devices", Applications + "/{appId}/devices") with { PermissionNote = BelowListed };

    public static IReadOnlyList<TenantOperation> All { get; } =
    [
        HuntSoftware, HuntWebApps, HuntMail, HuntDevices, HuntEvents, HuntClicks, HuntCloudApps,
        AccessTraffic, DiscoveryStreams, DiscoveredApplications, DiscoveredUsers, DiscoveredDevices,
    ];

    private static TenantOperation Discovery(string id, string path) =>
        TenantOperation.Get(id, "network.cloud-discovery", path, ServiceFamily.Security, "CloudApp-Discovery.Read.All") with
        {
            Clouds = [TenantCloud.Global],
            Licence = "Defender for Cloud Apps",
            DelegatedRole = "Security Reader",
            IsOptional = true,
        };

    // A POST that changes nothing, so it may be sent again.
    private static TenantOperation Hunting(string id, string source, string licence) =>
        TenantOperation.Post(id, source, Hunt, ServiceFamily.Hunting, "ThreatHunting.Read.All") with
        {
            Clouds = GlobalAndUs,
            Licence = licence,
            DelegatedRole = "Security Reader",
        };
}
