namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of Intune.</summary>
internal static class MdmOperations
{
    private const string ReadDevices = "DeviceManagementManagedDevices.Read.All";
    private const string ReadApplications = "DeviceManagementApps.Read.All";
    private const string ReadConfiguration = "DeviceManagementConfiguration.Read.All";

    public static ExportOperations DevicesExport { get; } = Exports("mdm.devices", ReadDevices, ReadConfiguration, ReadApplications);

    public static ExportOperations CountsExport { get; } = Exports("mdm.inventory-aggregate", ReadDevices, ReadConfiguration, ReadApplications);

    public static ExportOperations InventoryExport { get; } = Exports("mdm.inventory", ReadDevices, ReadConfiguration, ReadApplications);

    public static ExportOperations InstallStatusExport { get; } = Exports("mdm.install-status", ReadApplications, ReadDevices, ReadConfiguration);

    /// <summary>Export jobs leave their files in storage, behind links that need no token.</summary>
    public static TenantOperation Download { get; } =
        TenantOperation.Get("mdm.exports.download", "mdm.inventory", "/{container}/{file}", ServiceFamily.Storage);

    public static TenantOperation DevicesList { get; } = Optional(TenantOperation.Get(
        "mdm.devices.list", "mdm.devices", "/v1.0/deviceManagement/managedDevices", ServiceFamily.Intune, ReadDevices, ReadConfiguration));

    public static TenantOperation DevicesCount { get; } = Optional(TenantOperation.Get(
        "mdm.devices.count", "mdm.devices", "/v1.0/deviceManagement/managedDeviceOverview", ServiceFamily.Intune, ReadDevices, ReadConfiguration));

    public static TenantOperation CountsList { get; } = Optional(TenantOperation.Get(
        "mdm.inventory-aggregate.list", "mdm.inventory-aggregate", "/v1.0/deviceManagement/detectedApps", ServiceFamily.Intune, ReadDevices, ReadConfiguration));

    public static TenantOperation InventoryList { get; } = Optional(TenantOperation.Get(
        "mdm.inventory.list", "mdm.inventory", "/v1.0/deviceManagement/detectedApps", ServiceFamily.Intune, ReadDevices, ReadConfiguration));

    public static TenantOperation InventoryDevices { get; } = Optional(TenantOperation.Get(
        "mdm.inventory.devices", "mdm.inventory", "/v1.0/deviceManagement/detectedApps/{id}/managedDevices", ServiceFamily.Intune, ReadDevices));

    public static TenantOperation ApplicationsList { get; } = TenantOperation.Get(
        "mdm.applications.list", "mdm.install-status", "/v1.0/deviceAppManagement/mobileApps", ServiceFamily.Intune, ReadApplications);

    public static TenantOperation ApplicationAssignments { get; } = TenantOperation.Get(
        "mdm.applications.assignments", "mdm.install-status", "/v1.0/deviceAppManagement/mobileApps/{id}/assignments", ServiceFamily.Intune, ReadApplications);

    public static TenantOperation RestrictingPolicies { get; } = TenantOperation.Get(
        "mdm.restricted-apps.policies", "mdm.restricted-apps", "/beta/deviceManagement/deviceCompliancePolicies", ServiceFamily.Intune, ReadConfiguration);

    public static TenantOperation ComplianceSettings { get; } = TenantOperation.Get(
        "mdm.restricted-apps.settings", "mdm.restricted-apps", "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries", ServiceFamily.Intune, ReadConfiguration);

    public static TenantOperation ComplianceSettingStates { get; } = TenantOperation.Get(
        "mdm.restricted-apps.states", "mdm.restricted-apps",
        "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries/{id}/deviceComplianceSettingStates", ServiceFamily.Intune, ReadConfiguration);

    public static IReadOnlyList<TenantOperation> All { get; } =
    [
        DevicesExport.Submit, DevicesExport.Poll, DevicesList, DevicesCount,
        CountsExport.Submit, CountsExport.Poll, CountsList,
        InventoryExport.Submit, InventoryExport.Poll, InventoryList, InventoryDevices,
        ApplicationsList, ApplicationAssignments, InstallStatusExport.Submit, InstallStatusExport.Poll,
        RestrictingPolicies, ComplianceSettings, ComplianceSettingStates,
        Download,
    ];

    // Another way to the same rows, or a check of them.
    private static TenantOperation Optional(TenantOperation operation) => operation with { IsOptional = true };

    private static ExportOperations Exports(string source, params string[] permissions) => new(
        TenantOperation.Post($"{source}.export", source, "/v1.0/deviceManagement/reports/exportJobs", ServiceFamily.IntuneExports, permissions) with
        {
            // An order that got lost on its way back makes a report that nobody fetches, and changes nothing.
            PermissionNote = "Microsoft's list asks for a permission to write, which reading a report should not need: the service itself answers that any of these permissions to read suffices.",
        },
        TenantOperation.Get($"{source}.export.state", source, "/v1.0/deviceManagement/reports/exportJobs/{id}", ServiceFamily.IntuneExports, permissions));
}

/// <summary>Ordering a report for one kind of source, and asking how far it has come.</summary>
/// <param name="Submit">Orders it.</param>
/// <param name="Poll">Asks.</param>
internal sealed record ExportOperations(TenantOperation Submit, TenantOperation Poll);
