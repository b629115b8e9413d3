using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>A run that carries a plan out, ring by ring.</summary>
internal sealed class ApplyRun(ApplyRequest request, IPlanTransport transport, IPreconditions checks, IRemovalRun run, GuardVerdict verdict, IProgress<ActionResult>? told)
{
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        using var approvals = new ApprovalRequests(transport);
        var plan = request.Plan;
        var context = PlanRun.Context(plan, request.Session, transport, checks, run, approvals, request.Justification, request.WhatIf);
        var board = ApplyOperation.Board(plan, run.Earlier);
        var work = new PlanRun(context, board, action => action.DependsOn, request.MostFailures, told);
        var done = new List<int>();
        try
        {
            // Another run may have come in between.
            foreach (var ring in ApplyOperation.Rings(request, run.Earlier))
            {
                if (done.Count > 0 && RingGate.WhyNot(plan, board, ring, request.MostFailures) is { } why)
                    work.Stop(why);
                if (work.Stopped is not null)
                    break;
                done.Add(ring);
                await work.RunAsync([.. plan.Actions.Where(action => action.Ring == ring)], cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            await EndAsync("It was stopped.").ConfigureAwait(false);
            throw;
        }

        await EndAsync(work.Stopped).ConfigureAwait(false);
        return work.Result(run.Number, done, verdict, NextStep.AfterApply(plan, board, work, request.WhatIf));
    }

    private Task EndAsync(string? sentence) =>
        run.AppendAsync(new JournalEntry { At = request.Session.Options.Time.GetUtcNow(), Step = JournalStep.RunEnded, Sentence = sentence }, CancellationToken.None);
}
