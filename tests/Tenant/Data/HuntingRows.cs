using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Data;

/// <summary>Hunting tables from Defender's exports, in the columns that the tables themselves have.</summary>
internal static class HuntingRows
{
    public static void Load(TenantState state, ExportFolder folder)
    {
        var devices = new Dictionary<string, JsonObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in state.Hunting.Values)
        {
            var rows = folder.Objects("defender", table.Name + "*.json")
                .Concat(folder.Records("defender", table.Name + "*.csv").Select(row => JsonSerializer.SerializeToElement(row)));
            foreach (var row in rows)
            {
                table.Add(row);
                Meet(devices, row);
            }
        }

        // Exports were joined with the device table by whoever made them; the service has its keys there only.
        var newest = devices.Values.Select(device => (string?)device["Timestamp"]).Max(StringComparer.Ordinal);
        foreach (var device in devices.Values)
        {
            device["Timestamp"] ??= newest;
            state.Hunting["DeviceInfo"].Add(JsonSerializer.SerializeToElement(device));
        }
    }

    private static void Meet(Dictionary<string, JsonObject> devices, JsonElement row)
    {
        if (Text(row, "DeviceId") is not { Length: > 0 } id || Text(row, "AadDeviceId") is not { Length: > 0 } entra)
            return;
        var seen = Text(row, "Timestamp");
        if (!devices.TryGetValue(id, out var device))
            devices[id] = device = new JsonObject { ["DeviceId"] = id, ["DeviceName"] = Text(row, "DeviceName"), ["AadDeviceId"] = entra, ["OSPlatform"] = Text(row, "OSPlatform") ?? "Windows11", ["OnboardingStatus"] = "Onboarded", ["JoinType"] = "AAD Joined" };
        if (string.CompareOrdinal(seen, (string?)device["Timestamp"]) > 0)
            device["Timestamp"] = seen;
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
