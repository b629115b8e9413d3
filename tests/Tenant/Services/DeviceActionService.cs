using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>What is asked of one device, and what became of it. Of each kind of action the last one is kept.</summary>
internal static class DeviceActionService
{
    private const string Root = "deviceManagement/managedDevices/{id}";

    private static readonly string[] Versions = ["v1.0", "beta"];

    public static IEnumerable<Route> Routes =>
    [
        .. Versions.Select(version => new Route("POST", $"/{version}/{Root}/syncDevice", Family.Intune, Sync, "DeviceManagementManagedDevices.PrivilegedOperations.All")),
        new("POST", $"/beta/{Root}/sendCustomNotificationToCompanyPortal", Family.Intune, Notify, "DeviceManagementConfiguration.ReadWrite.All") { Body = "notificationTitle,notificationBody:string" },
    ];

    /// <summary>The device with what was asked of it, which lists leave out.</summary>
    public static JsonElement WithResults(TenantState state, JsonElement device)
    {
        var shown = Changes.Copy(device);
        shown["deviceActionResults"] = JsonNode.Parse(state.DeviceActions.Find(device.GetProperty("id").GetString()!)?.GetProperty("deviceActionResults").GetRawText() ?? "[]");
        return JsonSerializer.SerializeToElement(shown);
    }

    private static Answer Sync(Exchange exchange)
    {
        var device = Find(exchange);
        Record(exchange, "syncDevice", null);
        exchange.Tenant.CheckIns.Expect(device.GetProperty("id").GetString()!);
        return new Answer { Status = 204 };
    }

    private static Answer Notify(Exchange exchange)
    {
        var device = Find(exchange);
        if (device.GetProperty("operatingSystem").GetString() is not ("iOS" or "iPadOS" or "Android"))
            throw Refusal.BadRequest("Custom notifications are supported on iOS, iPadOS and Android only.");
        var body = exchange.Json();
        if (JsonValues.Find(body, "notificationTitle") is not { ValueKind: JsonValueKind.String } title || title.GetString()!.Length is 0 or > 50
            || JsonValues.Find(body, "notificationBody") is not { ValueKind: JsonValueKind.String } text || text.GetString()!.Length is 0 or > 500)
            throw Refusal.BadRequest("A notification needs a title of at most 50 and a body of at most 500 characters.");
        Record(exchange, "sendCustomNotificationToCompanyPortal", CanonicalJson.Hash(body));
        return new Answer { Status = 204 };
    }

    private static JsonElement Find(Exchange exchange)
    {
        var device = exchange.State.ManagedDevices.Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "Device not found.");
        Restriction.Check(exchange, exchange.Values["id"], device.GetProperty("azureADDeviceId").GetString(), device.GetProperty("userId").GetString());
        return device;
    }

    private static void Record(Exchange exchange, string action, string? message)
    {
        var id = exchange.Values["id"];
        var now = exchange.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var old = exchange.State.DeviceActions.Find(id);
        var known = old is null ? new JsonObject { ["id"] = id, ["deviceActionResults"] = new JsonArray() } : Changes.Copy(old.Value);
        var others = known["deviceActionResults"]!.AsArray().Where(result => (string?)result!["actionName"] != action).Select(result => result!.DeepClone());
        known["deviceActionResults"] = new JsonArray([.. others, new JsonObject { ["actionName"] = action, ["actionState"] = "pending", ["startDateTime"] = now, ["lastUpdatedDateTime"] = now }]);
        var after = JsonSerializer.SerializeToElement(known);
        exchange.State.DeviceActions.Set(after);

        // Twice within the same moment is twice all the same.
        Changes.Count(exchange, id, action, message is null ? [] : [message], old is null ? null : CanonicalJson.Hash(old.Value), CanonicalJson.Hash(after));
    }
}
