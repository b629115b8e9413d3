using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>Who is in the groups that an action gives something to: whoever is gets it, named by the plan or not.</summary>
internal sealed class GroupReach(RemovalPlan plan, IPlanTransport transport)
{
    private readonly Dictionary<string, PlanAction> _actions = plan.Actions.ToDictionary(action => action.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedDevice> _devices = plan.Devices.ToDictionary(device => device.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the members of an action's groups.</summary>
    /// <returns>Those of the plan, with what they must still meet; or why the action must not be carried out.</returns>
    public async Task<(IReadOnlyList<(PlannedDevice Device, IReadOnlyList<string> Checks)> Members, string? Refusal)> ReadAsync(PlanAction action, RunValues found, CancellationToken cancellationToken)
    {
        var groups = action.DependsOn.Select(id => _actions.GetValueOrDefault(id)).OfType<PlanAction>().Where(other => other.Kind == ActionKinds.EnsureGroup).ToList();
        if (groups.Count == 0)
            return ([], $"The plan does not say which group bounds {action.Target.Name}; make a new plan.");
        var members = new List<(PlannedDevice, IReadOnlyList<string>)>();
        foreach (var group in groups)
        {
            if (FilledPath.Id(group.Id, found) is not { } id)
                continue;
            var allowed = group.Target.Ids.Select(device => _devices.GetValueOrDefault(device)).OfType<PlannedDevice>()
                .Where(device => device.Ring == action.Ring)
                .ToLookup(device => device.EntraDeviceId, StringComparer.OrdinalIgnoreCase);
            var checks = Checks(group.Id, action);
            var rows = await transport.ReadAsync(new SentRequest("GET", "graph", $"/v1.0/groups/{id}/members?$select=id,deviceId", null), cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var device = RowText.Of(row, "deviceId") is { } key ? allowed[key].FirstOrDefault() : null;
                if (device is null)
                    return ([], $"The group {group.Target.Name} holds {RowText.Of(row, "id") ?? "somebody"}, which the plan does not put there; take it out, then run this again.");
                members.Add((device, checks));
            }
        }

        return (members, null);
    }

    // What let a device in must also hold while it is given something.
    private List<string> Checks(string group, PlanAction action) =>
    [
        .. action.DependsOn.Select(id => _actions.GetValueOrDefault(id)).OfType<PlanAction>()
            .Where(other => other.Kind == ActionKinds.AddMembers && other.DependsOn.Contains(group))
            .SelectMany(other => other.Preconditions).Where(condition => condition.Scope == "device").Select(condition => condition.Check).Distinct(),
    ];
}
