using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>A plan, and what the guard makes of it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Verdict">What the guard found.</param>
public sealed record PlanOutcome(RemovalPlan Plan, GuardVerdict Verdict);

/// <summary>Makes a plan and holds it against the guard: what a front end calls.</summary>
public static class PlanOperation
{
    /// <summary>Makes a plan.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="directiveHash">SHA-256 of the directive as it is now; null where that is not known.</param>
    /// <param name="known">Catalogues that scans of this authority used before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">It can't be made.</exception>
    public static PlanOutcome Make(RemovalPlanRequest request, string? directiveHash, IReadOnlyList<PlanCatalogue> known, CancellationToken cancellationToken = default)
    {
        var plan = RemovalPlanner.Make(request, cancellationToken);
        return new PlanOutcome(plan, RemovalGuard.Check(new GuardRequest
        {
            Plan = plan,
            Now = request.Now,
            Profile = request.Profile,
            DirectiveHash = directiveHash,
            KnownCatalogues = known,
        }));
    }
}
