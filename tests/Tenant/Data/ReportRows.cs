using System.Globalization;
using System.Text.Json;
using TikTokBan.Tenant.Reporting;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Data;

/// <summary>What devices report, as the portals' reports and Graph's lists show it.</summary>
public sealed partial class TenantState
{
    private readonly Dictionary<string, int> _reported = new(StringComparer.OrdinalIgnoreCase);

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>A device reports in: it does what it was told, and is judged by the policies that reach it.</summary>
    /// <param name="device">Intune's id of it.</param>
    /// <param name="withInventory">Whether its inventory is renewed too, as it is every seven days only.</param>
    public void CheckIn(string device, bool withInventory = true)
    {
        lock (Writing)
            DeviceReport.Take(this, device, withInventory);
    }

    internal IReadOnlyList<IReadOnlyDictionary<string, string>> InstallStatusRows()
    {
        lock (InstallStatus)
            return [.. InstallStatus];
    }

    internal IReadOnlyDictionary<string, string>? InstallStatusOf(string app, string device)
    {
        lock (InstallStatus)
            return InstallStatus.Find(row => row.GetValueOrDefault("ApplicationId") == app && row["DeviceId"].Equals(device, StringComparison.OrdinalIgnoreCase));
    }

    internal IReadOnlyList<IReadOnlyDictionary<string, string>> DeviceReportRows()
    {
        lock (DeviceReportList)
            return [.. DeviceReportList];
    }

    internal void SetInstallStatus(string app, JsonElement device, string state, string words, DateTimeOffset at)
    {
        string Of(string name) => device.TryGetProperty(name, out var value) ? value.ToString() : "";
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["ApplicationId"] = app,
            ["DeviceId"] = Of("id"),
            ["DeviceName"] = Of("deviceName"),
            ["UserId"] = Of("userId"),
            ["UserName"] = Of("userDisplayName"),
            ["UserPrincipalName"] = Of("userPrincipalName"),
            ["Platform"] = Of("operatingSystem"),
            ["AppVersion"] = "",
            ["AssignmentFilterIdsExist"] = "False",
            ["ErrorCode"] = "0",
            ["HexErrorCode"] = "0x00000000",
            ["InstallState"] = state,
            ["InstallState_loc"] = words,
            ["AppInstallState"] = state,
            ["AppInstallState_loc"] = words,
            ["InstallStateDetail"] = "0",
            ["InstallStateDetail_loc"] = "No additional details",
            ["AppInstallStateDetails"] = "0",
            ["AppInstallStateDetails_loc"] = "No additional details",
            ["LastModifiedDateTime"] = at.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        };
        lock (InstallStatus)
        {
            InstallStatus.RemoveAll(other => other.GetValueOrDefault("ApplicationId") == app && other["DeviceId"].Equals(Of("id"), StringComparison.OrdinalIgnoreCase));
            InstallStatus.Add(row);
        }
    }

    internal void SetCompliance(string device, string state)
    {
        var changed = Changes.Copy(ManagedDevices.Find(device)!.Value);
        changed["complianceState"] = state;
        ManagedDevices.Set(JsonSerializer.SerializeToElement(changed));
        ChangeReport(device, "CompliantState", state switch { "compliant" => "1", "inGracePeriod" => "254", _ => "2" });
        ChangeReport(device, "CompliantState_loc", state switch { "compliant" => "Compliant", "inGracePeriod" => "In grace period", _ => "Not compliant" });
    }

    internal void ChangeReport(string device, string column, string value)
    {
        lock (DeviceReportList)
        {
            for (var i = _reported.Count; i < DeviceReportList.Count; i++)
                _reported.TryAdd(DeviceReportList[i]["DeviceId"], i);
            if (_reported.TryGetValue(device, out var at))
                DeviceReportList[at] = new Dictionary<string, string>(DeviceReportList[at], StringComparer.OrdinalIgnoreCase) { [column] = value };
        }
    }
}
