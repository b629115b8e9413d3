using System.Globalization;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>Holds a plan against limits, time and what it was made from. It is asked when a plan is made, and again before anything is done.</summary>
public static class RemovalGuard
{
    // Two machines' clocks may differ by so much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Checks a plan.</summary>
    /// <param name="request">The plan, and what it is held against.</param>
    public static GuardVerdict Check(GuardRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return GuardVerdict.Of([.. OfFile(request), .. OfScan(request), .. OfReach(request), .. OfRule(request), .. CatalogueGuard.Check(request.Plan.Catalogue, request.KnownCatalogues)]);
    }

    private static IEnumerable<GuardFinding> OfFile(GuardRequest request)
    {
        var plan = request.Plan;
        if (!string.Equals(plan.Hash, PlanFile.HashOf(plan), StringComparison.Ordinal))
            yield return Refuse(GuardCode.PlanChanged, "The plan was changed after it was made: its content does not fit its hash; make the plan anew and have it approved anew.");
        if (request.Now > plan.ExpiresAt)
            yield return Refuse(GuardCode.PlanExpired, $"The plan could be applied until {Time(plan.ExpiresAt)}; scan again and make a new plan.");
        if (plan.CreatedAt > request.Now + Skew)
            yield return Refuse(GuardCode.PlanFromTheFuture, $"The plan says that it was made on {Time(plan.CreatedAt)}, which has not come; set the clocks right and make the plan anew.");
        if (request.Tenant is { } tenant && !string.Equals(tenant, plan.Tenant, StringComparison.OrdinalIgnoreCase))
            yield return Refuse(GuardCode.WrongTenant, $"The plan is for the tenant {plan.Tenant}, and {tenant} is signed in to; sign in to the plan's tenant, or make a plan for this one.");
        if (plan.Purpose == PlanPurpose.Block ? plan.Scan is not null : plan.Scan is null || plan.Block is not null)
            yield return Refuse(GuardCode.Contradictory, "The plan is for a removal and rests on no scan, or is to block and rests on one; make the plan anew.");
        if (plan.Actions.Count == 0 && plan.Block?.Exchange is null)
            yield return Warn(GuardCode.NothingToDo, "The plan holds no action for a program; see what it leaves out, and why.");
    }

    private static IEnumerable<GuardFinding> OfScan(GuardRequest request)
    {
        if (request.Plan.Scan is not { } scan)
            yield break;
        var days = request.Plan.Limits.ScanDays;
        var oldest = request.Now - TimeSpan.FromDays(days);
        var judged = new DateTimeOffset(scan.AsOf.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (scan.FinishedAt < oldest || judged < oldest)
            yield return Refuse(GuardCode.ScanStale, $"The scan {scan.Id} is of {Time(scan.FinishedAt)} and judged as of {scan.AsOf:yyyy-MM-dd}, which is more than {days} days ago; scan again and make a new plan.");
        else if (scan.DataAsOf < oldest)
            yield return Refuse(GuardCode.DataStale, $"The newest thing that device management says in the scan {scan.Id} is of {Time(scan.DataAsOf.Value)}, more than {days} days ago; export anew, or scan the tenant, and make a new plan.");
        if (judged > request.Now + TimeSpan.FromDays(2))
            yield return Refuse(GuardCode.ScanOfTomorrow, $"The scan {scan.Id} judged as of {scan.AsOf:yyyy-MM-dd}, which has not come; scan again as of today.");
        // A source that was missed can hide a device, and never adds one.
        if (scan.Incomplete.Count > 0)
            yield return Warn(GuardCode.ScanIncomplete, $"Not read in full: {string.Join(", ", scan.Incomplete)}; there may be more to do than the plan says.");
    }

    private static IEnumerable<GuardFinding> OfReach(GuardRequest request) =>
        request.Plan.Purpose == PlanPurpose.Block ? BlockGuard.Check(request.Plan, request.Profile) : ReachGuard.Check(request.Plan, request.Profile);

    private static IEnumerable<GuardFinding> OfRule(GuardRequest request)
    {
        var plan = request.Plan;
        if (request.DirectiveHash is { } directive && !string.Equals(directive, plan.Directive.Hash, StringComparison.OrdinalIgnoreCase))
            yield return Refuse(GuardCode.DirectiveChanged, $"The directive {plan.Directive.Id} has changed since the scan judged by it; scan again and make a new plan.");
        // Its assumptions say who pays, so another profile may mean another verdict.
        if (!string.Equals(request.Profile.Hash, plan.ProfileHash, StringComparison.OrdinalIgnoreCase))
            yield return Refuse(GuardCode.ProfileChanged, "The authority profile is not the one that the plan was made with; give that one, or scan again and make a new plan.");
    }

    internal static GuardFinding Refuse(GuardCode code, string sentence) => new(code, true, sentence);

    internal static GuardFinding Warn(GuardCode code, string sentence) => new(code, false, sentence);

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
