using System.Text.Json;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>States of devices under compliance settings, as the report has them.</summary>
internal static class ComplianceRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Of(TenantState state) => state.ComplianceSettingStates.Rows().Select(row => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["DeviceId"] = Text(row, "deviceId"),
        ["DeviceName"] = Text(row, "deviceName"),
        ["PolicyId"] = Text(row, "policyId"),
        ["PolicyName"] = Text(row, "policyName"),
        ["SettingName"] = Text(row, "settingName"),
        ["SettingNm"] = Text(row, "settingName"),
        ["SettingStatus"] = Text(row, "state") switch { "compliant" => "2", "nonCompliant" => "4", "error" => "5", _ => "1" },
        ["UPN"] = Text(row, "userPrincipalName"),
        ["UserId"] = Text(row, "userId"),
        ["UserName"] = Text(row, "userName"),
        ["LastContact"] = "",
        ["StateDetails"] = "",
    });

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
