namespace TikTokBan.Sources;

/// <summary>Every kind of source there is, so that a coverage can also list those of which nothing was given.</summary>
public static class SourceDescriptors
{
    /// <summary>Intune's raw list of applications per device.</summary>
    public static SourceDescriptor MdmInventory { get; } = new(
        "mdm.inventory", "mdm", "Intune discovered applications, per device", SourceStage.Observation,
        [BlindSpots.PersonalDevices, BlindSpots.AndroidOutsideWorkProfile, BlindSpots.Aosp, BlindSpots.InventorySevenDays]);

    /// <summary>Intune's list of applications with the number of devices.</summary>
    public static SourceDescriptor MdmInventoryAggregate { get; } = new(
        "mdm.inventory-aggregate", "mdm", "Intune discovered applications, counted", SourceStage.Observation,
        [BlindSpots.CountsOnly, BlindSpots.PersonalDevices, BlindSpots.AndroidOutsideWorkProfile, BlindSpots.Aosp, BlindSpots.InventorySevenDays]);

    /// <summary>Intune's devices.</summary>
    public static SourceDescriptor MdmDevices { get; } = new(
        "mdm.devices", "mdm", "Intune devices", SourceStage.Reference, [BlindSpots.UnenrolledDevices]);

    /// <summary>Intune's installation status of one application.</summary>
    public static SourceDescriptor MdmInstallStatus { get; } = new(
        "mdm.install-status", "mdm", "Intune installation status of an application", SourceStage.Observation,
        [BlindSpots.AssignedApplicationsOnly, BlindSpots.UnenrolledDevices]);

    /// <summary>Intune's compliance with lists of restricted applications.</summary>
    public static SourceDescriptor MdmRestrictedApps { get; } = new(
        "mdm.restricted-apps", "mdm", "Intune restricted applications, compliance", SourceStage.Observation,
        [BlindSpots.RestrictedListOnly, BlindSpots.UnenrolledDevices]);

    /// <summary>Users of the directory.</summary>
    public static SourceDescriptor DirectoryUsers { get; } = new(
        "directory.users", "directory", "Entra users", SourceStage.Reference, []);

    /// <summary>Groups of the directory and their members.</summary>
    public static SourceDescriptor DirectoryGroups { get; } = new(
        "directory.groups", "directory", "Entra groups", SourceStage.Reference, []);

    /// <summary>Devices of the directory.</summary>
    public static SourceDescriptor DirectoryDevices { get; } = new(
        "directory.devices", "directory", "Entra devices", SourceStage.Reference, [BlindSpots.UnregisteredDevices]);

    /// <summary>Service principals: applications that the directory knows.</summary>
    public static SourceDescriptor DirectoryServicePrincipals { get; } = new(
        "directory.service-principals", "directory", "Entra enterprise applications", SourceStage.Reference, [BlindSpots.ConsumerAccounts]);

    /// <summary>Delegated permissions that were granted to applications.</summary>
    public static SourceDescriptor DirectoryGrants { get; } = new(
        "directory.grants", "directory", "Entra delegated permission grants", SourceStage.Observation, [BlindSpots.ConsumerAccounts]);

    /// <summary>Sign-ins to applications of the directory.</summary>
    public static SourceDescriptor DirectorySignIns { get; } = new(
        "directory.sign-ins", "directory", "Entra sign-ins", SourceStage.Observation,
        [BlindSpots.InteractiveSignInsOnly, BlindSpots.ConsumerAccounts]);

    /// <summary>Exchange message trace.</summary>
    public static SourceDescriptor MailTrace { get; } = new(
        "mail.trace", "mail", "Exchange message trace", SourceStage.Observation, [BlindSpots.NinetyDays, BlindSpots.ConsumerAccounts]);

    /// <summary>Defender's mail events.</summary>
    public static SourceDescriptor MailEvents { get; } = new(
        "mail.events", "mail", "Defender mail events", SourceStage.Observation, [BlindSpots.ThirtyDays, BlindSpots.ConsumerAccounts]);

    /// <summary>Defender's network events of devices.</summary>
    public static SourceDescriptor NetworkEvents { get; } = new(
        "network.events", "network", "Defender network events", SourceStage.Observation,
        [BlindSpots.OnboardedDevicesOnly, BlindSpots.NoMobileDevices, BlindSpots.ThirtyDays, BlindSpots.EncryptedClientHello]);

