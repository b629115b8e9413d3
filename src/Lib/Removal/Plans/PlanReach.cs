using System.Globalization;

namespace TikTokBan.Removal.Plans;

/// <summary>Whom a plan reaches, in words for whoever approves it.</summary>
public static class PlanReach
{
    /// <summary>The whole plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Such as <c>12 devices</c>, or <c>the group 'Phones' (30 devices, 2 people) and everybody in the tenant</c>.</returns>
    public static string Of(RemovalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Block is not { } block)
            return Count(plan.BlastRadius.Devices, "device", "devices");
        var group = block.Group is { } given && plan.Actions.Any(IsForGroup) ? Group(given) : null;
        return (group, plan.BlastRadius.TenantWide) switch
        {
            ({ } some, true) => $"{some} and everybody in the tenant",
            ({ } some, false) => some,
            (null, true) => "everybody in the tenant",
            _ => "nobody",
        };
    }

    /// <summary>One action of a plan that blocks.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="action">The action.</param>
    /// <returns>Such as <c>the group 'Phones' (30 devices, 2 people)</c> or <c>everybody in the tenant</c>.</returns>
    public static string Of(RemovalPlan plan, PlanAction action)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(action);
        return plan.Block?.Group is { } group && IsForGroup(action) ? Group(group) : plan.Block is null && action.Target.Kind != "tenant" ? Count(action.Target.Ids.Count, "device", "devices") : "everybody in the tenant";
    }

    // What can't be given to a group is for everybody.
    private static bool IsForGroup(PlanAction action) => action.Target.Kind is not ("tenant" or "servicePrincipal" or "grant");

    private static string Group(PlanGroup group) => $"the group '{group.Name}' ({Count(group.Devices, "device", "devices")}, {Count(group.People, "person", "people")})";

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
