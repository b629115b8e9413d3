namespace TikTokBan.Tenants.Operations;

/// <summary>What carrying a plan out, taking it back and blocking ask of a tenant and change in it.</summary>
internal static class RemovalOperations
{
    private const string Groups = "removal.groups", Devices = "removal.devices", Applications = "removal.apps", Policies = "removal.policies",
        Browsers = "block.browsers", Principals = "block.service-principals", Indicators = "block.indicators";

    private const string ChangeGroups = "Group.ReadWrite.All", ReadGroups = "GroupMember.Read.All", ChangePrincipals = "Application.ReadWrite.All", ChangeDirectory = "Directory.ReadWrite.All",
        ChangeGrants = "DelegatedPermissionGrant.ReadWrite.All", ReadDevices = "DeviceManagementManagedDevices.Read.All", Reach = "DeviceManagementManagedDevices.PrivilegedOperations.All",
        ReadApplications = "DeviceManagementApps.Read.All", ChangeApplications = "DeviceManagementApps.ReadWrite.All",
        ReadPolicies = "DeviceManagementConfiguration.Read.All", ChangePolicies = "DeviceManagementConfiguration.ReadWrite.All", ChangeIndicators = "Ti.ReadWrite", ChangeAllIndicators = "Ti.ReadWrite.All";

    private static readonly string[] Versions = ["v1.0", "beta"];

    public static IReadOnlyList<TenantOperation> All { get; } = [.. Declared().Select(operation => operation with { IsOptional = operation.IsOptional || !IsNeeded(operation.Source) })];

    /// <summary>What each source is, in words.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>
    {
        [Groups] = "Groups: made, filled and deleted",
        [Devices] = "Devices: asked to report, notified",
        [Applications] = "Applications: orders to uninstall",
        [Policies] = "Configuration and compliance policies",
        [Browsers] = "Browsers: lists of what they block",
        [Principals] = "Enterprise applications: switched off",
        [Indicators] = "Defender: domains that are blocked",
    };

    // What only some plans hold need not be allowed where others are carried out.
    private static bool IsNeeded(string source) => source.StartsWith("removal.", StringComparison.Ordinal);

    private static IReadOnlyList<TenantOperation> Declared() =>
    [
        .. OfGroups(),
        .. OfDevices(),
        .. Versions.SelectMany(version => Assigned($"removal.apps{Suffix(version)}", Applications, $"/{version}/deviceAppManagement/mobileApps", ServiceFamily.IntuneApplicationWrites, ReadApplications, ChangeApplications)),
        .. Versions.SelectMany(version => Assigned($"removal.configurations{Suffix(version)}", Policies, $"/{version}/deviceManagement/deviceConfigurations", ServiceFamily.IntuneConfigurationWrites, ReadPolicies, ChangePolicies)),
        .. Versions.SelectMany(version => Assigned($"removal.compliance{Suffix(version)}", Policies, $"/{version}/deviceManagement/deviceCompliancePolicies", ServiceFamily.IntuneConfigurationWrites, ReadPolicies, ChangePolicies)),
        Intune(Get("removal.approvals.list", Policies, "/beta/deviceManagement/operationApprovalRequests", ReadPolicies, ChangePolicies, "DeviceManagementRBAC.Read.All")) with { IsOptional = true },
        .. Assigned("block.browsers", Browsers, "/beta/deviceManagement/configurationPolicies", ServiceFamily.IntuneConfigurationWrites, ReadPolicies, ChangePolicies),
        Intune(Get("block.browsers.settings", Browsers, "/beta/deviceManagement/configurationSettings", ReadPolicies, ChangePolicies)),
        .. OfPrincipals(),
        .. OfIndicators(),
    ];

    private static IEnumerable<TenantOperation> OfGroups()
    {
        yield return Get("removal.groups.find", Groups, "/v1.0/groups", ReadGroups, "Group.Read.All", ChangeGroups, "Directory.Read.All");
        yield return Post("removal.groups.create", Groups, "/v1.0/groups", ServiceFamily.DirectoryWrites, ChangeGroups, ChangeDirectory);

        // Who is in a group already makes the whole request wrong, so one that was lost isn't sent again without looking.
        yield return Change(HttpMethod.Patch, "removal.groups.fill", Groups, "/v1.0/groups/{id}", ServiceFamily.DirectoryWrites, ChangeGroups, ChangeDirectory) with
        {
            IsRepeatable = false,
            // A reference to a device counts as a change of the device.
            Also = ["Device.ReadWrite.All"],
        };
        yield return Change(HttpMethod.Delete, "removal.groups.delete", Groups, "/v1.0/groups/{id}", ServiceFamily.DirectoryWrites, ChangeGroups);
        yield return Get("removal.groups.members", Groups, "/v1.0/groups/{id}/members", ReadGroups, "Group.Read.All", ChangeGroups, "Directory.Read.All");
        yield return Get("block.groups.members", Groups, "/v1.0/groups/{id}/transitiveMembers", ReadGroups, "Group.Read.All", ChangeGroups, "Directory.Read.All");
        yield return Get("removal.groups.devices", Groups, "/v1.0/devices", "Device.Read.All", "Directory.Read.All");
    }

