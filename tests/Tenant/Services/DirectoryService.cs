using System.Text.Json;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Users, groups, administrative units, devices, applications and grants.</summary>
internal static class DirectoryService
{
    private static readonly ListKind Users = Kind(
        "users",
        "id: eq in; accountEnabled: eq in; displayName givenName surname mail userPrincipalName jobTitle: eq ge le in startswith; department: eq ge le in startswith; userType: eq in; usageLocation city country state: eq ge le in startswith; onPremisesSyncEnabled: eq in; assignedLicenses proxyAddresses otherMails: any; createdDateTime: eq ge le in; signInActivity/lastSignInDateTime: eq ge le",
        "companyName officeLocation preferredLanguage employeeType employeeOrgData/division employeeOrgData/costCenter onPremisesSamAccountName mobilePhone")
        with
    {
        Defaults = ["businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id"],
    };

    private static readonly ListKind Groups = Kind("groups", "id: eq in; displayName mail mailNickname: eq ge le in startswith; mailEnabled securityEnabled: eq in; groupTypes proxyAddresses: any; createdDateTime: eq ge le in; uniqueName: eq in", "description isAssignableToRole") with { Relations = ["members"] };

    private static readonly ListKind Members = Kind("directoryObjects", "", "displayName userPrincipalName mail accountEnabled userType") with { Relations = ["members", "registeredOwners", "registeredUsers"] };

    private static readonly ListKind Units = Kind("administrativeUnits", "id: eq in; displayName: eq ge le in startswith", "description") with { Relations = ["members"] };

    private static readonly ListKind Devices = Kind(
        "devices",
        "id deviceId: eq in startswith; accountEnabled: eq in; displayName operatingSystem operatingSystemVersion: eq ge le in startswith; approximateLastSignInDateTime: eq ge le; profileType isCompliant isManaged: eq; trustType: eq",
        "model manufacturer registrationDateTime onPremisesSyncEnabled")
        with
    {
        Relations = ["registeredOwners", "registeredUsers"],
    };

    private static readonly ListKind Applications = Kind(
        "servicePrincipals",
        "id appId: eq in startswith; displayName: eq ge le in startswith; accountEnabled: eq in; servicePrincipalType homepage: eq in startswith; appOwnerOrganizationId: eq; tags replyUrls servicePrincipalNames: any",
        "description preferredSingleSignOnMode");

    private static readonly ListKind Grants = Kind("oauth2PermissionGrants", "id clientId consentType principalId resourceId scope: eq");

    private static readonly ListKind Assignments = Kind("appRoleAssignments", "principalType resourceId: eq", "principalDisplayName");

