using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Services;

/// <summary>The tenant itself and its licences.</summary>
internal static class OrganisationService
{
    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/organization", Family.Directory, Organisation, "Organization.Read.All"),
        new("GET", "/v1.0/subscribedSkus", Family.Directory, Licences, "Organization.Read.All"),
    ];

    private static Answer Organisation(Exchange exchange) => Answer.Json(
        $$"""{"@odata.context":"{{exchange.Root}}/v1.0/$metadata#organization","value":[{"id":"{{exchange.Tenant.TenantId}}","displayName":"AFPP-FAPP","countryLetterCode":"BE","tenantType":"AAD","verifiedDomains":[{"capabilities":"Email, OfficeCommunicationsOnline","isDefault":true,"isInitial":false,"name":"agency.example","type":"Managed"}]}]}""");

    private static Answer Licences(Exchange exchange)
    {
        List<string> plans = ["EXCHANGE_S_ENTERPRISE", "INTUNE_A", "ATP_ENTERPRISE", "THREAT_INTELLIGENCE", "WINDEFATP", "ADALLOM_S_STANDALONE"];
        if (exchange.State.HasPremiumLicence)
            plans.Add("AAD_PREMIUM");
        return Answer.Json(json =>
        {
            json.WriteStartArray("value");
            json.WriteStartObject();
            json.WriteString("id", $"{exchange.Tenant.TenantId}_06ebc4ee-1bb5-47dd-8120-11324bc54e06");
            json.WriteString("skuId", "06ebc4ee-1bb5-47dd-8120-11324bc54e06");
            json.WriteString("skuPartNumber", "SPE_E5");
            json.WriteString("capabilityStatus", "Enabled");
            json.WriteNumber("consumedUnits", exchange.State.Users.Count);
            json.WriteStartArray("servicePlans");
            foreach (var plan in plans)
            {
                json.WriteStartObject();
                json.WriteString("servicePlanName", plan);
                json.WriteString("provisioningStatus", "Success");
                json.WriteString("appliesTo", "User");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        });
    }
}
