using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>The report of an application's assignment. Exports of it don't say whose it is; here what was exported belongs to the first application that the tenant deployed before anybody made another.</summary>
internal static class InstallStatusRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Of(TenantState state)
    {
        var first = state.MobileApps.Rows().Select(app => app.GetProperty("id").GetString()!).FirstOrDefault(id => !state.MadeApps.ContainsKey(id));
        return state.InstallStatusRows().Where(row => first is not null || row.ContainsKey("ApplicationId"))
            .Select(row => row.ContainsKey("ApplicationId") ? row : new Dictionary<string, string>(row, StringComparer.OrdinalIgnoreCase) { ["ApplicationId"] = first! });
    }
}
