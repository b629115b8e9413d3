using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Writes;

/// <summary>Objects of a restricted management unit: only administrators of that unit change them.</summary>
internal static class Restriction
{
    public static void Check(Exchange exchange, params IEnumerable<string?> ids)
    {
        if (ids.Any(id => id is not null && exchange.State.IsRestricted(id)))
            throw new Refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation. Target object is a member of a restricted management administrative unit and can only be modified by administrators scoped to that administrative unit.");
    }
}
