using System.Text.Json;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Global Secure Access and cloud discovery, both beta.</summary>
internal static class NetworkService
{
    private static readonly ListKind Traffic = new("networkAccess/logs/traffic", 1000, 1000, new FilterRules(
        "createdDateTime: eq ge gt le lt; destinationFQDN userPrincipalName sourceIp destinationIp headers/xForwardedFor: eq contains startswith endswith; deviceId userId action trafficType transactionId: eq"));

    private static readonly ListKind Streams = new("security/dataDiscovery/cloudAppDiscovery/uploadedStreams", 100, 100, FilterRules.None);

    private static readonly ListKind Apps = new("Collection(microsoft.graph.security.discoveredCloudAppDetail)", 100, 100, new FilterRules("displayName: eq contains startswith; category: eq; riskScore: eq ge le"))
    {
        Relations = ["users", "devices", "streamId"],
        Type = "#microsoft.graph.security.endpointDiscoveredCloudAppDetail",
    };

    private const string Discovery = "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams";

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/beta/networkAccess/logs/traffic", Family.NetworkAccess, exchange => Listing.Page(exchange, Traffic, exchange.State.Traffic.Rows()), "NetworkAccess-Reports.Read.All") { IsList = true },
        new("GET", Discovery, Family.Security, exchange => Listing.Page(exchange, Streams, exchange.State.DiscoveryStreams.Rows()), "CloudApp-Discovery.Read.All") { IsList = true },
        new("GET", Discovery + "/{stream}/microsoft.graph.security.aggregatedAppsDetails(period=duration'{period}')", Family.Security, Details, "CloudApp-Discovery.Read.All") { IsList = true },
        new("GET", Discovery + "/{stream}/microsoft.graph.security.aggregatedAppsDetails(period=duration'{period}')/{app}/users", Family.Security, exchange => Names(exchange, "users"), "CloudApp-Discovery.Read.All") { IsList = true },
        new("GET", Discovery + "/{stream}/microsoft.graph.security.aggregatedAppsDetails(period=duration'{period}')/{app}/devices", Family.Security, exchange => Names(exchange, "devices"), "CloudApp-Discovery.Read.All") { IsList = true },
    ];

    private static Answer Details(Exchange exchange)
    {
        _ = exchange.State.DiscoveryStreams.Find(exchange.Values["stream"]) ?? throw Refusal.Missing(exchange.Values["stream"]);
        if (exchange.Values["period"] is not ("P7D" or "P30D" or "P90D"))
            throw Refusal.BadRequest("The period must be P7D, P30D or P90D.");
        return Listing.Page(exchange, Apps, [.. exchange.State.DiscoveredApps.Rows().Where(row => row.GetProperty("streamId").GetString() == exchange.Values["stream"])]);
    }

    private static Answer Names(Exchange exchange, string relation)
    {
        var app = exchange.State.DiscoveredApps.Find(exchange.Values["app"]) ?? throw Refusal.Missing(exchange.Values["app"]);
        return Listing.Page(exchange, Streams with { Context = relation }, app.TryGetProperty(relation, out var items) ? [.. items.EnumerateArray()] : Array.Empty<JsonElement>());
    }
}
