using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Groups are made, filled, emptied and deleted. A unique name is unique, and stays.</summary>
internal static class GroupWrites
{
    private const int MostReferences = 20;

    private static readonly string[] Permissions = ["Group.ReadWrite.All"];

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/groups", Family.Directory, Create, Permissions),
        new("PATCH", "/v1.0/groups/{id}", Family.Directory, Update, Permissions),
        new("DELETE", "/v1.0/groups/{id}", Family.Directory, Delete, Permissions),
        new("DELETE", "/v1.0/groups/{id}/members/{member}/$ref", Family.Directory, RemoveMember, Permissions),
    ];

    private static Answer Create(Exchange exchange)
    {
        var body = Changes.Copy(exchange.Json());
        foreach (var needed in new[] { "displayName", "mailEnabled", "mailNickname", "securityEnabled" })
        {
            if (body[needed] is null)
                throw Bad($"A value is required for property '{needed}' of resource 'Group'.");
        }
        CheckTexts(body);
        if ((string?)body["uniqueName"] is { } unique && exchange.State.Groups.Rows().Any(row => Same(row, "uniqueName", unique)))
            throw Bad("Another object with the same value for property uniqueName already exists.");
        var members = References(exchange, body, default);
        var created = new JsonObject
        {
            ["id"] = exchange.State.NewId(),
            ["deletedDateTime"] = null,
            ["createdDateTime"] = exchange.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["groupTypes"] = new JsonArray(),
            ["mail"] = null,
            ["visibility"] = null,
        };
        foreach (var (name, value) in body.Where(member => !member.Key.Contains('@', StringComparison.Ordinal)))
            created[name] = value?.DeepClone();
        var shown = created.DeepClone().AsObject();
        created["members"] = new JsonArray([.. members]);
        Changes.Set(exchange, exchange.State.Groups, created, [.. members.Select(IdOf)]);
        exchange.State.Lag.Begin(IdOf(created), exchange.Tenant.Options.DirectoryLag);
        shown.Insert(0, "@odata.context", $"{exchange.Root}/v1.0/$metadata#groups/$entity");
        return Answer.Json(shown.ToJsonString(), 201);
    }

    private static Answer Update(Exchange exchange)
    {
        var group = Find(exchange);
        var present = exchange.State.Groups.Find(exchange.Values["id"])!.Value;
        var body = Changes.Copy(exchange.Json());
        CheckTexts(body);
        if (body.ContainsKey("uniqueName") && (string?)body["uniqueName"] != (string?)group["uniqueName"])
            throw Bad("Property 'uniqueName' is read-only and cannot be set.");
        var added = References(exchange, body, present);
        foreach (var (name, value) in body.Where(member => !member.Key.Contains('@', StringComparison.Ordinal)))
            group[name] = value?.DeepClone();
        return Save(exchange, group, added);
    }

    private static Answer RemoveMember(Exchange exchange)
    {
        var group = Find(exchange);
        var member = Members(group).FirstOrDefault(known => string.Equals(IdOf(known), exchange.Values["member"], StringComparison.OrdinalIgnoreCase)) ?? throw Refusal.Missing(exchange.Values["member"]);
        Restriction.Check(exchange, exchange.Values["member"]);
        group["members"]!.AsArray().Remove(member);
        Changes.Set(exchange, exchange.State.Groups, group, IdOf(member));
        return new Answer { Status = 204 };
    }

    private static Answer Delete(Exchange exchange)
    {
        Changes.Remove(exchange, exchange.State.Groups, IdOf(Find(exchange)));
        return new Answer { Status = 204 };
    }

    private static Answer Save(Exchange exchange, JsonObject group, IReadOnlyList<JsonObject> added)
    {
        if (group["members"] is not JsonArray members)
            group["members"] = members = [];
        foreach (var member in added)
            members.Add((JsonNode)member);
        Changes.Set(exchange, exchange.State.Groups, group, [.. added.Select(IdOf)]);
        return new Answer { Status = 204 };
    }

    private static JsonObject Find(Exchange exchange)
    {
        var id = exchange.Values["id"];
        var group = exchange.State.Groups.Find(id) ?? throw Refusal.Missing(id);
        Restriction.Check(exchange, id);
        return Changes.Copy(group);
    }

    // All of them are added, or none.
    private static List<JsonObject> References(Exchange exchange, JsonObject body, JsonElement group)
    {
        if (body["members@odata.bind"] is not JsonArray bound)
            return [];
        if (bound.Count > MostReferences)
            throw Bad($"The request has more than {MostReferences} references of members; send them in several requests.");
        var found = new List<JsonObject>();
        foreach (var address in bound)
        {
            var id = Target(exchange, (string?)address);
            var member = Member(exchange, id) ?? throw Refusal.Missing(id);
            if (found.Exists(other => IdOf(other) == IdOf(member)))
                throw Bad($"Object '{id}' can only be present once as an add/remove change.");
            found.Add(member);
        }
        var added = found.Select(IdOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (group.ValueKind == JsonValueKind.Object && group.TryGetProperty("members", out var members) && members.EnumerateArray().Any(member => added.Contains(member.GetProperty("id").GetString()!)))
            throw Bad("One or more added object references already exist for the following modified properties: 'members'.");
        Restriction.Check(exchange, found.Select(IdOf));
        CheckDevices(exchange, found);
        return found;
    }

    // A reference to a device counts as a change of the device, and its own permission is asked for beside that of the group.
    private static void CheckDevices(Exchange exchange, List<JsonObject> members)
    {
        string[] suffices = ["Device.ReadWrite.All", "Directory.ReadWrite.All"];
        if (exchange.Token is { Request.User: null } token && members.Exists(member => (string?)member["@odata.type"] == "#microsoft.graph.device") && !token.Permissions.Any(suffices.Contains))
            throw new Refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    private static string Target(Exchange exchange, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host == "graph.microsoft.com" || uri.Authority == exchange.Tenant.Endpoint.Authority)
        && uri.AbsolutePath.Split('/') is [_, "v1.0" or "beta", "directoryObjects" or "devices" or "users" or "groups" or "servicePrincipals", { Length: > 0 } id]
            ? id
            : throw Bad($"Invalid URL format specified in the request payload: '{address}'.");

    private static JsonObject? Member(Exchange exchange, string id)
    {
        var state = exchange.State;
        var (json, type) = state.Devices.Find(id) is { } device ? (device, "device")
            : state.Users.Find(id) is { } user ? (user, "user")
            : state.Groups.Find(id) is { } group ? (group, "group")
            : state.ServicePrincipals.Find(id) is { } application ? (application, "servicePrincipal")
            : (default(JsonElement?), "");
        return json is null ? null : new JsonObject { ["@odata.type"] = "#microsoft.graph." + type, ["id"] = json.Value.GetProperty("id").GetString() };
    }

    private static void CheckTexts(JsonObject body)
    {
        if (body["displayName"] is { } name && ((string)name!).Length is 0 or > 256)
            throw Bad("Invalid value specified for property 'displayName' of resource 'Group'.");
        if (body["description"] is { } description && ((string)description!).Length > 1024)
            throw Bad("Invalid value specified for property 'description' of resource 'Group'.");
        if (body["mailNickname"] is { } nickname && (((string)nickname!).Length is 0 or > 64 || ((string)nickname!).Any(c => c > 127 || "@()\\[]\";:<>, ".Contains(c, StringComparison.Ordinal))))
            throw Bad("Invalid value specified for property 'mailNickname' of resource 'Group'.");
    }

    private static List<JsonObject> Members(JsonObject group) => [.. (group["members"] as JsonArray ?? []).Select(member => member!.AsObject())];

    private static string IdOf(JsonObject json) => (string)json["id"]!;

    private static bool Same(JsonElement row, string property, string value) => row.TryGetProperty(property, out var found) && string.Equals(found.GetString(), value, StringComparison.OrdinalIgnoreCase);

    private static Refusal Bad(string message) => Refusal.BadRequest(message, "Request_BadRequest");
}
