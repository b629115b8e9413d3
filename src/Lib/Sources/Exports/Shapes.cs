using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Funding;
using TikTokBan.Sources.MailFlow;
using TikTokBan.Sources.Mdm;
using TikTokBan.Sources.Network;
using TikTokBan.Sources.Waivers;

namespace TikTokBan.Sources.Exports;

/// <summary>Every shape there is. The first that fits a header is taken, so the more demanding ones come first.</summary>
internal static class Shapes
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        new ProxyLog(),
        NameLog.Dns,
        NameLog.Tls,
        new WaiverRegister(),
        new FundingRegister(),
        new HistoricalSearch(),
        new MessageTrace(),
        new EmailEvents(),
        new UrlClicks(),
        new DeviceNetworkEvents(),
        new AccessTraffic(),
        new InstalledWebApps(),
        new CloudAppEvents(),
        new CloudDiscovery(),
        new SoftwareInventory(),
        new RestrictedApplications(),
        new DefenderDevices(),
        new InstallStatus(),
        new InventoryCounts(),
        new InventoryReport(),
        new ManagedDevices(),
        new PermissionGrants(),
        new ServicePrincipals(),
        new SignIns(),
        new DirectoryDevices(),
        new Groups(),
        new Users(),
    ];

    /// <summary>The shape of a table with this header; null where none is known.</summary>
    public static Shape? Of(Header header) => (header.Entity is { } entity ? All.FirstOrDefault(shape => shape.RowsName == entity) : null) ?? All.FirstOrDefault(shape => shape.Fits(header));
}