    public static IEnumerable<Route> Routes =>
    [
        List("/v1.0/users", exchange => Listing.Page(exchange, Users, exchange.State.Users.Rows()), "User.Read.All"),
        List("/v1.0/users/delta", exchange => DeltaListing.Page(exchange, Users, exchange.State.Users), "User.Read.All"),
        One("/v1.0/users/{id}", Users, state => state.Users, "User.Read.All"),
        List("/v1.0/groups", exchange => Listing.Page(exchange, Groups, exchange.State.Lag.Seen(exchange.State.Groups.Rows(), exchange.Query.Filter is not null)), "GroupMember.Read.All"),
        List("/v1.0/groups/delta", exchange => DeltaListing.Page(exchange, Groups, exchange.State.Groups), "GroupMember.Read.All"),
        new("GET", "/v1.0/groups(uniqueName='{name}')", Family.Directory, ByUniqueName, "GroupMember.Read.All"),
        One("/v1.0/groups/{id}", Groups, state => state.Groups, "GroupMember.Read.All"),
        List("/v1.0/groups/{id}/members", exchange => MembersOf(exchange, exchange.State.Groups, deep: false, usersOnly: false), "GroupMember.Read.All"),
        List("/v1.0/groups/{id}/members/microsoft.graph.user", exchange => MembersOf(exchange, exchange.State.Groups, deep: false, usersOnly: true), "GroupMember.Read.All"),
        List("/v1.0/groups/{id}/transitiveMembers", exchange => MembersOf(exchange, exchange.State.Groups, deep: true, usersOnly: false), "GroupMember.Read.All"),
        List("/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user", exchange => MembersOf(exchange, exchange.State.Groups, deep: true, usersOnly: true), "GroupMember.Read.All"),
        List("/v1.0/directory/administrativeUnits", exchange => Listing.Page(exchange, Units, exchange.State.AdministrativeUnits.Rows()), "AdministrativeUnit.Read.All"),
        List("/v1.0/directory/administrativeUnits/delta", exchange => DeltaListing.Page(exchange, Units, exchange.State.AdministrativeUnits), "AdministrativeUnit.Read.All"),
        List("/v1.0/directory/administrativeUnits/{id}/members", exchange => MembersOf(exchange, exchange.State.AdministrativeUnits, deep: false, usersOnly: false), "AdministrativeUnit.Read.All"),
        List("/v1.0/directory/administrativeUnits/{id}/members/microsoft.graph.user", exchange => MembersOf(exchange, exchange.State.AdministrativeUnits, deep: false, usersOnly: true), "AdministrativeUnit.Read.All"),
        List("/v1.0/devices", exchange => Listing.Page(exchange, Devices, exchange.State.Devices.Rows()), "Device.Read.All"),
        List("/v1.0/devices/delta", exchange => DeltaListing.Page(exchange, Devices, exchange.State.Devices), "Device.Read.All"),
        One("/v1.0/devices/{id}", Devices, state => state.Devices, "Device.Read.All"),
        List("/v1.0/devices/{id}/registeredOwners", OwnersOf, "Device.Read.All"),
        List("/v1.0/servicePrincipals", exchange => Listing.Page(exchange, Applications, exchange.State.ServicePrincipals.Rows()), "Application.Read.All"),
        List("/v1.0/servicePrincipals/delta", exchange => DeltaListing.Page(exchange, Applications, exchange.State.ServicePrincipals), "Application.Read.All"),
        new("GET", "/v1.0/servicePrincipals(appId='{appId}')", Family.Directory, ByAppId, "Application.Read.All"),
        One("/v1.0/servicePrincipals/{id}", Applications, state => state.ServicePrincipals, "Application.Read.All"),
        List("/v1.0/servicePrincipals/{id}/appRoleAssignedTo", exchange => Listing.Page(exchange, Assignments, [.. exchange.State.AppRoleAssignments.Rows().Where(row => Text(row, "resourceId") == exchange.Values["id"])]), "Application.Read.All"),
        List("/v1.0/oauth2PermissionGrants", exchange => Listing.Page(exchange, Grants, exchange.State.Grants.Rows()), "Directory.Read.All"),
        List("/v1.0/oauth2PermissionGrants/delta", exchange => DeltaListing.Page(exchange, Grants, exchange.State.Grants), "Directory.Read.All"),
    ];

    private static ListKind Kind(string context, string plain, string advanced = "") => new(context, 100, 999, new FilterRules(plain, advanced)) { IsDirectory = true };

    private static Route List(string template, Func<Exchange, Answer> handle, params string[] permissions) => new("GET", template, Family.Directory, handle, permissions) { IsList = true };

    private static Route One(string template, ListKind kind, Func<TenantState, EntitySet> set, string permission) => new("GET", template, Family.Directory, exchange =>
        Listing.Single(exchange, kind, set(exchange.State).Find(exchange.Values["id"]) ?? throw Refusal.Missing(exchange.Values["id"])), permission);

    private static Answer ByAppId(Exchange exchange) => Listing.Single(
        exchange,
        Applications,
        exchange.State.ServicePrincipals.Rows().Where(row => Text(row, "appId") == exchange.Values["appId"]).Select(row => (JsonElement?)row).FirstOrDefault() ?? throw Refusal.Missing(exchange.Values["appId"]));

    private static Answer ByUniqueName(Exchange exchange) => Listing.Single(
        exchange,
        Groups,
        exchange.State.Groups.Rows().Where(row => Text(row, "uniqueName") == exchange.Values["name"]).Select(row => (JsonElement?)row).FirstOrDefault() ?? throw Refusal.Missing(exchange.Values["name"]));

    private static Answer OwnersOf(Exchange exchange)
    {
        var device = exchange.State.Devices.Find(exchange.Values["id"]) ?? throw Refusal.Missing(exchange.Values["id"]);
        return Listing.Page(exchange, Members, device.TryGetProperty("registeredOwners", out var owners) ? [.. owners.EnumerateArray()] : []);
    }

    private static Answer MembersOf(Exchange exchange, EntitySet set, bool deep, bool usersOnly)
    {
        // Casts and nested members are advanced queries.
        if (usersOnly && (!exchange.IsEventual || !exchange.Query.WantsCount))
            throw Refusal.BadRequest("Request_UnsupportedQuery: the cast needs an advanced query: 'ConsistencyLevel: eventual' and $count=true.", "Request_UnsupportedQuery");
        var members = GroupMembers.Of(exchange.State, set, exchange.Values["id"], deep);
        return Listing.Page(exchange, usersOnly ? Members with { Defaults = Users.Defaults } : Members, [.. members.Where(member => !usersOnly || Text(member, "@odata.type") is "#microsoft.graph.user" or null)]);
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
