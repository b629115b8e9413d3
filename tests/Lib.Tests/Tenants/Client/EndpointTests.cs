using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>Where a tenant's services are reached when only some of them are named.</summary>
public sealed class EndpointTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7160/v1.0")]
    [InlineData("http://[::1]:7160")]
    [InlineData("https://localhost:7161/")]
    public void Where_Graph_is_on_this_machine_Defender_is_not_in_the_cloud(string graph) =>
        Assert.Equal(new Uri(graph.Replace("v1.0", "", StringComparison.Ordinal)).Authority, TenantEndpoints.Of(TenantCloud.Global, graph: graph).Defender.Authority);

    [Fact]
    public void Elsewhere_each_is_where_it_was_said_to_be_or_in_the_cloud()
    {
        Assert.Equal("api.securitycenter.microsoft.com", TenantEndpoints.Of(TenantCloud.Global, graph: "https://graph.gateway.example").Defender.Host);
        Assert.Equal("api-gov.securitycenter.microsoft.us", TenantEndpoints.Of(TenantCloud.UsGov).Defender.Host);
        Assert.Equal("defender.gateway.example", TenantEndpoints.Of(TenantCloud.Global, graph: "http://127.0.0.1:7160", defender: "https://defender.gateway.example").Defender.Host);
    }
}
