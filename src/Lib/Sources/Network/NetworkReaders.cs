using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm;
using TikTokBan.Sources.Network.Hunting;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Network;

/// <summary>The live readers of this folder.</summary>
internal static class NetworkReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create() =>
    [
        new HuntingReader(new DefenderDevices(), NetworkOperations.HuntDevices, "DeviceInfo", HuntingQueries.Devices),
        new HuntingReader(new SoftwareInventory(), NetworkOperations.HuntSoftware, "DeviceTvmSoftwareInventory", HuntingQueries.Software),
        new HuntingReader(new InstalledWebApps(), NetworkOperations.HuntWebApps, "web-apps", HuntingQueries.WebApps),
        new HuntingReader(new DeviceNetworkEvents(), NetworkOperations.HuntEvents, "DeviceNetworkEvents", HuntingQueries.NetworkEvents),
        new HuntingReader(new UrlClicks(), NetworkOperations.HuntClicks, "UrlClickEvents", HuntingQueries.Clicks),
        new HuntingReader(new CloudAppEvents(), NetworkOperations.HuntCloudApps, "CloudAppEvents", HuntingQueries.CloudApps),
        new AccessTrafficReader(),
        new CloudDiscoveryReader(),
    ];
}
