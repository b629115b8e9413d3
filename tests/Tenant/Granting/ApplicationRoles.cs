using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Granting;

/// <summary>The service principals that grants are between: the services with their roles, the application that signs in, and one that holds nothing yet.</summary>
internal static class ApplicationRoles
{
    public const string Graph = "00000003-0000-0000-c000-000000000000";
    public const string Defender = "fc780465-2017-40d4-a0c5-307022471b92";

    /// <summary>The object of the application that signs in.</summary>
    public const string Own = "716c0b1e-0000-4000-8000-000000000001";

    /// <summary>The application that holds nothing yet: what an automation account has for an identity when it is new.</summary>
    public const string NewAppId = "716ccccc-0000-4000-8000-000000000002";

    private const string New = "716c0b1e-0000-4000-8000-000000000002";

    // What no scan and no plan needs: whoever grants too much is told by these.
    private static readonly string[] Others = ["Mail.Read", "Sites.FullControl.All", "Files.ReadWrite.All"];

    public static void Add(FakeTenant tenant)
    {
        var all = FakeTenantOptions.AllPermissions.Concat(FakeTenantOptions.ActPermissions).Concat(FakeTenantOptions.PublishPermissions).Concat(Others).Distinct().ToList();
        var graph = Service(tenant.State, Graph, "Microsoft Graph", [.. all.Where(name => !IsDefenders(name))]);
        var defender = Service(tenant.State, Defender, "WindowsDefenderATP", [.. all.Where(IsDefenders)]);
        Principal(tenant.State, Own, tenant.Options.ClientId, "TikTokBan (made up)", "Application", []);
        Principal(tenant.State, New, NewAppId, "automation-account", "ManagedIdentity", []);
        foreach (var name in tenant.Permissions.Order(StringComparer.Ordinal))
            tenant.State.AppRoleAssignments.Set(Assignment(tenant.State.NewId(), Own, "TikTokBan (made up)", IsDefenders(name) ? defender : graph, RoleId(name)).ToJsonString());
    }

    public static JsonObject Assignment(string id, string principal, string? name, string resource, string role) => new()
    {
        ["id"] = id,
        ["appRoleId"] = role,
        ["principalDisplayName"] = name,
        ["principalId"] = principal,
        ["principalType"] = "ServicePrincipal",
        ["resourceId"] = resource,
    };

    private static bool IsDefenders(string permission) => permission.StartsWith("Ti.", StringComparison.Ordinal);

    private static string Service(TenantState state, string appId, string name, IReadOnlyList<string> roles)
    {
        // One that only a person can be given, as services have.
        var delegated = new JsonObject { ["id"] = RoleId("delegated of " + name), ["value"] = "Delegated.Only", ["displayName"] = "Delegated.Only", ["isEnabled"] = true, ["allowedMemberTypes"] = new JsonArray("User") };
        var known = roles.Select(role => (JsonNode)new JsonObject { ["id"] = RoleId(role), ["value"] = role, ["displayName"] = role, ["isEnabled"] = true, ["allowedMemberTypes"] = new JsonArray("Application") });
        var id = "716c0b1e-" + appId[9..];
        Principal(state, id, appId, name, "Application", [delegated, .. known]);
        return id;
    }

    private static void Principal(TenantState state, string id, string appId, string name, string type, JsonNode[] roles) => state.ServicePrincipals.Set(new JsonObject
    {
        ["id"] = id,
        ["appId"] = appId,
        ["displayName"] = name,
        ["appDisplayName"] = name,
        ["accountEnabled"] = true,
        ["servicePrincipalType"] = type,
        ["appRoles"] = new JsonArray(roles),
    }.ToJsonString());

    // The same from run to run, as a role's id is the same in every tenant.
    private static string RoleId(string name) => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
