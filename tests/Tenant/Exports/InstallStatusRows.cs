using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>The report of an application's assignment. Exports of it don't say whose it is; here it belongs to the first application that the tenant deploys.</summary>
internal static class InstallStatusRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Of(TenantState state)
    {
        if (state.MobileApps.Rows() is not [var app, ..])
            return [];
        var id = app.GetProperty("id").GetString()!;
        return state.InstallStatus.Select(row => new Dictionary<string, string>(row, StringComparer.OrdinalIgnoreCase) { ["ApplicationId"] = id });
    }
}
