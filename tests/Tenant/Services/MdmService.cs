using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Intune's devices and the applications that it found on them.</summary>
internal static class MdmService
{
    // Filters that it doesn't know are ignored: everything comes back, and the status says that all is well.
    private static readonly ListKind Devices = new("deviceManagement/managedDevices", 1000, 1000, new FilterRules(
        "operatingSystem managedDeviceOwnerType complianceState userPrincipalName serialNumber azureADDeviceId deviceName emailAddress managementAgent: eq ne startswith contains; lastSyncDateTime: eq gt ge lt le; enrolledDateTime: lt gt; id: eq", Otherwise: FilterVerdict.Ignored))
    {
        Oversized = OversizedTop.Clamped,
    };

    private static readonly ListKind Apps = new("deviceManagement/detectedApps", 50, 1000, new FilterRules("displayName publisher: eq startswith contains", Otherwise: FilterVerdict.Ignored)) { Oversized = OversizedTop.Clamped };

    private static readonly ListKind AppDevices = new("deviceManagement/detectedApps/managedDevices", 50, 1000, FilterRules.None with { Otherwise = FilterVerdict.Ignored }) { Oversized = OversizedTop.Clamped };

    private const string ReadDevices = "DeviceManagementManagedDevices.Read.All";

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/deviceManagement/managedDevices", Family.Intune, exchange => Listing.Page(exchange, Devices, exchange.State.ManagedDevices.Rows()), ReadDevices) { IsList = true },
        new("GET", "/v1.0/deviceManagement/managedDevices/{id}", Family.Intune, Device, ReadDevices),
        new("GET", "/beta/deviceManagement/managedDevices/{id}", Family.Intune, Device, ReadDevices),
        new("GET", "/v1.0/deviceManagement/managedDeviceOverview", Family.Intune, Overview, ReadDevices),
        new("GET", "/v1.0/deviceManagement/detectedApps", Family.Intune, exchange => Listing.Page(exchange, Apps, [.. exchange.State.Inventory.Counts.Select(App)]), ReadDevices) { IsList = true },
        new("GET", "/v1.0/deviceManagement/detectedApps/{id}/managedDevices", Family.Intune, DevicesWith, ReadDevices) { IsList = true },
        new("GET", "/v1.0/deviceManagement/detectedApps/{id}/managedDevices/{device}", Family.Intune, _ => throw Refusal.BadRequest("An error has occurred"), ReadDevices),
    ];

    private static Answer Device(Exchange exchange) => Listing.Single(exchange, Devices, DeviceActionService.WithResults(
        exchange.State, exchange.State.ManagedDevices.Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "Device not found.")));

    private static Answer Overview(Exchange exchange)
    {
        var rows = exchange.State.ManagedDevices.Rows();
        int Of(string system) => rows.Count(row => string.Equals(row.GetProperty("operatingSystem").GetString(), system, StringComparison.OrdinalIgnoreCase));
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Root}/v1.0/$metadata#deviceManagement/managedDeviceOverview/$entity");
            json.WriteString("id", "716fffff-0000-4000-8000-000000000001");
            json.WriteNumber("enrolledDeviceCount", rows.Count);
            json.WriteNumber("mdmEnrolledCount", rows.Count);
            json.WriteNumber("dualEnrolledDeviceCount", 0);
            json.WriteStartObject("deviceOperatingSystemSummary");
            json.WriteNumber("androidCount", Of("Android"));
            json.WriteNumber("iosCount", Of("iOS") + Of("iPadOS"));
            json.WriteNumber("macOSCount", Of("macOS"));
            json.WriteNumber("windowsCount", Of("Windows"));
            json.WriteEndObject();
        });
    }

    private static JsonElement App(IReadOnlyDictionary<string, string> row) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["id"] = row["ApplicationKey"],
        ["displayName"] = row["ApplicationName"],
        ["version"] = row["ApplicationVersion"],
        ["sizeInByte"] = 0,
        ["deviceCount"] = int.Parse(row["DeviceCount"], System.Globalization.CultureInfo.InvariantCulture),
        ["publisher"] = row["ApplicationPublisher"],
        ["platform"] = row["Platform"] switch { "IOS" => "ios", "MacOS" => "macOS", "Windows" => "windows", "AndroidWorkProfile" => "androidWorkProfile", "AndroidFullyManagedDedicated" => "androidDedicatedAndFullyManaged", _ => "unknown" },
    });

    // Only a few properties are filled here; the others have their type's first value.
    private static Answer DevicesWith(Exchange exchange)
    {
        var ids = exchange.State.Inventory.Rows().Where(row => row["ApplicationKey"] == exchange.Values["id"]).Select(row => row["DeviceId"]).Distinct(StringComparer.OrdinalIgnoreCase);
        return Listing.Page(exchange, AppDevices, [.. ids.Select(id => exchange.State.ManagedDevices.Find(id)).OfType<JsonElement>().Select(Sparse)]);
    }

    private static JsonElement Sparse(JsonElement device)
    {
        var sparse = new JsonObject();
        foreach (var member in device.EnumerateObject())
        {
            sparse[member.Name] = member.Name is "id" or "deviceName" or "operatingSystem" or "osVersion" or "emailAddress" ? JsonNode.Parse(member.Value.GetRawText())
                : member.Name is "managedDeviceOwnerType" or "complianceState" ? "unknown"
                : member.Name.EndsWith("DateTime", StringComparison.Ordinal) ? "0001-01-01T00:00:00Z"
                : null;
        }
        return JsonSerializer.SerializeToElement(sparse);
    }
}
