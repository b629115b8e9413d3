using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>A few definitions of the settings catalogue. Their ids are made up in the real ones' style: whoever needs one has to look it up.</summary>
internal static class SettingDefinitions
{
    private const string Edge = "vendor_msft_policy_config_microsoft_edgev716~policy~microsoft_edge";
    private const string Chrome = "vendor_msft_policy_config_chromeintunev716~policy~googlechrome";

    private static readonly string[] Texts = ["id", "name", "displayName", "description"];

    private static readonly ListKind Kind = new("deviceManagement/configurationSettings", 100, 1000, new FilterRules("id name displayName baseUri: eq startswith contains; keywords: any", Otherwise: FilterVerdict.Ignored)) { Oversized = OversizedTop.Clamped };

    private static readonly JsonElement[] All =
    [
        .. Policy("device_" + Edge, "URLBlocklist", "Block access to a list of URLs", "Microsoft Edge", "urlblocklist"),
        .. Policy("device_" + Edge + "_recommended", "URLBlocklist", "Block access to a list of URLs (users can override)", "Microsoft Edge", "urlblocklist"),
        .. Policy("user_" + Edge, "URLBlocklist", "Block access to a list of URLs (User)", "Microsoft Edge", "urlblocklist"),
        .. Policy("device_" + Edge, "URLAllowlist", "Define a list of allowed URLs", "Microsoft Edge", "urlallowlist"),
        .. Policy("device_" + Chrome, "URLBlocklist", "Block access to a list of URLs", "Google Chrome", "urlblocklist"),
        .. Policy("user_" + Chrome, "URLBlocklist", "Block access to a list of URLs (User)", "Google Chrome", "urlblocklist"),
        .. Policy("device_" + Chrome + "~extensions", "ExtensionInstallBlocklist", "Configure extension installation blocklist", "Google Chrome", "extensioninstallblocklist"),
        Setting("com.apple.applicationaccess_com.apple.applicationaccess", "SettingGroupCollection", "Restrictions", "Restrictions", "com.apple.applicationaccess"),
        Setting("com.apple.applicationaccess_blockedappbundleids", "SimpleSettingCollection", "blockedAppBundleIDs", "Blocked App Bundle IDs", "com.apple.applicationaccess"),
    ];

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/beta/deviceManagement/configurationSettings", Family.Intune, exchange => Listing.Page(exchange, Kind, Searched(exchange)), "DeviceManagementConfiguration.Read.All") { IsList = true },
        new("GET", "/beta/deviceManagement/configurationSettings/{id}", Family.Intune, One, "DeviceManagementConfiguration.Read.All"),
    ];

    public static bool Knows(string id) => All.Any(definition => definition.GetProperty("id").GetString() == id);

    private static Answer One(Exchange exchange) => All.FirstOrDefault(definition => definition.GetProperty("id").GetString() == exchange.Values["id"]) is { ValueKind: JsonValueKind.Object } found
        ? Listing.Single(exchange, Kind, found)
        : throw new Refusal(404, "NotFound", "The setting definition was not found.");

    private static IReadOnlyList<JsonElement> Searched(Exchange exchange) => exchange.Query["$search"]?.Trim('"') is not { Length: > 0 } words ? All
        : [.. All.Where(definition => Texts.Any(name => definition.GetProperty(name).GetString()!.Contains(words, StringComparison.OrdinalIgnoreCase)))];

    // A policy is a choice, on or off, and the list that it brings is a setting below it.
    private static JsonElement[] Policy(string category, string name, string display, string product, string id) =>
    [
        Setting($"{category}_{id}", "ChoiceSetting", name, display, product, $"{category}_{id}_0", $"{category}_{id}_1"),
        Setting($"{category}_{id}_{id}desc", "SimpleSettingCollection", name + "Desc", display, product),
    ];

    private static JsonElement Setting(string id, string type, string name, string display, string product, params string[] options)
    {
        var setting = new JsonObject
        {
            ["@odata.type"] = $"#microsoft.graph.deviceManagementConfiguration{type}Definition",
            ["id"] = id,
            ["name"] = name,
            ["displayName"] = display,
            ["description"] = $"{display}. {product}.",
            ["keywords"] = new JsonArray(product, name),
            ["baseUri"] = id.StartsWith("user_", StringComparison.Ordinal) ? "./User/Vendor/MSFT/Policy" : "./Device/Vendor/MSFT/Policy",
            ["offsetUri"] = $"/Config/{name}",
            ["rootDefinitionId"] = options.Length > 0 || !id.EndsWith("desc", StringComparison.Ordinal) ? id : id[..id.LastIndexOf('_')],
            ["categoryId"] = product,
        };
        if (options.Length > 0)
            setting["options"] = new JsonArray([.. options.Select((option, i) => (JsonNode)new JsonObject { ["itemId"] = option, ["name"] = i == 0 ? "Disabled" : "Enabled", ["displayName"] = i == 0 ? "Disabled" : "Enabled" })]);
        return JsonSerializer.SerializeToElement(setting);
    }
}
