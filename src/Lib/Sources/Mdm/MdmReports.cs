using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm;

/// <summary>The reports of one scan. What no other report decides is ordered at its beginning, so that all of it is written while other sources are read.</summary>
internal sealed class MdmReports
{
    // What the shapes read, and what is of use to whoever looks at a capture. Names are those of the service's own list of columns.
    public static readonly string[] DeviceColumns =
    [
        "DeviceId", "DeviceName", "ReferenceId", "SerialNumber", "IMEI", "UserId", "UPN", "UserEmail", "UserName", "OS", "OSVersion", "Manufacturer", "Model",
        "OwnerType", "EnrollmentType", "SupervisedStatus", "LastContact", "CreatedDate", "ManagementState", "ManagementAgents", "CompliantState",
    ];

    private static readonly string[] FewDeviceColumns =
        ["DeviceId", "DeviceName", "ReferenceId", "SerialNumber", "UserId", "UPN", "OS", "OSVersion", "Manufacturer", "Model", "OwnerType", "LastContact"];

    private static readonly string[] CountColumns =
        ["ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceCount", "Platform"];

    private static readonly string[] InstallColumns =
        ["DeviceId", "DeviceName", "AppInstallState", "InstallState", "UserId", "UserPrincipalName", "Platform", "AppVersion", "LastModifiedDateTime"];

    public static readonly string[] InventoryColumns =
    [
        "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceId", "DeviceName", "Platform", "UserId",
        "EmailAddress", "UserName",
    ];

    public ExportJobs Jobs { get; } = new();

    public ExportReport Devices { get; } = new("Devices", MdmOperations.DevicesExport, DeviceColumns, FewDeviceColumns, []);

    public ExportReport Counts { get; } = new("AppInvAggregate", MdmOperations.CountsExport, CountColumns, []);

    public ExportReport Inventory { get; } = new("AppInvRawData", MdmOperations.InventoryExport, InventoryColumns, []);

    /// <summary>The rows of the inventory with a name.</summary>
    public static ExportReport InventoryOf(string name) =>
        new("AppInvRawData", MdmOperations.InventoryExport, InventoryColumns, []) { Filter = ExportReport.Equal("ApplicationName", name) };

    /// <summary>The rows of the inventory with a key.</summary>
    public static ExportReport InventoryOfKey(string key) =>
        new("DevicesByAppInv", MdmOperations.InventoryExport, ["ApplicationKey", .. InventoryColumns], []) { Filter = ExportReport.Equal("ApplicationKey", key) };

    /// <summary>How far an application's assignment got.</summary>
    public static ExportReport InstallStatusOf(string application) => new(
        "DeviceInstallStatusByApp",
        MdmOperations.InstallStatusExport,
        [.. InstallColumns, "AppInstallStateDetails", "HexErrorCode"],
        InstallColumns,
        [])
    {
        Filter = ExportReport.Equal("ApplicationId", application),
    };

    /// <summary>Orders what a scan will want whatever it finds; once, however many readers ask.</summary>
    public Task BeginAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        var inventory = Wants(scan, SourceDescriptors.MdmInventory);
        var reports = new List<ExportReport>();
        if (Wants(scan, SourceDescriptors.MdmDevices))
            reports.Add(Devices);
        if (Wants(scan, SourceDescriptors.MdmInventoryAggregate) || (inventory && !scan.Options.WholeInventory))
            reports.Add(Counts);
        if (inventory && scan.Options.WholeInventory)
            reports.Add(Inventory);
        return Jobs.SubmitAsync(scan, reports, cancellationToken);
    }

    /// <summary>Whether a scan reads a source.</summary>
    public static bool Wants(LiveScan scan, SourceDescriptor source) => scan.Options.Sources?.Contains(source.Id) ?? true;
}
