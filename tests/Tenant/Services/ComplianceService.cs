using System.Text.Json;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>The states of devices under the settings of compliance policies.</summary>
internal static class ComplianceService
{
    private static readonly FilterRules Ignoring = FilterRules.None with { Otherwise = FilterVerdict.Ignored };

    private static readonly ListKind Summaries = new("deviceManagement/deviceCompliancePolicySettingStateSummaries", 1000, 1000, Ignoring) { Oversized = OversizedTop.Clamped };

    private static readonly ListKind States = new("deviceComplianceSettingStates", 1000, 1000, Ignoring) { Oversized = OversizedTop.Clamped };

    private const string Read = "DeviceManagementConfiguration.Read.All";

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries", Family.Intune, exchange => Listing.Page(exchange, Summaries, Summarised(exchange)), Read) { IsList = true },
        new("GET", "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries/{id}/deviceComplianceSettingStates", Family.Intune, StatesOf, Read) { IsList = true },
    ];

    private static IReadOnlyList<JsonElement> Summarised(Exchange exchange) =>
    [
        .. exchange.State.ComplianceSettingStates.Rows().GroupBy(Setting, StringComparer.Ordinal).Select(group => JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["id"] = group.Key,
            ["setting"] = group.Key,
            ["settingName"] = group.Key,
            ["platformType"] = "iOS",
            ["compliantDeviceCount"] = group.Count(row => row.GetProperty("state").GetString() == "compliant"),
            ["nonCompliantDeviceCount"] = group.Count(row => row.GetProperty("state").GetString() == "nonCompliant"),
        })),
    ];

    private static Answer StatesOf(Exchange exchange) =>
        Listing.Page(exchange, States, [.. exchange.State.ComplianceSettingStates.Rows().Where(row => Setting(row) == exchange.Values["id"])]);

    private static string Setting(JsonElement row) => row.GetProperty("setting").GetString() ?? "";
}
