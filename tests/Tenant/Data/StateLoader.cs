using System.Text.Json;

namespace TikTokBan.Tenant.Data;

/// <summary>Makes a tenant of a folder of exports, so that a scan of one can be held against a scan of the other.</summary>
internal static class StateLoader
{
    public static void Load(TenantState state, ExportFolder folder)
    {
        Fill(state.Users, folder.Objects("entra", "users*.json"));
        Fill(state.Groups, folder.Objects("entra", "groups*.json"));
        Fill(state.Devices, folder.Objects("entra", "devices*.json"));
        Fill(state.ServicePrincipals, folder.Objects("entra", "servicePrincipals*.json"));
        Fill(state.Grants, folder.Objects("entra", "oauth2PermissionGrants*.json"));
        Fill(state.SignIns, folder.Lines("entra", "signIns*.jsonl").Concat(folder.Records("entra", "InteractiveSignIns*.csv").Select(SignInRows.FromPortal)));
        state.SignIns.Sort((a, b) => string.CompareOrdinal(b.GetProperty("createdDateTime").GetString(), a.GetProperty("createdDateTime").GetString()));
        LoadMdm(state, folder);
        Fill(state.MessageTraces, TraceRows.Read(folder));
        state.MessageTraces.Sort((a, b) => string.CompareOrdinal(b.GetProperty("receivedDateTime").GetString(), a.GetProperty("receivedDateTime").GetString()));
        HuntingRows.Load(state, folder);
    }

    private static void LoadMdm(TenantState state, ExportFolder folder)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in folder.Records("intune", "Devices_*").Where(row => shown.Add(row["DeviceId"])))
        {
            state.DeviceReportList.Add(row);
            state.ManagedDevices.Set(ManagedDeviceRows.FromReport(row));
        }
        state.InstallStatus.AddRange(folder.Records("intune", "DeviceInstallStatusByApp_*"));
        state.Inventory.AddCounts(folder.Records("intune", "AppInvAggregate_*"));
        state.Inventory.RawFile = folder.Files("intune", "AppInvRawData_*").FirstOrDefault();
    }

    private static void Fill(EntitySet set, IEnumerable<JsonElement> rows)
    {
        foreach (var row in rows)
            set.Set(row);
    }
}
