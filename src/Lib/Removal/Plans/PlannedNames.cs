namespace TikTokBan.Removal.Plans;

/// <summary>What a plan's devices are called where people read of them.</summary>
public static class PlannedNames
{
    /// <summary>A name for each device that no other of the plan has: where two share a name, Intune's id goes along.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Names by Intune's id.</returns>
    public static IReadOnlyDictionary<string, string> ByDevice(RemovalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Devices.DistinctBy(device => device.Id).GroupBy(device => device.Name ?? device.Serial ?? device.Id, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.Count() == 1 ? same.Select(device => (device.Id, Name: same.Key)) : same.Select(device => (device.Id, Name: $"{same.Key} ({device.Id})")))
            .ToDictionary(device => device.Id, device => device.Name, StringComparer.Ordinal);
    }
}
