namespace TikTokBan.Removal.Plans;

/// <summary>What a plan does to each of its devices.</summary>
public static class PlannedControls
{
    /// <summary>Ids of the controls whose actions reach a device, in the order of the plan, each once; by Intune's id of the device.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Every device of the plan, also one that no action reaches.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByDevice(RemovalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var found = plan.Devices.Select(device => device.Id).Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var action in plan.Actions)
        {
            if (action.Control is not { } control)
                continue;
            foreach (var id in action.Target.Ids)
            {
                if (found.TryGetValue(id, out var controls) && !controls.Contains(control))
                    controls.Add(control);
            }
        }

        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
    }
}
