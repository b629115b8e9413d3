using System.Text.Json;
using System.Text.RegularExpressions;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>Which devices of a tenant were touched, by what the tenant counted and not by what anybody says.</summary>
internal sealed partial class Reach
{
    private Reach(IReadOnlySet<string> devices, IReadOnlyList<string> foreign) => (Devices, Foreign) = (devices, foreign);

    /// <summary>Intune's ids of devices that a request went to, or that were put into a group.</summary>
    public IReadOnlySet<string> Devices { get; }

    /// <summary>Assignments to anything but the groups that were made, beyond those that others had made.</summary>
    public IReadOnlyList<string> Foreign { get; }

    public static Reach Of(RemovalTenant tenant, string before)
    {
        var devices = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var byObject = tenant.Authority.Devices.ToDictionary(device => device.ObjectId, device => device.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var effect in tenant.Server.State.Effects.All)
        {
            if (effect.Kind.Contains("/groups", StringComparison.Ordinal))
                devices.UnionWith(effect.Details.Where(byObject.ContainsKey).Select(id => byObject[id]));
            else if (effect.Kind.Contains("managedDevices", StringComparison.Ordinal))
                devices.Add(effect.Object);
        }

        foreach (var request in tenant.Server.Log.Requests.Where(request => request.Method == "POST" && request.Status is >= 200 and < 300))
        {
            if (DevicePath().Match(request.Path) is { Success: true } match)
                devices.Add(match.Groups[1].Value);
        }

        return new Reach(devices, [.. NewTargets(tenant, before)]);
    }

    // Whoever is in a group that something is given to gets it, so nothing may be given to a group of somebody else's.
    private static IEnumerable<string> NewTargets(RemovalTenant tenant, string before)
    {
        using var old = JsonDocument.Parse(before);
        var made = tenant.Server.State.Effects.All.Where(effect => effect.Kind == "POST /v1.0/groups").Select(effect => effect.Object).ToHashSet();
        foreach (var kind in new[] { "mobileApps", "deviceConfigurations", "deviceCompliancePolicies", "configurationPolicies" })
        {
            var known = old.RootElement.GetProperty(kind).EnumerateArray().SelectMany(Targets).ToHashSet();
            foreach (var target in tenant.Held(kind).SelectMany(Targets).Where(target => !known.Contains(target)))
            {
                if (target.GroupId is null || !made.Contains(target.GroupId))
                    yield return $"{kind} {target.Object}: {target.GroupId ?? "everybody"}";
            }
        }
    }

    private static IEnumerable<(string Object, string? GroupId, string Intent)> Targets(JsonElement row) =>
        row.TryGetProperty("assignments", out var assignments) && assignments.ValueKind == JsonValueKind.Array
            ? assignments.EnumerateArray().Select(assignment => (
                row.GetProperty("id").GetString()!,
                assignment.GetProperty("target").TryGetProperty("groupId", out var group) ? group.GetString() : null,
                assignment.TryGetProperty("intent", out var intent) ? intent.GetString() ?? "" : ""))
            : [];

    [GeneratedRegex("managedDevices/([0-9a-fA-F-]{36})/")]
    private static partial Regex DevicePath();
}
