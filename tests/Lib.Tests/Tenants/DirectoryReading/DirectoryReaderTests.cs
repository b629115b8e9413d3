using System.Net;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

public sealed class DirectoryReaderTests
{
    private const string Devices = "directory.devices", Grants = "directory.grants", Principals = "directory.service-principals";
    private const string Covered = """{"id":"716aaaaa-0000-4000-8000-0000000000e1","appId":"716aaaaa-0000-4000-8000-0000000000a1","displayName":"TikTok for Business","replyUrls":["https://ads.tiktok.com/callback"]}""";
    private const string Harmless = """{"id":"716aaaaa-0000-4000-8000-0000000000e2","appId":"716aaaaa-0000-4000-8000-0000000000a2","displayName":"Payroll","replyUrls":["https://payroll.agency.example"]}""";

    [Fact]
    public async Task A_device_comes_with_its_owner_in_one_request()
    {
        using var tenant = new StubTenant().Json(
            "/v1.0/devices",
            """{"value":[{"id":"716aaaaa-0000-4000-8000-0000000000f1","deviceId":"716aaaaa-0000-4000-8000-0000000000d1","displayName":"PHONE-1","operatingSystem":"iOS","registeredOwners":[{"@odata.type":"#microsoft.graph.user","id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"ann@agency.example"}]}]}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Devices);

        var device = Assert.IsType<DeviceRecord>(Assert.Single(read.Records));
        Assert.Equal("ann@agency.example", device.User.UserPrincipalName);
        var request = Assert.Single(tenant.Requests);
        Assert.Contains("$expand=registeredOwners($select=id,userPrincipalName)", request.Query, StringComparison.Ordinal);
        Assert.Contains("$top=999", request.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_are_taken_whole_where_the_service_will_not_choose_their_properties()
    {
        using var tenant = new StubTenant()
            .On(request => request.Query.Contains("registeredOwners($select", StringComparison.Ordinal), _ => StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"No."}}""", HttpStatusCode.BadRequest))
            .Json("/v1.0/devices", """{"value":[{"deviceId":"716aaaaa-0000-4000-8000-0000000000d1","displayName":"PHONE-1"}]}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Devices);

        Assert.Null(read.Problem);
        Assert.Single(read.Records);
        Assert.Equal(2, tenant.Requests.Count);
    }

    [Fact]
    public async Task Only_covered_applications_are_passed_on()
    {
        using var tenant = new StubTenant().Json("/v1.0/servicePrincipals", $$"""{"value":[{{Covered}},{{Harmless}}]}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Principals);

        Assert.Equal("TikTok for Business", Assert.IsType<ServicePrincipalRecord>(Assert.Single(read.Records)).DisplayName);
        Assert.Equal(2, read.Tally.RowsRead);
    }

    [Fact]
    public async Task Grants_are_asked_for_by_covered_application_and_looked_at_again()
    {
        using var tenant = new StubTenant()
            .Json("/v1.0/servicePrincipals", $$"""{"value":[{{Covered}},{{Harmless}}]}""")
            .Json(
                "/v1.0/oauth2PermissionGrants",
                """
                {"value":[
                  {"id":"g1","clientId":"716aaaaa-0000-4000-8000-0000000000e1","consentType":"Principal","principalId":"716aaaaa-0000-4000-8000-00000000000a","scope":" User.Read"},
                  {"id":"g2","clientId":"716aaaaa-0000-4000-8000-0000000000e2","consentType":"Principal","principalId":"716aaaaa-0000-4000-8000-00000000000b","scope":"User.Read"}]}
                """);

        var read = await DirectoryFixture.ReadAsync(tenant, Grants);

        Assert.Equal("716aaaaa-0000-4000-8000-00000000000a", Assert.IsType<Observation>(Assert.Single(read.Records)).Person.UserId);
        var request = Assert.Single(tenant.Requests, request => request.Path == "/v1.0/oauth2PermissionGrants");
        Assert.Contains("$filter=clientId eq '716aaaaa-0000-4000-8000-0000000000e1'", request.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_covered_application_means_no_request_for_grants()
    {
        using var tenant = new StubTenant().Json("/v1.0/servicePrincipals", $$"""{"value":[{{Harmless}}]}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Grants);

        Assert.Empty(read.Records);
        Assert.Null(read.Tally.Incomplete);
        Assert.DoesNotContain(tenant.Requests, request => request.Path.Contains("oauth2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grants_are_incomplete_where_the_applications_are_not_known()
    {
        using var tenant = new StubTenant().Json("/v1.0/servicePrincipals", """{"error":{"code":"Authorization_RequestDenied","message":"No."}}""", HttpStatusCode.Forbidden);

        var readings = await DirectoryFixture.ReadAsync(tenant, [Grants]);

        Assert.NotNull(readings[Principals].Problem);
        Assert.NotNull(readings[Grants].Tally.Incomplete ?? readings[Grants].Problem?.Message);
    }
}
