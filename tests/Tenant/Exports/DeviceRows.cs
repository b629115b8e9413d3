using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>Rows of the devices report, with the columns that the portal's downloads leave out.</summary>
internal static class DeviceRows
{
    public static IReadOnlyDictionary<string, string> Complete(IReadOnlyDictionary<string, string> row)
    {
        var complete = new Dictionary<string, string>(row, StringComparer.OrdinalIgnoreCase);
        var owner = ManagedDeviceRows.Owner(row["OwnerType"]);
        complete["OwnerType"] = owner switch { "company" => "1", "personal" => "2", _ => "0" };
        complete["OwnerType_loc"] = owner switch { "company" => "Company", "personal" => "Personal", _ => "Unknown" };
        complete["Ownership"] = complete["OwnerType_loc"];
        complete.TryAdd("ManagementState", "0");
        complete.TryAdd("ManagementState_loc", "Managed");
        return complete;
    }
}
