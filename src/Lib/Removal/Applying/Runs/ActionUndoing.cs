using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Takes one action back: from what the journal says was done, held against what is there now.</summary>
internal sealed class ActionUndoing(ActionWork work)
{
    private readonly StepSender _sender = new(work);

    public async Task<ActionEnd> RunAsync(CancellationToken cancellationToken)
    {
        var maker = PlanStep.Of(work.Action.Requests).FirstOrDefault(step => step.Creates);
        if (maker is not null && work.Values.Own is null)
        {
            // Whatever was asked for may have been made, although no answer told.
            var (isThere, _) = await _sender.FindOutAsync(maker, default, cancellationToken).ConfigureAwait(false);
            if (!isThere)
                return new ActionEnd(ActionOutcome.AlreadyDone, $"'{work.Action.Target.Name}' was never made.");
            work.Found(asked: true);
        }

        // What was taken away is made anew, and is another object than the one that went.
        if (maker is null && PlanStep.Of(work.Action.Undo.Requests).Any(step => step.Creates))
            work.Values.Own = null;
        foreach (var read in work.Action.Requests.Where(request => request.As is not null))
            work.Values.Keep(read.As!, work.Applied.Before);
        try
        {
            foreach (var step in PlanStep.Of(work.Action.Undo.Requests))
            {
                var end = await StepAsync(step, deletes: maker is not null && step.Write?.Method == "DELETE", cancellationToken).ConfigureAwait(false);
                if (end.Outcome is not (ActionOutcome.Done or ActionOutcome.AlreadyDone))
                    return end;
            }
        }
        catch (TenantException gone) when (gone.Failure == TenantFailure.NotFound)
        {
            return new ActionEnd(Outcome, $"'{work.Action.Target.Name}' is no longer there.");
        }

        return new ActionEnd(Outcome, OutcomeText.Undone(work, Outcome));
    }

    private ActionOutcome Outcome => work.Requests.Count > 0 ? ActionOutcome.Done : ActionOutcome.AlreadyDone;

    private async Task<ActionEnd> StepAsync(PlanStep step, bool deletes, CancellationToken cancellationToken)
    {
        // What was sent and never answered may still come about.
        var decision = work.Applied.Unanswered is null
            ? await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false)
            : await _sender.AwaitNeedAsync(step, cancellationToken).ConfigureAwait(false);
        if (deletes && new UndoRules(work.Context.Plan, work.Action, work.Values).WhyItStays(work.Created) is { } stays)
            return ActionEnd.Skipped(stays);
        return await _sender.ActAsync(step, decision, asked: false, cancellationToken).ConfigureAwait(false);
    }
}
