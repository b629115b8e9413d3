using TikTokBan.Removal.Applying.Runs;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying;

/// <summary>Takes a plan back: what it made is deleted, what it changed is as it was, and what others changed since stays theirs.</summary>
public static class UndoOperation
{
    /// <summary>Takes it back, the last action first.</summary>
    /// <param name="request">The plan and the tenant.</param>
    /// <param name="told">Told of each action once it ended, or would be sent; may be null. Never called from two threads at once.</param>
    /// <param name="cancellationToken">Begins nothing more; what was sent is still journaled.</param>
    /// <returns>What it came to. A plan that is not what was made, or another tenant's, is refused, and nothing is begun; one that has expired is not.</returns>
    /// <exception cref="UnusableInputException">Another run has the tenant, the plan was never carried out here, or the journal can't be written.</exception>
    /// <exception cref="Tenants.TenantException">The tenant can't be reached at all.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the journal says how far it came.</exception>
    public static Task<RunResult> RunAsync(UndoRequest request, IProgress<ActionResult>? told, CancellationToken cancellationToken) =>
        RunAsync(request, PlanServices.Real, told, cancellationToken);

    internal static async Task<RunResult> RunAsync(UndoRequest request, PlanServices services, IProgress<ActionResult>? told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (plan, now) = (request.Plan, request.Session.Options.Time.GetUtcNow());
        var found = RemovalGuard.Check(new GuardRequest { Plan = plan, Now = now, Tenant = request.Session.Context.TenantId }).Findings;
        var verdict = GuardVerdict.Of(found.Where(finding => finding.Code is GuardCode.PlanChanged or GuardCode.WrongTenant));
        if (!verdict.Allows)
            return Nothing(plan.Id, verdict, 0, "Nothing was done; see what refuses it.");
        var earlier = await request.Journal.ReadAsync(plan.Id, cancellationToken).ConfigureAwait(false);
        if (!earlier.Any(entry => entry.Step == JournalStep.RunStarted && entry.Purpose == RunPurpose.Apply))
            throw new UnusableInputException(InputProblem.PlanNotFound, $"The plan {plan.Id} was never carried out by this ledger; give the ledger that it was carried out with.");
        var order = new UndoOrder(plan, earlier);
        if (order.IsComplete || order.Actions.Count == 0)
            return Nothing(plan.Id, verdict, order.Actions.Count, order.IsComplete ? "The plan was taken back before; there is nothing more to do." : "The plan changed nothing that could be taken back.");
        var transport = services.Transport(request.Session);
        if (request.WhatIf)
            transport = new WhatIfTransport(transport);
        var run = request.WhatIf ? new WhatIfRun(earlier) : await request.Journal.BeginAsync(plan, Entry(JournalStep.RunStarted) with { Purpose = RunPurpose.Undo, Operator = request.Operator, Product = request.Product }, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
            return await RunAsync(run).ConfigureAwait(false);

        JournalEntry Entry(JournalStep step) => new() { At = request.Session.Options.Time.GetUtcNow(), Step = step };

        async Task<RunResult> RunAsync(IRemovalRun run)
        {
            using var approvals = new ApprovalRequests(transport);
            // Another run may have come in between.
            var order = new UndoOrder(plan, run.Earlier);
            var context = PlanRun.Context(plan, request.Session, transport, null, run, approvals, request.Justification, request.WhatIf);
            var work = new PlanRun(context, order.Board, order.After, request.MostFailures, told);
            try
            {
                await work.RunAsync(order.Actions, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                await run.AppendAsync(Entry(JournalStep.RunEnded) with { Sentence = "It was stopped." }, CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            await run.AppendAsync(Entry(JournalStep.RunEnded) with { Sentence = work.Stopped }, CancellationToken.None).ConfigureAwait(false);
            var isComplete = order.Board.Finished(order.Actions).Count == order.Actions.Count;
            return work.Result(run.Number, [.. order.Actions.Select(action => action.Ring).Distinct().Order()], verdict, NextStep.AfterUndo(isComplete, work, request.WhatIf));
        }
    }

    private static RunResult Nothing(string plan, GuardVerdict verdict, int finished, string next) => new()
    {
        Plan = plan,
        Run = 0,
        Rings = [],
        Verdict = verdict,
        Outcomes = new Dictionary<ActionOutcome, int>(),
        FinishedBefore = finished,
        Next = next,
    };
}
