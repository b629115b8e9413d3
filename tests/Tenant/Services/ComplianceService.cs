using System.Text.Json;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Compliance policies and the states of devices under their settings. Only beta shows which applications a policy restricts.</summary>
internal static class ComplianceService
{
    private static readonly FilterRules Ignoring = FilterRules.None with { Otherwise = FilterVerdict.Ignored };

    private static readonly ListKind Policies = new("deviceManagement/deviceCompliancePolicies", 1000, 1000, Ignoring) { Oversized = OversizedTop.Clamped, Relations = ["restrictedApps"] };

    private static readonly ListKind BetaPolicies = Policies with { Relations = [] };

    private static readonly ListKind Summaries = new("deviceManagement/deviceCompliancePolicySettingStateSummaries", 1000, 1000, Ignoring) { Oversized = OversizedTop.Clamped };

    private static readonly ListKind States = new("deviceComplianceSettingStates", 1000, 1000, Ignoring) { Oversized = OversizedTop.Clamped };

    private const string Read = "DeviceManagementConfiguration.Read.All";

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/deviceManagement/deviceCompliancePolicies", Family.Intune, exchange => Listing.Page(exchange, Policies, exchange.State.CompliancePolicies.Rows()), Read) { IsList = true },
        new("GET", "/beta/deviceManagement/deviceCompliancePolicies", Family.Intune, exchange => Listing.Page(exchange, BetaPolicies, exchange.State.CompliancePolicies.Rows()), Read) { IsList = true },
        new("GET", "/beta/deviceManagement/deviceCompliancePolicies/{id}", Family.Intune, Policy, Read),
        new("GET", "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries", Family.Intune, exchange => Listing.Page(exchange, Summaries, Summarised(exchange)), Read) { IsList = true },
        new("GET", "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries/{id}/deviceComplianceSettingStates", Family.Intune, StatesOf, Read) { IsList = true },
    ];

    private static Answer Policy(Exchange exchange) => Answer.Json(
        (exchange.State.CompliancePolicies.Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "The policy was not found.")).GetRawText());

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
