using TikTokBan.Removal.Applying.Runs;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying;

/// <summary>Carries a plan out, journaled before and after each step, so that it can be cut off anywhere and taken up again.</summary>
public static class ApplyOperation
{
    /// <summary>Carries it out.</summary>
    /// <param name="request">The plan, the tenant and what is asked before.</param>
    /// <param name="told">Told of each action once it ended, or would be sent; may be null. Never called from two threads at once.</param>
    /// <param name="cancellationToken">Begins nothing more; what was sent is still journaled.</param>
    /// <returns>What it came to; where the guard refuses, nothing was begun.</returns>
    /// <exception cref="UnusableInputException">Another run has the tenant, the journal can't be written, the plan was taken back, or the ring can't be carried out yet.</exception>
    /// <exception cref="Tenants.TenantException">The tenant can't be reached at all.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the journal says how far it came.</exception>
    public static Task<RunResult> RunAsync(ApplyRequest request, IProgress<ActionResult>? told, CancellationToken cancellationToken) =>
        RunAsync(request, PlanServices.Real, told, cancellationToken);

    /// <summary>What the guard and the approvals say, without asking the tenant: so that nobody is asked to agree to what is refused. Asked again by <see cref="RunAsync(ApplyRequest, IProgress{ActionResult}?, CancellationToken)"/>.</summary>
    /// <param name="request">The plan, the tenant and what is asked before.</param>
    /// <exception cref="UnusableInputException">The plan has no such ring.</exception>
    public static GuardVerdict Check(ApplyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckRing(request);
        return ApplyGuard.Check(request, request.Session.Options.Time.GetUtcNow());
    }

    internal static async Task<RunResult> RunAsync(ApplyRequest request, PlanServices services, IProgress<ActionResult>? told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckRing(request);
        var now = request.Session.Options.Time.GetUtcNow();
        var verdict = ApplyGuard.Check(request, now);
        if (!verdict.Allows)
            return Nothing(request.Plan, verdict, "Nothing was done; see what refuses it.");
        var earlier = await request.Journal.ReadAsync(request.Plan.Id, cancellationToken).ConfigureAwait(false);
        if (Rings(request, earlier) is { Count: 0 })
            return Nothing(request.Plan, verdict, NothingLeft(request.Plan, earlier)) with { FinishedBefore = Board(request.Plan, earlier).Finished(request.Plan.Actions).Count };
        var transport = services.Transport(request.Session);
        if (request.WhatIf)
            transport = new WhatIfTransport(transport);
        var checks = await services.OpenChecks(request, transport, cancellationToken).ConfigureAwait(false);
        var run = request.WhatIf ? new WhatIfRun(earlier) : await request.Journal.BeginAsync(request.Plan, Started(request, now), cancellationToken).ConfigureAwait(false);
        using (checks as IDisposable)
        await using (run.ConfigureAwait(false))
            return await new ApplyRun(request, transport, checks, run, verdict, told).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rings to carry out now.</summary>
    /// <exception cref="UnusableInputException">The plan was taken back, or the ring is none of the plan's or can't be begun yet.</exception>
    internal static IReadOnlyList<int> Rings(ApplyRequest request, IReadOnlyList<JournalEntry> entries)
    {
        var plan = request.Plan;
        var undo = new UndoOrder(plan, entries);
        if (undo.HasBegun)
        {
            var last = entries.Last(entry => entry.Step == JournalStep.RunStarted && entry.Purpose == RunPurpose.Undo);
            throw new UnusableInputException(InputProblem.PlanRefused, undo.IsComplete
                ? $"The plan {plan.Id} was taken back on {RemovalGuard.Time(last.At)}; make a new plan."
                : $"The plan {plan.Id} was taken back in part, by {last.Operator} on {RemovalGuard.Time(last.At)}; take it back to its end, then make a new plan.");
        }

        var board = Board(plan, entries);
        var open = RingGate.Unfinished(plan, board);
        if (request.Ring is { } ring)
        {
            open = plan.Actions.Any(action => action.Ring == ring && !board.IsDone(action)) ? [ring] : [];
        }

        if (open.Count > 0 && RingGate.WhyNot(plan, board, open[0], request.MostFailures) is { } why)
            throw new UnusableInputException(InputProblem.PlanRefused, why);
        // Rings of a plan that blocks are parts of one wish; those of a removal wait for somebody who looked at the ring before.
        if (request.AllRings || plan.Purpose == PlanPurpose.Block)
            return open;
        return request.Ring is null && Waiting(plan, entries, open) is not null ? [] : [.. open.Take(1)];
    }

    // No approval makes up for a ring that isn't there, so this is said first.
    private static void CheckRing(ApplyRequest request)
    {
        var plan = request.Plan;
        if (request.Ring is { } ring && !plan.Actions.Any(action => action.Ring == ring))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"The plan {plan.Id} has no ring {ring}; its rings are {string.Join(", ", plan.Actions.Select(action => action.Ring).Distinct().Order())}.");
    }

    // The ring that nobody has asked for yet, after others that are finished.
    private static int? Waiting(RemovalPlan plan, IReadOnlyList<JournalEntry> entries, IReadOnlyList<int> open)
    {
        if (open.Count == 0 || open[0] == plan.Actions.Min(action => action.Ring))
            return null;
        var begun = ActionHistory.Of(entries, RunPurpose.Apply);
        return plan.Actions.Any(action => action.Ring == open[0] && begun.ContainsKey(action.Id)) ? null : open[0];
    }

    private static string NothingLeft(RemovalPlan plan, IReadOnlyList<JournalEntry> entries) =>
        Waiting(plan, entries, RingGate.Unfinished(plan, Board(plan, entries))) is { } ring
            ? $"What was begun is finished. Look what it achieved with 'verify' (Test-TikTokRemoval); when all is well, --ring {ring} (-Ring {ring}) carries out the next ring, and --all-rings (-AllRings) all that are left."
            : NextStep.AllDone(plan);

    internal static OutcomeBoard Board(RemovalPlan plan, IReadOnlyList<JournalEntry> entries) =>
        new(plan.Actions, action => action.DependsOn, ActionHistory.Of(entries, RunPurpose.Apply));

    private static JournalEntry Started(ApplyRequest request, DateTimeOffset now) => new()
    {
        At = now,
        Step = JournalStep.RunStarted,
        Purpose = RunPurpose.Apply,
        Operator = request.Operator,
        Approvers = ApplyGuard.Approvers(request, now),
        Product = request.Product,
    };

    private static RunResult Nothing(RemovalPlan plan, GuardVerdict verdict, string next) => new()
    {
        Plan = plan.Id,
        Run = 0,
        Rings = [],
        Verdict = verdict,
        Outcomes = new Dictionary<ActionOutcome, int>(),
        FinishedBefore = 0,
        Next = next,
    };
}
