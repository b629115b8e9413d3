namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of network and security services.</summary>
internal static class NetworkOperations
{
    private const string Hunt = "/v1.0/security/runHuntingQuery";

    public static TenantOperation HuntDevices { get; } = Hunting("network.devices.hunt", "network.devices", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntEvents { get; } = Hunting("network.events.hunt", "network.events", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntClicks { get; } = Hunting("network.clicks.hunt", "network.clicks", "Defender for Office 365 Plan 2");

    public static TenantOperation HuntCloudApps { get; } = Hunting("network.cloud-apps.hunt", "network.cloud-apps", "Defender for Cloud Apps");

    public static TenantOperation HuntSoftware { get; } = Hunting("software.inventory.hunt", "software.inventory", "Defender Vulnerability Management");

    public static TenantOperation HuntWebApps { get; } = Hunting("software.web-apps.hunt", "software.web-apps", "Defender for Endpoint Plan 2");

    public static TenantOperation HuntMail { get; } = Hunting("mail.events.hunt", "mail.events", "Defender for Office 365 Plan 2");

    public static IReadOnlyList<TenantOperation> All { get; } = [HuntSoftware, HuntWebApps, HuntMail, HuntDevices, HuntEvents, HuntClicks, HuntCloudApps];

    // A POST that changes nothing, so it may be sent again.
    private static TenantOperation Hunting(string id, string source, string licence) =>
        TenantOperation.Post(id, source, Hunt, ServiceFamily.Hunting, "ThreatHunting.Read.All") with
        {
            Clouds = [TenantCloud.Global, TenantCloud.UsGov, TenantCloud.DoD],
            Licence = licence,
            DelegatedRole = "Security Reader",
        };
}
