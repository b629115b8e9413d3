using System.Text.Json;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Applications of the directory are made, disabled and deleted, and what they were granted is taken back.</summary>
internal static class ApplicationWrites
{
    private static readonly string[] Needed = ["clientId", "consentType", "resourceId", "scope"];
    private static readonly string[] Key = ["clientId", "resourceId", "principalId"];

    private static readonly ListKind Grant = new("oauth2PermissionGrants", 100, 999, FilterRules.None) { IsDirectory = true };

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/servicePrincipals", Family.Directory, Create, "Application.ReadWrite.All"),
        new("PATCH", "/v1.0/servicePrincipals/{id}", Family.Directory, Update, "Application.ReadWrite.All"),
        new("DELETE", "/v1.0/servicePrincipals/{id}", Family.Directory, exchange => Delete(exchange, state => state.ServicePrincipals), "Application.ReadWrite.All"),
        new("GET", "/v1.0/oauth2PermissionGrants/{id}", Family.Directory, One, "Directory.Read.All"),
        new("POST", "/v1.0/oauth2PermissionGrants", Family.Directory, CreateGrant, "DelegatedPermissionGrant.ReadWrite.All"),
        new("DELETE", "/v1.0/oauth2PermissionGrants/{id}", Family.Directory, exchange => Delete(exchange, state => state.Grants), "DelegatedPermissionGrant.ReadWrite.All"),
        new("DELETE", "/v1.0/servicePrincipals/{application}/appRoleAssignedTo/{id}", Family.Directory, exchange => Delete(exchange, state => state.AppRoleAssignments), "AppRoleAssignment.ReadWrite.All"),
    ];

    private static Answer Create(Exchange exchange)
    {
        var created = Changes.Copy(exchange.Json());
        if ((string?)created["appId"] is not { } appId)
            throw Refusal.BadRequest("The appId property is missing.", "Request_BadRequest");
        if (exchange.State.ServicePrincipals.Rows().Any(row => row.TryGetProperty("appId", out var known) && known.GetString() == appId))
            throw new Refusal(409, "Request_MultipleObjectsWithSameKeyValue", "The service principal cannot be created, updated, or restored because the service principal name is already in use.");
        created["id"] = exchange.State.NewId();
        created["displayName"] ??= appId == TenantState.MessageTraceAppId ? "Message trace" : appId;
        created["appDisplayName"] ??= (string?)created["displayName"];
        created["accountEnabled"] ??= true;
        Changes.Set(exchange, exchange.State.ServicePrincipals, created);
        return Answer.Json(created.ToJsonString(), 201);
    }

    private static Answer Update(Exchange exchange)
    {
        var id = exchange.Values["id"];
        var application = Changes.Copy(exchange.State.ServicePrincipals.Find(id) ?? throw Refusal.Missing(id));
        Restriction.Check(exchange, id);
        foreach (var (name, value) in Changes.Copy(exchange.Json()))
        {
            if (name is "id" or "appId")
                throw Refusal.BadRequest($"Property '{name}' is read-only and cannot be set.", "Request_BadRequest");
            application[name] = value?.DeepClone();
        }
        Changes.Set(exchange, exchange.State.ServicePrincipals, application);
        return new Answer { Status = 204 };
    }

    private static Answer CreateGrant(Exchange exchange)
    {
        var grant = Changes.Copy(exchange.Json());
        foreach (var needed in Needed)
        {
            if (grant[needed] is null)
                throw Refusal.BadRequest($"A value is required for property '{needed}' of resource 'OAuth2PermissionGrant'.", "Request_BadRequest");
        }
        string Asked(string name) => (string?)grant[name] ?? "";
        if (exchange.State.Grants.Rows().Any(row => Key.All(name => (JsonValues.Find(row, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : "") == Asked(name))))
            throw new Refusal(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.");
        grant["id"] = exchange.State.NewId();
        Changes.Set(exchange, exchange.State.Grants, grant);
        return Answer.Json(grant.ToJsonString(), 201);
    }

    private static Answer One(Exchange exchange) =>
        Listing.Single(exchange, Grant, exchange.State.Grants.Find(exchange.Values["id"]) ?? throw Refusal.Missing(exchange.Values["id"]));

    private static Answer Delete(Exchange exchange, Func<TenantState, EntitySet> set)
    {
        var id = exchange.Values["id"];
        _ = set(exchange.State).Find(id) ?? throw Refusal.Missing(id);
        Restriction.Check(exchange, id);
        Changes.Remove(exchange, set(exchange.State), id);
        return new Answer { Status = 204 };
    }
}
