using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Services;

/// <summary>Who is in a group or unit, with the groups in it if need be. Each member once, with what the directory knows of it now.</summary>
internal static class GroupMembers
{
    public static IReadOnlyList<JsonElement> Of(TenantState state, EntitySet set, string id, bool deep)
    {
        var found = new List<JsonElement>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { id };
        Collect(state, set.Find(id) ?? throw Refusal.Missing(id), deep, seen, found);
        return found;
    }

    private static void Collect(TenantState state, JsonElement group, bool deep, HashSet<string> seen, List<JsonElement> found)
    {
        if (!group.TryGetProperty("members", out var members))
            return;
        foreach (var member in members.EnumerateArray())
        {
            var id = member.GetProperty("id").GetString()!;
            if (!seen.Add(id))
                continue;
            if (Now(state, id, member) is { } now)
                found.Add(now);
            if (deep && state.Groups.Find(id) is { } nested)
                Collect(state, nested, deep, seen, found);
        }
    }

    // A device that left the directory has left its groups.
    private static JsonElement? Now(TenantState state, string id, JsonElement member) =>
        state.Users.Find(id) is { } user ? Typed(user, "#microsoft.graph.user")
        : state.Devices.Find(id) is { } device ? Typed(device, "#microsoft.graph.device")
        : member.TryGetProperty("@odata.type", out var type) && type.GetString() == "#microsoft.graph.device" ? null
        : member;

    private static JsonElement Typed(JsonElement row, string type)
    {
        var typed = new JsonObject { ["@odata.type"] = type };
        foreach (var member in row.EnumerateObject())
            typed[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return JsonSerializer.SerializeToElement(typed);
    }
}
