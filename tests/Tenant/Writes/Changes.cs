using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Writes;

/// <summary>Changes what the tenant holds on behalf of a request, and counts what came of it. One request changes at a time.</summary>
internal static class Changes
{
    private static readonly string[] Names = ["uniqueName", "displayName", "name", "title"];

    /// <summary>Stores an object in place of the one with its id.</summary>
    public static void Set(Exchange exchange, EntitySet set, JsonObject after, params IReadOnlyList<string> details)
    {
        var json = JsonSerializer.SerializeToElement(after);
        var id = json.GetProperty("id").GetString()!;
        var old = set.Find(id);
        if (old is { } known && CanonicalJson.IsSame(known, json))
            return;
        set.Set(json);
        Count(exchange, id, NameOf(json), details, old is { } before ? CanonicalJson.Hash(before) : null, CanonicalJson.Hash(json));
    }

    public static void Remove(Exchange exchange, EntitySet set, string id, string reason = "changed")
    {
        if (set.Find(id) is not { } old)
            return;
        set.Remove(id, reason);
        Count(exchange, id, NameOf(old), [], CanonicalJson.Hash(old), null);
    }

    /// <summary>Counts what leaves no object behind, such as a message to a device.</summary>
    public static void Count(Exchange exchange, string id, string? name, IReadOnlyList<string> details, string? before, string? after) =>
        exchange.State.Effects.Add(number => new Effect(number, exchange.Log.Number, exchange.Route.Kind, id, name, details, before, after, exchange.Now));

    /// <summary>An object's own copy, to change.</summary>
    public static JsonObject Copy(JsonElement json) => JsonObject.Create(json)!;

    private static string? NameOf(JsonElement json) => Names
        .Select(property => json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(name => name is not null);
}
