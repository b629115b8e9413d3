using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class DeclaredPathTests
{
    [Theory]
    [InlineData("/v1.0/users", "v1.0/users", true)]
    [InlineData("/v1.0/users", "beta/users", false)]
    [InlineData("/v1.0/users", "v1.0/users/716", false)]
    [InlineData("/v1.0/users", "v1.0/users/../groups", false)]
    [InlineData("/v1.0/users/delta", "v1.0/users/delta()", true)]
    [InlineData("/v1.0/users/delta", "v1.0/users/microsoft.graph.delta()", true)]
    [InlineData("/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user", "v1.0/groups/716aaaaa/transitiveMembers/graph.user", true)]
    [InlineData("/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user", "v1.0/groups/716aaaaa/transitiveMembers/graph.device", false)]
    [InlineData("/v1.0/groups/{id}/members", "v1.0/groups//members", false)]
    [InlineData("/v1.0/security/runHuntingQuery", "v1.0/security/microsoft.graph.security.runHuntingQuery", true)]
    [InlineData("/v1.0/deviceManagement/reports/exportJobs('{id}')", "v1.0/deviceManagement/reports/exportJobs/716", true)]
    [InlineData("/v1.0/deviceManagement/reports/exportJobs/{id}", "v1.0/deviceManagement/reports/exportJobs('Devices_716')", true)]
    [InlineData("/v1.0/deviceManagement/reports/exportJobs/{id}", "v1.0/deviceManagement/reports/exportJobs(%27Devices_716%27)", true)]
    [InlineData("/v1.0/servicePrincipals(appId='{appId}')", "v1.0/servicePrincipals(appId='8bd644d1')", true)]
    [InlineData("/v1.0/servicePrincipals(appId='{appId}')", "v1.0/servicePrincipals(name='8bd644d1')", false)]
    [InlineData("/v1.0/users/{id}", "v1.0/users/a%2Fb@agency.example", true)]
    [InlineData("/beta/s/{id}/microsoft.graph.security.aggregatedAppsDetails(period=duration'{period}')", "beta/s/1/microsoft.graph.security.aggregatedAppsDetails(period=duration'P30D')", true)]
    [InlineData("/beta/s/{id}/microsoft.graph.security.aggregatedAppsDetails(period=duration'P30D')", "beta/s/1/aggregatedAppsDetails(period=duration'P90D')", false)]
    public void A_path_is_held_against_what_is_declared(string declared, string path, bool matches) =>
        Assert.Equal(matches, new DeclaredPath(TenantOperation.Get("test", "test", declared, ServiceFamily.Directory)).Matches(path));

    [Fact]
    public async Task What_is_not_declared_is_not_sent()
    {
        using var tenant = new StubTenant();
        await using var session = await tenant.ConnectAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Client.SendAsync(TestOperations.Users, session.Client.V1.Groups.ToGetRequestInformation(), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Client.SendAsync(TestOperations.Users, session.Client.Raw(HttpMethod.Delete, "v1.0/users"), CancellationToken.None));

        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task A_builder_sends_nothing_itself()
    {
        using var tenant = new StubTenant().Json("/v1.0/users", """{"value":[]}""");
        await using var session = await tenant.ConnectAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Client.V1.Users.GetAsync());

        Assert.Empty(tenant.Requests);
    }
}
