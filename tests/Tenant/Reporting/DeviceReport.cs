using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Reporting;

/// <summary>What a device does when it reports in: removes what it was told to remove, says how that went and what it has, and is judged by the policies that reach it.</summary>
internal static class DeviceReport
{
    private static readonly Dictionary<string, string[]> Systems = new(StringComparer.Ordinal)
    {
        ["iosStoreApp"] = ["iOS", "iPadOS"],
        ["iosVppApp"] = ["iOS", "iPadOS"],
        ["androidManagedStoreApp"] = ["Android"],
        ["androidStoreApp"] = ["Android"],
        ["winGetApp"] = ["Windows"],
        ["iosCompliancePolicy"] = ["iOS", "iPadOS"],
        ["androidCompliancePolicy"] = ["Android"],
        ["androidWorkProfileCompliancePolicy"] = ["Android"],
    };

    /// <param name="state">The tenant.</param>
    /// <param name="id">Intune's id of the device.</param>
    /// <param name="withInventory">Whether its inventory is renewed too, which happens only every seven days.</param>
    public static void Take(TenantState state, string id, bool withInventory)
    {
        if (state.ManagedDevices.Find(id) is not { } device)
            return;
        var (reach, now) = (new Reach(state, device), state.Time.GetUtcNow());
        foreach (var app in state.MobileApps.Rows().Where(app => IsFor(app, device)))
        {
            if (reach.Intent(app) == "uninstall")
                Uninstall(state, app, device, now);
        }
        if (withInventory)
            state.Inventory.Report(id);
        Judge(state, device, reach, now);
        Finish(state, id, now);
    }

    // Of a copy that somebody took from the App Store, Intune says that it isn't installed, and leaves it where it is.
    private static void Uninstall(TenantState state, JsonElement app, JsonElement device, DateTimeOffset now)
    {
        var (id, name) = (Text(device, "id"), Text(app, "displayName"));
        var isManaged = Text(app, "@odata.type").Contains(".ios", StringComparison.Ordinal) is false
            || state.InstallStatusOf(Text(app, "id"), id) is { } status && status.GetValueOrDefault("InstallState") == "1";
        if (isManaged)
            state.Inventory.Remove(id, found => AppNames.IsSame(found, name));
        state.SetInstallStatus(Text(app, "id"), device, "3", "Not installed", now);
    }

    private static void Judge(TenantState state, JsonElement device, Reach reach, DateTimeOffset now)
    {
        var id = Text(device, "id");
        string? worst = null;
        var isJudged = false;
        foreach (var policy in state.CompliancePolicies.Rows().Where(policy => IsFor(policy, device) && Restricted(policy).Count > 0))
        {
            var (type, row) = (Text(policy, "@odata.type").Split('.')[^1], $"{Text(policy, "id")}_{id}");
            if (!reach.Has(policy))
            {
                isJudged |= state.ComplianceSettingStates.Find(row) is not null;
                state.ComplianceSettingStates.Remove(row, "deleted");
                continue;
            }
            isJudged = true;
            var breaks = state.Inventory.Has(id, found => Restricted(policy).Exists(name => AppNames.IsSame(found, name)));
            var since = state.ComplianceSettingStates.Find(row) is { } before && Text(before, "state") == "nonCompliant" ? Text(before, "since") : now.ToString("O", CultureInfo.InvariantCulture);
            state.ComplianceSettingStates.Set(JsonSerializer.SerializeToElement(new JsonObject
            {
                ["id"] = row,
                ["setting"] = $"{char.ToUpperInvariant(type[0])}{type[1..]}.RestrictedApps",
                ["settingName"] = "Restricted apps",
                ["deviceId"] = id,
                ["deviceName"] = Text(device, "deviceName"),
                ["policyId"] = Text(policy, "id"),
                ["policyName"] = Text(policy, "displayName"),
                ["userId"] = Text(device, "userId"),
                ["userPrincipalName"] = Text(device, "userPrincipalName"),
                ["userName"] = Text(device, "userDisplayName"),
                ["state"] = breaks ? "nonCompliant" : "compliant",
                ["since"] = since,
            }));
            if (breaks)
                worst = worst == "noncompliant" || now - DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) >= Grace(policy) ? "noncompliant" : "inGracePeriod";
        }
        if (isJudged)
            state.SetCompliance(id, worst ?? "compliant");
    }

    private static void Finish(TenantState state, string id, DateTimeOffset now)
    {
        var device = Changes.Copy(state.ManagedDevices.Find(id)!.Value);
        device["lastSyncDateTime"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        state.ManagedDevices.Set(JsonSerializer.SerializeToElement(device));
        state.ChangeReport(id, "LastContact", now.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        if (state.DeviceActions.Find(id) is not { } asked)
            return;
        var actions = Changes.Copy(asked);
        foreach (var result in actions["deviceActionResults"]!.AsArray().Where(result => (string?)result!["actionState"] == "pending"))
            (result!["actionState"], result["lastUpdatedDateTime"]) = ("done", now.ToString("O", CultureInfo.InvariantCulture));
        state.DeviceActions.Set(JsonSerializer.SerializeToElement(actions));
    }

    private static TimeSpan Grace(JsonElement policy) => TimeSpan.FromHours(
        (Changes.Copy(policy)["scheduledActionsForRule"] as JsonArray ?? []).SelectMany(rule => rule!["scheduledActionConfigurations"] as JsonArray ?? [])
            .Where(action => (string?)action!["actionType"] == "block").Select(action => (double?)action!["gracePeriodHours"] ?? 0).FirstOrDefault());

    private static List<string> Restricted(JsonElement policy) =>
        policy.TryGetProperty("restrictedApps", out var apps) && apps.ValueKind == JsonValueKind.Array ? [.. apps.EnumerateArray().Select(app => Text(app, "name")).Where(name => name.Length > 0)] : [];

    private static bool IsFor(JsonElement item, JsonElement device) =>
        Systems.GetValueOrDefault(Text(item, "@odata.type").Split('.')[^1])?.Contains(Text(device, "operatingSystem")) == true;

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
