using TikTokBan.Sources;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants;

/// <summary>The two services that are beta, and read only where they are named.</summary>
public sealed class NetworkOptionalTests
{
    private const string Traffic = "/beta/networkAccess/logs/traffic";
    private const string Streams = "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams";
    private const string Stream = "716e0000-0000-4000-8000-000000000001";
    private const string Details = Streams + "/" + Stream + "/microsoft.graph.security.aggregatedAppsDetails(period=duration'P30D')";

    [Fact]
    public async Task Traffic_is_asked_for_by_host_and_matched_again()
    {
        using var tenant = new StubTenant()
            .On(request => request.Path == Traffic && request.Query.Contains("'tiktok'", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(
                """{"value":[{"transactionId":"1","createdDateTime":"2026-11-10T08:00:00Z","destinationFQDN":"www.tiktok.com","userPrincipalName":"a@agency.example","action":"allowed"},{"transactionId":"2","createdDateTime":"2026-11-10T08:00:00Z","destinationFQDN":"nottiktok.com","userPrincipalName":"b@agency.example"},{"transactionId":"3","createdDateTime":"2026-11-10T08:00:00Z","destinationFQDN":"v16.tiktokcdn.com","userPrincipalName":"a@agency.example","action":"block"}]}"""))
            .Json(Traffic, """{"value":[]}""");

        var read = await LiveReading.OfAsync(tenant, "network.access");

        Assert.Null(read.Problem);
        Assert.Equal(["www.tiktok.com", "v16.tiktokcdn.com"], read.Observations.Select(one => one.Value));
        Assert.Equal([false, true], read.Observations.Select(one => one.Doubt is not null));
        Assert.All(tenant.Requests, request => Assert.True(request.Uri.OriginalString.Length < 4000, $"{request.Uri.OriginalString.Length}"));
    }

    [Fact]
    public async Task A_filter_that_does_nothing_costs_one_reading_and_doubles_nothing()
    {
        using var tenant = new StubTenant().Json(Traffic, """{"value":[{"transactionId":"1","createdDateTime":"2026-11-10T08:00:00Z","destinationFQDN":"www.tiktok.com","userPrincipalName":"a@agency.example"},{"transactionId":"2","destinationFQDN":"paper.example"}]}""");

        var read = await LiveReading.OfAsync(tenant, "network.access");

        Assert.Single(read.Observations);
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task Discovery_names_people_where_the_stream_does_and_counts_them_else()
    {
        using var tenant = new StubTenant()
            .Json(Streams, $$"""{"value":[{"id":"{{Stream}}","anonymizeUserData":false,"anonymizeMachineData":true}]}""")
            .Json(Details, """{"value":[{"id":"11","displayName":"TikTok","domains":["*.tiktok.com"],"deviceCount":3,"userCount":2,"lastSeenDateTime":"2026-11-10T08:00:00Z"},{"id":"12","displayName":"Elsewhere","domains":["elsewhere.example"],"deviceCount":9}]}""")
            .Json(Details + "/11/users", """{"value":[{"userIdentifier":"a@agency.example"},{"userIdentifier":"8f3ac0"}]}""");

        var read = await LiveReading.OfAsync(tenant, "network.cloud-discovery");

        Assert.Null(read.Problem);
        Assert.Equal("a@agency.example", Assert.Single(read.Observations).Person.UserPrincipalName);
        Assert.Equal(3, Assert.Single(read.Records.OfType<ApplicationCountRecord>()).Devices);
        Assert.DoesNotContain(tenant.Requests, request => request.Path.EndsWith("/devices", StringComparison.Ordinal) || request.Path.Contains("/12/", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_documentations_traffic_is_read()
    {
        using var tenant = new StubTenant()
            .On(request => request.Path == Traffic, _ => StubTenant.JsonAnswer(File.ReadAllText(Repository.Shared("data", "graph", "samples", "beta.networkaccess-logs-traffic.response.1.json"))))
            .Json("/beta/networkAccess/logs/traffictraffic", """{"value":[]}""");

        var read = await LiveReading.OfAsync(tenant, "network.access");

        Assert.Null(read.Problem);
        Assert.Equal((1, 0), (read.Tally.RowsRead, read.Tally.RowsRejected));
    }

    [SkippableFact]
    public async Task The_documentations_placeholders_are_rejected_with_a_reason()
    {
        using var tenant = new StubTenant()
            .Json(Streams, await File.ReadAllTextAsync(Repository.Shared("data", "graph", "samples", "beta.cloudappdiscovery-uploadedstreams.response.1.json")))
            .On(request => request.Path.Contains("aggregatedAppsDetails", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(File.ReadAllText(Repository.Shared("data", "graph", "samples", "beta.cloudappdiscovery-aggregatedappsdetails.response.1.json"))));

        var read = await LiveReading.OfAsync(tenant, "network.cloud-discovery");

        Assert.Null(read.Problem);
        Assert.Equal("The number of devices is no whole number.", Assert.Single(read.Rejected).Reason);
    }

    [Theory]
    [InlineData("network.access", TenantCloud.China)]
    [InlineData("network.cloud-discovery", TenantCloud.UsGov)]
    public async Task Clouds_without_them_are_not_asked(string source, TenantCloud cloud)
    {
        using var tenant = new StubTenant();

        Assert.Equal(TenantFailure.NotSupported, (await LiveReading.OfAsync(tenant, source, cloud: cloud)).Problem?.Failure);
        Assert.Empty(tenant.Requests);
    }
}
