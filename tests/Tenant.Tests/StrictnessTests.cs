using System.Text;

namespace TikTokBan.Tenant.Tests;

public sealed class StrictnessTests(SharedTenant shared) : IClassFixture<SharedTenant>
{
    [SkippableTheory]
    [InlineData("v1.0/users?$select=id,madeUp")]
    [InlineData("v1.0/users?$filter=madeUp eq 'x'")]
    [InlineData("v1.0/users?$filter=accountEnabled eq 'x' and displayName gt 5")]
    [InlineData("v1.0/devices?$expand=madeUp")]
    [InlineData("v1.0/devices?$expand=registeredOwners($select=id,madeUp(x))")]
    [InlineData("v1.0/servicePrincipals?$select=publisherName")]
    [InlineData("v1.0/deviceManagement/managedDevices?$select=detectedApps")]
    [InlineData("v1.0/deviceManagement/managedDevices?$filter=managedDeviceOwnerType eq 'mine'")]
    [InlineData("v1.0/auditLogs/signIns?$filter=signInEventTypes/any(t:t eq 'nonInteractiveUser')")]
    [InlineData("beta/networkAccess/logs/traffic?$select=fqdn")]
    public async Task What_the_schema_does_not_know_is_refused(string target)
    {
        Skip.IfNot(shared.Tenant.IsStrict, "the published schema is not beside the repository");
        using var client = new TenantClient(shared.Tenant);

        Assert.Equal(400, (await client.RefusedAsync(target)).Status);
    }

    [SkippableTheory]
    [InlineData("v1.0/users?$select=id,accountEnabled,companyName,department,displayName,employeeOrgData,employeeType,givenName,mail,officeLocation,otherMails,preferredLanguage,proxyAddresses,surname,userPrincipalName,userType&$top=999")]
    [InlineData("v1.0/users/delta?$select=id,mail&$deltatoken=latest")]
    [InlineData("v1.0/groups?$filter=startswith(displayName,'GRP')&$select=id,displayName")]
    [InlineData("v1.0/devices?$select=id,deviceId,deviceOwnership,trustType&$expand=registeredOwners($select=id)&$top=999")]
    [InlineData("v1.0/servicePrincipals?$select=id,appId,displayName,appDisplayName,replyUrls,verifiedPublisher,homepage,loginUrl,accountEnabled&$top=999")]
    [InlineData("v1.0/auditLogs/signIns?$filter=appId eq 'x' and createdDateTime ge 2026-11-01T00:00:00Z and createdDateTime le 2026-11-16T00:00:00Z&$top=1000")]
    [InlineData("v1.0/deviceManagement/managedDevices?$filter=managedDeviceOwnerType eq 'company'&$select=id,imei")]
    [InlineData("v1.0/deviceManagement/detectedApps?$filter=contains(displayName,'tik')&$top=1000")]
    [InlineData("v1.0/deviceManagement/managedDeviceOverview?$select=enrolledDeviceCount")]
    [InlineData("v1.0/admin/exchange/tracing/messageTraces?$filter=receivedDateTime ge 2026-11-10T00:00:00Z and receivedDateTime le 2026-11-15T00:00:00Z&$top=5000")]
    [InlineData("v1.0/organization?$select=id")]
    [InlineData("v1.0/subscribedSkus")]
    [InlineData("v1.0/servicePrincipals(appId='8bd644d1-64a1-4d4b-ae52-2e0cbf64e373')?$select=id")]
    [InlineData("beta/deviceManagement/deviceCompliancePolicies?$select=id,displayName")]
    [InlineData("beta/networkAccess/logs/traffic?$filter=createdDateTime ge 2026-11-10T00:00:00Z and contains(destinationFQDN,'tiktok')&$top=1000")]
    [InlineData("beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams")]
    public async Task What_the_schema_knows_is_answered(string target)
    {
        using var client = new TenantClient(shared.Tenant);

        await client.GetAsync(target);
    }

    [Fact]
    public async Task Every_kind_of_request_needs_its_permission()
    {
        await using var tenant = await SampleTenant.StartAsync(options => options with { Throttles = false });
        using var client = new TenantClient(tenant, tenant.Tokens.Issue(new() { Permissions = ["Mail.Read"] }));
        foreach (var route in tenant.Routes.All.Where(route => route is { IsAnonymous: false, Method: "GET", Family: not Http.Family.Defender }))
        {
            using var response = await client.SendAsync(HttpMethod.Get, Target(route.Template));
            Assert.True((int)response.StatusCode == 403, $"{route.Kind}: {(int)response.StatusCode}");
        }
    }

