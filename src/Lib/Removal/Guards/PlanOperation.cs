using System.Globalization;
using TikTokBan.Exposures;
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
        var verdict = RemovalGuard.Check(new GuardRequest
        {
            Plan = plan,
            Now = request.Now,
            Profile = request.Profile,
            DirectiveHash = directiveHash,
            KnownCatalogues = known,
        });
        return new PlanOutcome(plan, GuardVerdict.Of(verdict.Findings.Concat(OfRegisters(request.Scan))));
    }

    // The plan doesn't say what was not read of a register, so it is told when the plan is made; whoever carries it out names the registers as they are then.
    private static IEnumerable<GuardFinding> OfRegisters(ScanResult scan)
    {
        var registers = scan.Coverage.Where(source => source is { RowsRejected: > 0, Source: "waivers.register" or "funding.register" }).ToList();
        var rows = registers.Sum(source => source.RowsRejected);
        if (rows > 0)
        {
            yield return new GuardFinding(GuardCode.RegisterRowsUnread, Refuses: false, string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} {(rows == 1 ? "row" : "rows")} of {string.Join(", ", registers.Select(source => source.Location))} could not be read in full, and any of them may be an exception for a device of this plan; mend the register and scan again, or check these rows before anybody approves."));
        }
    }
}
