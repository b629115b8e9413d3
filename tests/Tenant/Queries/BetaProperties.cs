using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>
/// Properties of the beta resources that a scan may ask for, taken from the published typings: the whole beta schema isn't to
/// be had. A property of a derived policy (such as a restricted application) can't be selected on the list of policies.
/// </summary>
internal static class BetaProperties
{
    private static readonly (string Path, string Properties)[] Known =
    [
        (
            "/beta/networkAccess/logs/traffic",
            "action agentVersion applicationSnapshot cloudApplicationMetadata connectionId createdDateTime description destinationFQDN destinationIp "
            + "destinationPort destinationUrl destinationWebCategory deviceCategory deviceId deviceOperatingSystem deviceOperatingSystemVersion filteringProfileId "
            + "filteringProfileName headers httpMethod initiatingProcessName networkProtocol operationStatus policyId policyName policyRuleId policyRuleName "
            + "popProcessingRegion privateAccessDetails receivedBytes remoteNetworkId resourceTenantId responseCode sentBytes sessionId sourceIp sourcePort tenantId "
            + "threatType trafficType transactionId transportProtocol userId userPrincipalName vendorNames device user"),
        (
            "/beta/deviceManagement/deviceCompliancePolicies",
            "id createdDateTime description displayName lastModifiedDateTime roleScopeTagIds version assignments deviceSettingStateSummaries deviceStatuses "
            + "deviceStatusOverview scheduledActionsForRule userStatuses userStatusOverview"),
        (
            "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams",
            "id anonymizeMachineData anonymizeUserData createdDateTime description displayName isSnapshotReport lastDataReceivedDateTime lastModifiedDateTime "
            + "logDataProvider logFileCount receiverProtocol supportedEntityTypes supportedTrafficTypes"),
        (
            "aggregatedAppsDetails",
            "id category description displayName domains downloadNetworkTrafficInBytes firstSeenDateTime ipAddressCount lastSeenDateTime riskScore tags "
            + "transactionCount uploadNetworkTrafficInBytes userCount appInfo ipAddresses users deviceCount devices"),
    ];

    public static void Check(Exchange exchange)
    {
        // The longest that fits: details lie below streams.
        var properties = Known.LastOrDefault(known => exchange.Raw.Path.Contains(known.Path, StringComparison.OrdinalIgnoreCase)).Properties?.Split(' ');
        if (properties is null)
            return;
        var asked = (exchange.Query.Select ?? []).Concat(exchange.Query.Filter is { Length: > 0 } filter ? FilterExpression.Parse(filter).Comparisons.Select(comparison => comparison.Property.Split('/')[0]) : []);
        if (asked.FirstOrDefault(name => !properties.Contains(name)) is { } unknown)
            throw Refusal.BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{unknown}'.");
    }
}
