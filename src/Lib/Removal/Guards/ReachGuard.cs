using System.Globalization;
using TikTokBan.Authorities;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>How far a plan may reach. It counts for itself and believes no sum that the plan states.</summary>
internal static class ReachGuard
{
    public static IEnumerable<GuardFinding> Check(RemovalPlan plan, AuthorityProfile profile)
    {
        var ids = plan.Devices.Select(device => device.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var finding in Limits(plan, profile, ids.Count))
            yield return finding;

        if (plan.Actions.FirstOrDefault(action => action.Target.Kind != "tenant" && !action.Target.Ids.All(ids.Contains)) is { } outside)
            yield return RemovalGuard.Refuse(GuardCode.TargetOutsidePlan, $"The action {outside.Id} reaches a device that the plan does not list; make the plan anew.");
        var protection = new Protection(profile.ProtectedPeople, profile.ProtectedDevices);
        var shielded = plan.Devices.Count(device => protection.CoversPerson(device.User) || protection.CoversDevice(device.Id, device.EntraDeviceId, device.Serial, device.Name));
        if (shielded > 0)
            yield return RemovalGuard.Refuse(GuardCode.ProtectedTarget, $"{Number(shielded)} of the devices or their people are protected by the authority profile; make the plan anew with that profile.");
        var first = plan.Devices.Count(device => device.Ring == 1);
        if (plan.Devices.Count > 1 && (first == 0 || first == plan.Devices.Count && plan.Limits.Canary is null))
            yield return RemovalGuard.Refuse(GuardCode.NoCanary, "The plan has no small first ring to try it on; make the plan anew.");
        if (plan.BlastRadius.TenantWide || plan.Actions.Any(action => action.Target.Kind == "tenant"))
            yield return RemovalGuard.Warn(GuardCode.TenantWide, $"The plan also reaches everybody in the tenant, and {Number(plan.BlastRadius.AlsoReached)} cases with an exception or out of scope with them; see that this is meant.");
    }

    private static IEnumerable<GuardFinding> Limits(RemovalPlan plan, AuthorityProfile profile, int devices)
    {
        var most = Math.Min(plan.Limits.Devices, profile.LimitDevices ?? RemovalLimits.Default.Devices);
        if (devices > most)
            yield return RemovalGuard.Refuse(GuardCode.TooManyDevices, $"The plan reaches {Number(devices)} devices, and {Number(most)} are allowed; plan for one application or organisation at a time, or have whoever owns the authority profile raise limits.devices.");
        var share = Math.Min(plan.Limits.Share, profile.LimitShare is { } own ? (decimal)own : RemovalLimits.Default.Share);
        // In a small fleet any share is less than one device.
        if (devices > 1 && devices > share * plan.BlastRadius.Fleet)
            yield return RemovalGuard.Refuse(GuardCode.TooLargeShare, string.Create(CultureInfo.InvariantCulture, $"The plan reaches {devices:N0} of {plan.BlastRadius.Fleet:N0} devices, more than the {share:P1} that are allowed; plan for one application or organisation at a time, or have whoever owns the authority profile raise limits.share."));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