    private static IEnumerable<TenantOperation> OfDevices()
    {
        const string device = "/v1.0/deviceManagement/managedDevices/{id}";
        yield return Intune(Get("block.devices.count", Devices, "/v1.0/deviceManagement/managedDeviceOverview", ReadDevices, ReadPolicies));
        yield return Intune(Get("removal.devices.read", Devices, device, ReadDevices, "DeviceManagementManagedDevices.ReadWrite.All", ReadPolicies));
        yield return Intune(Post("removal.devices.sync", Devices, device + "/syncDevice", ServiceFamily.IntuneDeviceWrites, Reach));
        yield return Intune(Post(
            "removal.devices.notify", Devices, "/beta/deviceManagement/managedDevices/{id}/sendCustomNotificationToCompanyPortal", ServiceFamily.IntuneDeviceWrites,
            ChangePolicies, "DeviceManagementManagedDevices.ReadWrite.All"));
    }

    // Whatever Intune gives to groups is found, made, given, looked at and deleted in the same way.
    private static IEnumerable<TenantOperation> Assigned(string id, string source, string path, ServiceFamily writes, string read, string change)
    {
        yield return Intune(Get($"{id}.list", source, path, read, change));
        yield return Intune(Post($"{id}.create", source, path, writes, change));
        yield return Intune(Get($"{id}.assignments", source, path + "/{id}/assignments", read, change));
        yield return Intune(Post($"{id}.assign", source, path + "/{id}/assign", writes, change));
        yield return Intune(Change(HttpMethod.Delete, $"{id}.delete", source, path + "/{id}", writes, change));
    }

    private static IEnumerable<TenantOperation> OfPrincipals()
    {
        const string principals = "/v1.0/servicePrincipals", grants = "/v1.0/oauth2PermissionGrants";
        yield return Get("block.principals.find", Principals, principals, "Application.Read.All", ChangePrincipals, "Directory.Read.All");
        yield return Get("block.principals.read", Principals, principals + "/{id}", "Application.Read.All", ChangePrincipals, "Directory.Read.All");
        yield return Post("block.principals.create", Principals, principals, ServiceFamily.DirectoryWrites, ChangePrincipals, ChangeDirectory);
        yield return Change(HttpMethod.Patch, "block.principals.disable", Principals, principals + "/{id}", ServiceFamily.DirectoryWrites, ChangePrincipals, ChangeDirectory);
        yield return Change(HttpMethod.Delete, "block.principals.delete", Principals, principals + "/{id}", ServiceFamily.DirectoryWrites, ChangePrincipals, ChangeDirectory);
        yield return Get("block.grants.list", Principals, grants, "Directory.Read.All", ChangeGrants, ChangeDirectory);
        yield return Get("block.grants.read", Principals, grants + "/{id}", "Directory.Read.All", ChangeGrants, ChangeDirectory);
        yield return Post("block.grants.create", Principals, grants, ServiceFamily.DirectoryWrites, ChangeGrants, ChangeDirectory);
        yield return Change(HttpMethod.Delete, "block.grants.delete", Principals, grants + "/{id}", ServiceFamily.DirectoryWrites, ChangeGrants, ChangeDirectory);
    }

    private static IEnumerable<TenantOperation> OfIndicators()
    {
        const string indicators = "/api/indicators";
        yield return Defender(Get("block.indicators.list", Indicators, indicators, ChangeIndicators, ChangeAllIndicators));
        yield return Defender(Post("block.indicators.create", Indicators, indicators, null, ChangeIndicators, ChangeAllIndicators));
        yield return Defender(Post("block.indicators.import", Indicators, indicators + "/import", ServiceFamily.DefenderImports, ChangeIndicators, ChangeAllIndicators));
        yield return Defender(Change(HttpMethod.Delete, "block.indicators.delete", Indicators, indicators + "/{id}", null, ChangeIndicators, ChangeAllIndicators));
    }

    private static TenantOperation Get(string id, string source, string path, params string[] permissions) =>
        TenantOperation.Get(id, source, path, ServiceFamily.Directory, permissions) with { IsForActing = true };

    // What makes or sends something does it once more when it is sent once more.
    private static TenantOperation Post(string id, string source, string path, ServiceFamily? writes, params string[] permissions) =>
        Change(HttpMethod.Post, id, source, path, writes, permissions) with { IsRepeatable = false };

    private static TenantOperation Change(HttpMethod method, string id, string source, string path, ServiceFamily? writes, params string[] permissions) =>
        new(id, source, method, path, ServiceFamily.Directory, permissions, permissions) { IsForActing = true, Changes = true, Writes = writes };

    private static TenantOperation Intune(TenantOperation operation) => operation with { Service = ServiceFamily.Intune };

    // Another API with permissions of its own, of which Microsoft's list of Graph's permissions knows nothing.
    private static TenantOperation Defender(TenantOperation operation) => operation with
    {
        Service = ServiceFamily.Defender,
        Delegated = [ChangeIndicators],
        Licence = "Defender for Endpoint",
        DelegatedRole = "Security Administrator",
        PermissionNote = "A permission of WindowsDefenderATP, at Defender's own address, and not of Microsoft Graph; `Ti.ReadWrite.All` reaches indicators of others too, which nothing changes.",
    };

    private static string Suffix(string version) => version == "beta" ? ".beta" : "";
}
