using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Exports;

/// <summary>A report that can be exported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Filterable">Columns that may be filtered by.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record ReportDefinition(string Name, string[] Columns, string[] Filterable, Func<TenantState, IEnumerable<IReadOnlyDictionary<string, string>>> Rows)
{
    private static readonly string[] Raw = ["ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceId", "DeviceName", "OSDescription", "OSVersion", "Platform", "UserId", "EmailAddress", "UserName"];

    private static readonly string[] Compliance = ["DeviceId", "DeviceName", "PolicyId", "PolicyName", "SettingName", "SettingNm", "SettingStatus", "StateDetails", "UPN", "UserId", "UserName", "LastContact"];

    private static readonly ReportDefinition[] All =
    [
        new("Devices",
            ["DeviceId", "DeviceName", "OwnerType", "Ownership", "ManagementAgents", "ManagementState", "OS", "OSVersion", "CompliantState", "LastContact", "CreatedDate", "EnrollmentType", "DeviceType", "SerialNumber", "IMEI", "Manufacturer", "Model", "SupervisedStatus", "JailBroken", "CategoryName", "PhoneNumber", "ReferenceId", "UserId", "UPN", "UserEmail", "UserName"],
            ["OwnerType", "DeviceType", "ManagementAgents", "CategoryName", "ManagementState", "CompliantState", "JailBroken", "LastContact", "CreatedDate", "EnrollmentType"],
            state => state.DeviceReportRows().Select(DeviceRows.Complete)) { Localised = ["OwnerType", "ManagementAgents", "CompliantState", "EnrollmentType", "DeviceType", "ManagementState"] },
        new("AppInvAggregate", ["ApplicationId", "ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceCount", "Platform"], [], state => state.Inventory.Counts),
        new("AppInvRawData", Raw, ["ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceId", "DeviceName", "OSDescription", "OSVersion", "Platform", "UserId", "EmailAddress", "UserName"], state => state.Inventory.Rows()) { IsInventory = true },
        new("AppInvByDevice", ["ApplicationId", .. Raw], ["DeviceId"], state => state.Inventory.Rows()) { IsInventory = true, Mandatory = "DeviceId" },
        new("DevicesByAppInv", ["ApplicationId", .. Raw], ["ApplicationKey"], state => state.Inventory.Rows()) { IsInventory = true, Mandatory = "ApplicationKey" },
        new("DeviceInstallStatusByApp",
            ["AppInstallState", "AppInstallStateDetails", "AppVersion", "ApplicationId", "AssignmentFilterIdsExist", "DeviceId", "DeviceName", "ErrorCode", "HexErrorCode", "InstallState", "InstallStateDetail", "LastModifiedDateTime", "Platform", "UserId", "UserName", "UserPrincipalName"],
            ["ApplicationId", "AppInstallState", "InstallState", "HexErrorCode"],
            InstallStatusRows.Of) { Mandatory = "ApplicationId", Localised = ["AppInstallState", "AppInstallStateDetails", "InstallState", "InstallStateDetail"] },
        new("DevicePolicySettingsComplianceReport", Compliance, ["PolicyId", "DeviceId", "SettingStatus"], ComplianceRows.Of),
        new("DevicePolicySettingsComplianceReportV3", Compliance, ["PolicyId", "DeviceId", "SettingStatus"], ComplianceRows.Of),
    ];

    /// <summary>Columns with a twin that holds the text of their code.</summary>
    public string[] Localised { get; init; } = [];

    /// <summary>Column that must be filtered by; null for none.</summary>
    public string? Mandatory { get; init; }

    /// <summary>Its rows are those of the inventory's file, which may be too many for memory.</summary>
    public bool IsInventory { get; init; }

    public static ReportDefinition Find(string name) => Array.Find(All, report => string.Equals(report.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw Refusal.BadRequest($"Invalid report name: {name}");

    /// <summary>The column of that name, in the report's own spelling. Some are also known by their name in the device's resource.</summary>
    public string? Column(string name) => Array.Find(Columns, column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase))
        ?? (Name == "Devices" ? name switch { "managementAgent" => "ManagementAgents", "complianceState" => "CompliantState", _ => null } : null);

    public void CheckFilter(ExportRequest request)
    {
        if (Filterable.Length == 0 && request.Filter is { Length: > 0 })
            throw Refusal.BadRequest($"Filters are not supported for report {Name}.");
        if (request.Conditions.FirstOrDefault(condition => !Filterable.Contains(condition.Column)) is { Column: { } column })
            throw Refusal.BadRequest($"Filter column {column} is not supported for report {Name}.");
        if (Mandatory is { } needed && !request.Conditions.Any(condition => condition.Column == needed))
            throw Refusal.BadRequest($"Filter on {needed} is required for report {Name}.");
    }
}
