using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>The kinds of policies that Intune has here.</summary>
internal static class PolicyKinds
{
    private const string Read = "DeviceManagementConfiguration.Read.All";

    private static readonly PolicyService Configurations = new("deviceManagement/deviceConfigurations", state => state.DeviceConfigurations, "deviceConfiguration", ["v1.0", "beta"], ApprovalFamily.Configuration, _ => { });

    private static readonly PolicyService Compliance = new("deviceManagement/deviceCompliancePolicies", state => state.CompliancePolicies, "deviceCompliancePolicy", ["v1.0", "beta"], ApprovalFamily.Compliance, MustBlock)
    {
        Hidden = ["assignments", "scheduledActionsForRule"],
        OnlyBeta = ["restrictedApps"],
    };

    private static readonly PolicyService Catalogue = new("deviceManagement/configurationPolicies", state => state.ConfigurationPolicies, "deviceManagementConfigurationPolicy", ["beta"], ApprovalFamily.Configuration, MustSet)
    {
        Hidden = ["assignments", "settings"],
        HasKinds = false,
    };

    public static IEnumerable<Route> Routes =>
    [
        .. Configurations.Routes,
        .. Compliance.Routes,
        .. Catalogue.Routes,
        new("GET", "/beta/deviceManagement/configurationPolicies/{id}/settings", Family.Intune, Settings, Read) { IsList = true },
    ];

    private static Answer Settings(Exchange exchange) => Listing.Page(
        exchange,
        Catalogue.Kind(exchange) with { Context = "deviceManagement/configurationPolicies/settings", Relations = [] },
        Catalogue.Find(exchange).TryGetProperty("settings", out var settings) ? [.. settings.EnumerateArray()] : Array.Empty<JsonElement>());

    // What happens to a device that doesn't comply must be said, whatever the rule is.
    private static void MustBlock(JsonObject policy)
    {
        var blocks = (policy["scheduledActionsForRule"] as JsonArray ?? []).SelectMany(rule => rule!["scheduledActionConfigurations"] as JsonArray ?? [])
            .Count(action => (string?)action!["actionType"] == "block");
        if (blocks != 1)
            throw Refusal.BadRequest("A compliance policy must have one block action in scheduledActionsForRule.");
    }

    private static void MustSet(JsonObject policy)
    {
        if (policy["platforms"] is null || policy["technologies"] is null || policy["settings"] is not JsonArray { Count: > 0 } settings)
            throw Refusal.BadRequest("A policy of the settings catalogue must have platforms, technologies and settings.");
        foreach (var definition in settings.SelectMany(setting => Definitions(setting!["settingInstance"])))
        {
            if (!SettingDefinitions.Knows(definition))
                throw Refusal.BadRequest($"The setting definition '{definition}' does not exist.");
        }
        policy["settingCount"] = settings.Count;
        for (var i = 0; i < settings.Count; i++)
            settings[i]!["id"] ??= i.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Definitions(JsonNode? node) => node switch
    {
        JsonObject parent => (parent["settingDefinitionId"] is { } id ? new[] { (string)id! } : []).Concat(parent.SelectMany(member => Definitions(member.Value))),
        JsonArray items => items.SelectMany(Definitions),
        _ => [],
    };
}
