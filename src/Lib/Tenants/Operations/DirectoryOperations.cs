namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of the directory.</summary>
internal static class DirectoryOperations
{
    private const string Users = "directory.users", Groups = "directory.groups", Devices = "directory.devices", Principals = "directory.service-principals",
        Grants = "directory.grants", SignIns = "directory.sign-ins";

    public static TenantOperation UsersList { get; } = Get("directory.users.list", Users, "/v1.0/users", "User.Read.All", "Directory.Read.All");

    public static TenantOperation UsersDelta { get; } = Get("directory.users.delta", Users, "/v1.0/users/delta", "User.Read.All", "Directory.Read.All") with { IsOptional = true };

    public static TenantOperation GroupsFind { get; } = Get("directory.groups.find", Groups, "/v1.0/groups", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All");

    public static TenantOperation GroupMembers { get; } = Get(
        "directory.groups.members", Groups, "/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user", "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All");

    public static TenantOperation UnitsFind { get; } = Get(
        "directory.units.find", Groups, "/v1.0/directory/administrativeUnits", "AdministrativeUnit.Read.All", "Directory.Read.All") with
    {
        IsOptional = true,
    };

    public static TenantOperation UnitMembers { get; } = Get(
        "directory.units.members", Groups, "/v1.0/directory/administrativeUnits/{id}/members/microsoft.graph.user", "AdministrativeUnit.Read.All", "Directory.Read.All") with
    {
        IsOptional = true,
    };

    public static TenantOperation DevicesList { get; } = Get("directory.devices.list", Devices, "/v1.0/devices", "Device.Read.All", "Directory.Read.All");

    public static TenantOperation PrincipalsList { get; } = Get(
        "directory.service-principals.list", Principals, "/v1.0/servicePrincipals", "Application.Read.All", "Directory.Read.All");

    public static TenantOperation PrincipalsDelta { get; } = Get(
        "directory.service-principals.delta", Principals, "/v1.0/servicePrincipals/delta", "Application.Read.All", "Directory.Read.All") with
    {
        IsOptional = true,
    };

    public static TenantOperation GrantsList { get; } = Get("directory.grants.list", Grants, "/v1.0/oauth2PermissionGrants", "Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All");

    public static TenantOperation SignInsList { get; } =
        TenantOperation.Get("directory.sign-ins.list", SignIns, "/v1.0/auditLogs/signIns", ServiceFamily.IdentityReports, "AuditLog.Read.All") with
        {
            Licence = "Microsoft Entra ID P1",
            DelegatedRole = "Reports Reader",
        };

    public static IReadOnlyList<TenantOperation> All { get; } =
    [
        UsersList, UsersDelta, GroupsFind, GroupMembers, UnitsFind, UnitMembers, DevicesList, PrincipalsList, PrincipalsDelta, GrantsList, SignInsList,
    ];

    private static TenantOperation Get(string id, string source, string path, params string[] permissions) =>
        TenantOperation.Get(id, source, path, ServiceFamily.Directory, permissions);
}
