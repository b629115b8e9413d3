using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Sign-in logs: newest first, a licence needed, five requests in ten seconds.</summary>
internal static class SignInService
{
    private static readonly ListKind SignIns = new("auditLogs/signIns", 1000, 1000, new FilterRules(
        "id: eq; appId: eq; appDisplayName: eq startswith; createdDateTime: eq le ge; userId: eq; userDisplayName: eq startswith; userPrincipalName: eq startswith; clientAppUsed: eq; ipAddress: eq startswith; status/errorCode: eq; resourceId: eq; resourceDisplayName: eq; deviceDetail/browser deviceDetail/operatingSystem: eq startswith; location/city location/state location/countryOrRegion: eq startswith; conditionalAccessStatus: eq; correlationId: eq; isInteractive: eq"))
    {
        Counts = false,
        Selects = false,
    };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/auditLogs/signIns", Family.IdentityReports, List, "AuditLog.Read.All") { IsList = true },
    ];

    private static Answer List(Exchange exchange) => exchange.State.HasPremiumLicence
        ? Listing.Page(exchange, SignIns, exchange.State.SignIns.Rows())
        : throw new Refusal(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license");
}