    [SkippableFact]
    public async Task The_official_list_knows_every_path_that_is_answered()
    {
        await using var tenant = await SampleTenant.StartAsync();
        Skip.IfNot(tenant.IsStrict, "the list of permissions is not beside the repository");
        var lacking = tenant.Routes.All.Where(route => !route.IsAnonymous && !tenant.PermissionTable.Knows(route)).Select(route => route.Kind).ToList();

        // Paths of functions and relations that the list leaves out, and of what lies below an item or a host by its name.
        Assert.Equal(["GET /v1.0/groups(uniqueName='{name}')", "GET /v1.0/directory/administrativeUnits/delta"], lacking.Where(kind => !kind.Contains(":/{", StringComparison.Ordinal) && kind.Contains("/v1.0/", StringComparison.Ordinal) && !kind.Contains("detectedApps/{id}/managedDevices/{device}", StringComparison.Ordinal) && !kind.Contains("microsoft.graph.security", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [InlineData(403, "AppRoleAssignment.ReadWrite.All")]
    [InlineData(403, "Application.Read.All", "User.Read.All")]
    [InlineData(404, "AppRoleAssignment.ReadWrite.All", "Application.Read.All")]
    [InlineData(404, "Directory.Read.All", "AppRoleAssignment.ReadWrite.All")]
    public async Task Of_permissions_that_are_needed_together_one_is_too_little(int status, params string[] granted)
    {
        await using var tenant = await SampleTenant.StartAsync();
        Skip.IfNot(tenant.IsStrict, "the list of permissions is not beside the repository");
        using var client = new TenantClient(tenant, tenant.Tokens.Issue(new() { Permissions = granted }));
        Assert.Equal(status, await client.WriteAsync(HttpMethod.Post, "v1.0/servicePrincipals/x/appRoleAssignments", "{}"));
    }

    [Fact]
    public async Task A_permission_that_was_taken_away_shows_in_the_next_token()
    {
        await using var tenant = await SampleTenant.StartAsync();
        using var client = new TenantClient(tenant);
        tenant.Permissions.ExceptWith(FakeTenantOptions.ActPermissions);
        tenant.Permissions.Remove("DeviceManagementManagedDevices.Read.All");
        tenant.Permissions.Remove("DeviceManagementConfiguration.Read.All");

        await client.GetAsync("v1.0/deviceManagement/managedDevices?$top=1");
        client.Token = tenant.Tokens.Issue();
        var (status, code, message) = await client.RefusedAsync("v1.0/deviceManagement/managedDevices?$top=1");

        Assert.Equal((403, "Forbidden"), (status, code));
        Assert.Contains("\"_version\":3", message, StringComparison.Ordinal);
        Assert.Contains("DeviceManagementManagedDevices.Read.All", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_are_missing_expired_foreign_or_made_up_are_refused()
    {
        await using var tenant = await SampleTenant.StartAsync();
        string?[] tokens = [null, "made.up.token", tenant.Tokens.Issue(new() { Lifetime = TimeSpan.Zero }), tenant.Tokens.Issue(new() { Audience = "https://api.securitycenter.microsoft.com" })];
        foreach (var token in tokens)
        {
            using var client = new TenantClient(tenant) { Token = token };
            Assert.Equal((401, "InvalidAuthenticationToken"), await StatusAndCode(client));
        }

        using var good = new TenantClient(tenant);
        await good.GetAsync("v1.0/users?$top=1");
        tenant.Tokens.ExpireAll();
        Assert.Equal((401, "InvalidAuthenticationToken"), await StatusAndCode(good));
    }

    [Fact]
    public async Task A_token_says_who_and_what()
    {
        await using var tenant = await SampleTenant.StartAsync();
        var payload = tenant.Tokens.Issue(new() { Permissions = ["User.Read.All"] }).Split('.')[1];

        var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(payload));

        Assert.Contains($"\"tid\":\"{tenant.TenantId}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"roles\":[\"User.Read.All\"]", text, StringComparison.Ordinal);
    }

    private static async Task<(int, string)> StatusAndCode(TenantClient client)
    {
        var (status, code, _) = await client.RefusedAsync("v1.0/users?$top=1");
        return (status, code);
    }

    private static string Target(string template) => System.Text.RegularExpressions.Regex.Replace(template[1..], @"\{\w+}", "x");
}
