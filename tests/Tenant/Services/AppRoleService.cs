using System.Text.Json;
using TikTokBan.Tenant.Granting;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Application permissions are granted and taken back. What the application that signs in is given, its next token holds.</summary>
internal static class AppRoleService
{
    private static readonly ListKind Assignments = new("appRoleAssignments", 100, 999, new FilterRules("resourceId: eq")) { IsDirectory = true };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/servicePrincipals/{id}/appRoleAssignments", Family.Directory, List, "Application.Read.All") { IsList = true },
        new("POST", "/v1.0/servicePrincipals/{id}/appRoleAssignments", Family.Directory, Create, "AppRoleAssignment.ReadWrite.All"),
        new("DELETE", "/v1.0/servicePrincipals/{id}/appRoleAssignments/{assignment}", Family.Directory, Delete, "AppRoleAssignment.ReadWrite.All"),
    ];

    private static Answer List(Exchange exchange)
    {
        _ = Principal(exchange, exchange.Values["id"]);
        return Listing.Page(exchange, Assignments, [.. exchange.State.AppRoleAssignments.Rows().Where(row => Text(row, "principalId") == exchange.Values["id"])]);
    }

    private static Answer Create(Exchange exchange)
    {
        var (principal, asked) = (Principal(exchange, exchange.Values["id"]), exchange.Json());
        if (Text(asked, "principalId") != exchange.Values["id"])
            throw Refusal.BadRequest("The principalId in the body does not match the one in the address.", "Request_BadRequest");
        var role = Text(asked, "appRoleId") ?? throw Refusal.BadRequest("The appRoleId property is missing.", "Request_BadRequest");
        var resource = Principal(exchange, Text(asked, "resourceId") ?? throw Refusal.BadRequest("The resourceId property is missing.", "Request_BadRequest"));
        var name = NameOf(resource, role) ?? throw Refusal.BadRequest("Permission being assigned was not found on application.", "Request_BadRequest");
        if (exchange.State.AppRoleAssignments.Rows().Any(row => Text(row, "principalId") == exchange.Values["id"] && Text(row, "appRoleId") == role && Text(row, "resourceId") == Text(resource, "id")))
            throw Refusal.BadRequest("Permission being assigned already exists on the object", "Request_BadRequest");
        var assignment = ApplicationRoles.Assignment(exchange.State.NewId(), exchange.Values["id"], Text(principal, "displayName"), Text(resource, "id")!, role);
        Changes.Set(exchange, exchange.State.AppRoleAssignments, assignment);
        if (IsOwn(exchange))
            exchange.Tenant.Permissions.Add(name);
        return Answer.Json(assignment.ToJsonString(), 201);
    }

    private static Answer Delete(Exchange exchange)
    {
        var id = exchange.Values["assignment"];
        var assignment = exchange.State.AppRoleAssignments.Find(id) ?? throw Refusal.Missing(id);
        if (IsOwn(exchange) && NameOf(Principal(exchange, Text(assignment, "resourceId")!), Text(assignment, "appRoleId")!) is { } name)
            exchange.Tenant.Permissions.Remove(name);
        Changes.Remove(exchange, exchange.State.AppRoleAssignments, id);
        return new Answer { Status = 204 };
    }

    private static bool IsOwn(Exchange exchange) => exchange.Values["id"] == ApplicationRoles.Own;

    private static JsonElement Principal(Exchange exchange, string id) => exchange.State.ServicePrincipals.Find(id) ?? throw Refusal.Missing(id);

    private static string? NameOf(JsonElement service, string role) => service.TryGetProperty("appRoles", out var roles)
        ? roles.EnumerateArray().Where(one => Text(one, "id") == role && one.GetProperty("allowedMemberTypes").EnumerateArray().Any(kind => kind.GetString() == "Application")).Select(one => Text(one, "value")).FirstOrDefault()
        : null;

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
