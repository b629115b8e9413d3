using System.Globalization;
using System.Text.Json;
using TikTokBan.Authorities;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>How far a plan that blocks may reach: the group that it names, and the tenant only where nothing narrower exists.</summary>
internal static class BlockGuard
{
    private static readonly string[] Kinds =
    [
        ActionKinds.FindGroup, ActionKinds.EnsureApp, ActionKinds.MergeAssignment, ActionKinds.EnsureConfiguration, ActionKinds.EnsureCompliance, ActionKinds.ImportIndicators,
        ActionKinds.DisableServicePrincipal, ActionKinds.EnsureServicePrincipal, ActionKinds.RevokeGrant,
    ];

    public static IEnumerable<GuardFinding> Check(RemovalPlan plan, AuthorityProfile profile)
    {
        if (plan.Block is not { } block)
        {
            yield return RemovalGuard.Refuse(GuardCode.Contradictory, "The plan says that it blocks, and not what; make the plan anew.");
            yield break;
        }

        // Devices are chosen by a scan alone, and each is asked about again; a plan that rests on no scan may touch none.
        if (plan.Devices.Count > 0 || plan.Actions.FirstOrDefault(action => !Kinds.Contains(action.Kind)) is not null)
            yield return RemovalGuard.Refuse(GuardCode.TargetOutsidePlan, "The plan is to block and also reaches single devices, which only a plan from a scan may; make the plan anew.");
        var groups = plan.Actions.Where(action => action.Kind == ActionKinds.FindGroup).ToDictionary(action => $"{{{action.Id}.id}}", Found, StringComparer.Ordinal);
        if (plan.Actions.FirstOrDefault(action => action.Requests.Any(request => request.Body is { } body && Leaves(body, block, groups))) is { } outside)
            yield return RemovalGuard.Refuse(GuardCode.TargetOutsidePlan, $"The action {outside.Id} gives something to others than the group that the plan names; make the plan anew.");
        foreach (var finding in block.Group is { } group ? OfGroup(plan, block, group, profile) : [])
            yield return finding;
        if (plan.BlastRadius.TenantWide || plan.Actions.Any(action => action.Target.Kind is "tenant" or "servicePrincipal" or "grant"))
            yield return RemovalGuard.Warn(GuardCode.TenantWide, "The plan also blocks for everybody in the tenant, people with an exception included; see that this is meant.");
    }

    private static IEnumerable<GuardFinding> OfGroup(RemovalPlan plan, PlanBlock block, PlanGroup group, AuthorityProfile profile)
    {
        var size = group.Devices + group.People;
        var most = Math.Min(plan.Limits.Devices, profile.LimitDevices ?? RemovalLimits.Default.Devices);
        if (size > most)
        {
            yield return new GuardFinding(GuardCode.TooManyDevices, !block.LargeGroupMeant, block.LargeGroupMeant
                ? $"The group '{group.Name}' has {Number(size)} members, more than the {Number(most)} that are allowed otherwise, and the plan says that this is meant; see that it is."
                : $"The group '{group.Name}' has {Number(size)} members, and {Number(most)} are allowed; name a smaller group, say --tenant-wide (-TenantWide) if this one is meant, or have whoever owns the authority profile raise limits.devices.");
        }

        var share = Math.Min(plan.Limits.Share, profile.LimitShare is { } own ? (decimal)own : RemovalLimits.Default.Share);
        if (size > 1 && size <= most && size > share * plan.BlastRadius.Fleet)
        {
            yield return new GuardFinding(GuardCode.TooLargeShare, !block.LargeGroupMeant, string.Create(
                CultureInfo.InvariantCulture,
                $"The group '{group.Name}' has {size:N0} members where the tenant has {plan.BlastRadius.Fleet:N0} devices, more than the {share:P1} that are allowed{(block.LargeGroupMeant ? ", and the plan says that this is meant; see that it is" : "; name a smaller group, or say --tenant-wide (-TenantWide) if this one is meant")}."));
        }

        if (group.Protected > 0)
            yield return RemovalGuard.Refuse(GuardCode.ProtectedTarget, $"{Number(group.Protected)} members of the group '{group.Name}' are protected by the authority profile; put them into a group of their own and leave it out with --except-group (-ExceptGroup).");
        if (group.Personal > 0)
            yield return RemovalGuard.Refuse(GuardCode.PersonalDevices, $"{Number(group.Personal)} devices of the group '{group.Name}' are somebody's own by the directory, and nothing is done to such devices; name a group without them, or leave them out with --except-group (-ExceptGroup).");
        if (group.People > 0)
            yield return RemovalGuard.Warn(GuardCode.PersonalDevices, $"The group '{group.Name}' holds {Number(group.People)} people, and what they enrolled of their own is reached too; a group of the authority's devices is better.");
        if (group.Excepted > 0)
            yield return RemovalGuard.Warn(GuardCode.ExceptionReached, $"{Number(group.Excepted)} members of the group '{group.Name}' have a waiver and would be blocked too; leave them out with --except-group (-ExceptGroup).");
    }

    // The one group that an action which finds a group can find.
    private static string? Found(PlanAction action) => action.Requests is [{ Role: "read", Match: { } match }] ? match.GetValueOrDefault("id") : null;

    private static bool Leaves(JsonElement value, PlanBlock block, IReadOnlyDictionary<string, string?> groups) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(item => Leaves(item, block, groups)),
        JsonValueKind.Object => value.EnumerateObject().Any(member => (member.Name, member.Value.ValueKind) switch
        {
            ("target", _) => !IsOurs(member.Value, block, groups),
            _ => Leaves(member.Value, block, groups),
        }),
        _ => false,
    };

    private static bool IsOurs(JsonElement target, PlanBlock block, IReadOnlyDictionary<string, string?> groups)
    {
        var group = RowText.Of(target, "groupId") is { } placeholder ? groups.GetValueOrDefault(placeholder) : null;
        return RowText.Of(target, "@odata.type") switch
        {
            "#microsoft.graph.groupAssignmentTarget" => group is not null && group == block.Group?.Id,
            "#microsoft.graph.exclusionGroupAssignmentTarget" => group is not null && group == block.Except?.Id,
            _ => false,
        };
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