    /// <summary>Traffic that Global Secure Access carried.</summary>
    public static SourceDescriptor NetworkAccess { get; } = new(
        "network.access", "network", "Global Secure Access traffic", SourceStage.Observation, [BlindSpots.ClientDevicesOnly, BlindSpots.ThirtyDays]);

    /// <summary>Clicks on links that Safe Links checked.</summary>
    public static SourceDescriptor NetworkClicks { get; } = new(
        "network.clicks", "network", "Defender link clicks", SourceStage.Observation, [BlindSpots.RewrittenLinksOnly, BlindSpots.ThirtyDays]);

    /// <summary>Defender's software inventory.</summary>
    public static SourceDescriptor SoftwareInventory { get; } = new(
        "software.inventory", "mdm", "Defender software inventory", SourceStage.Observation,
        [BlindSpots.OnboardedDevicesOnly, BlindSpots.NoMobileDevices]);

    /// <summary>Defender's traces of web applications, which no inventory lists.</summary>
    public static SourceDescriptor SoftwareWebApps { get; } = new(
        "software.web-apps", "mdm", "Defender traces of web applications", SourceStage.Observation,
        [BlindSpots.OnboardedDevicesOnly, BlindSpots.NoMobileDevices, BlindSpots.WebAppTracesOnly]);

    /// <summary>Defender's devices, by which its events are joined to those of the directory.</summary>
    public static SourceDescriptor NetworkDevices { get; } = new(
        "network.devices", "network", "Defender devices", SourceStage.Reference, [BlindSpots.OnboardedDevicesOnly, BlindSpots.ThirtyDays]);

    /// <summary>What connected cloud applications report.</summary>
    public static SourceDescriptor NetworkCloudApps { get; } = new(
        "network.cloud-apps", "network", "Defender cloud application events", SourceStage.Observation,
        [BlindSpots.ConnectedCloudAppsOnly, BlindSpots.ThirtyDays, BlindSpots.ConsumerAccounts]);

    /// <summary>Applications that cloud discovery found in uploaded logs.</summary>
    public static SourceDescriptor NetworkCloudDiscovery { get; } = new(
        "network.cloud-discovery", "network", "Cloud discovery", SourceStage.Observation, [BlindSpots.UploadedLogsOnly, BlindSpots.ThirtyDays]);

    /// <summary>A web proxy's log.</summary>
    public static SourceDescriptor NetworkProxy { get; } = new(
        "network.proxy", "network", "Proxy log", SourceStage.Observation, [BlindSpots.OffNetwork, BlindSpots.NatAddressOnly]);

    /// <summary>A log of name queries.</summary>
    public static SourceDescriptor NetworkDns { get; } = new(
        "network.dns", "network", "DNS log", SourceStage.Observation, [BlindSpots.OffNetwork, BlindSpots.NatAddressOnly, BlindSpots.EncryptedDns]);

    /// <summary>A log of TLS connections.</summary>
    public static SourceDescriptor NetworkTls { get; } = new(
        "network.tls", "network", "TLS log", SourceStage.Observation,
        [BlindSpots.OffNetwork, BlindSpots.NatAddressOnly, BlindSpots.EncryptedClientHello]);

    /// <summary>The authority's register of who pays for which device.</summary>
    public static SourceDescriptor FundingRegister { get; } = new(
        "funding.register", "funding", "Funding register", SourceStage.Reference, []);

    /// <summary>The authority's register of exceptions.</summary>
    public static SourceDescriptor WaiverRegister { get; } = new(
        "waivers.register", "waivers", "Waiver register", SourceStage.Reference, []);

    /// <summary>All of them, in the order in which a coverage lists them.</summary>
    public static IReadOnlyList<SourceDescriptor> All { get; } =
    [
        MdmDevices, MdmInventory, MdmInventoryAggregate, MdmInstallStatus, MdmRestrictedApps, SoftwareInventory, SoftwareWebApps,
        DirectoryUsers, DirectoryGroups, DirectoryDevices, DirectoryServicePrincipals, DirectoryGrants, DirectorySignIns,
        MailTrace, MailEvents,
        NetworkDevices, NetworkEvents, NetworkClicks, NetworkCloudApps, NetworkCloudDiscovery, NetworkAccess, NetworkProxy, NetworkDns, NetworkTls,
        FundingRegister, WaiverRegister,
    ];
}
