using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Carries one action out, step by step.</summary>
internal sealed class ActionApplying(ActionWork work)
{
    private readonly StepSender _sender = new(work);
    private bool _checked;

    public async Task<ActionEnd> RunAsync(CancellationToken cancellationToken)
    {
        var outcome = ActionOutcome.AlreadyDone;
        foreach (var step in PlanStep.Of(work.Action.Requests))
        {
            var end = await StepAsync(step, cancellationToken).ConfigureAwait(false);
            if (end.Outcome is not (ActionOutcome.Done or ActionOutcome.AlreadyDone))
                return end;
            if (end.Outcome == ActionOutcome.Done)
                outcome = ActionOutcome.Done;
            await Publishing.AwaitAsync(work, step, made: end.Outcome == ActionOutcome.Done, cancellationToken).ConfigureAwait(false);
        }

        return new ActionEnd(outcome, OutcomeText.Ended(work, outcome));
    }

    private async Task<ActionEnd> StepAsync(PlanStep step, CancellationToken cancellationToken)
    {
        var lost = Lost(step);
        Decision decision;
        if (lost is not null)
        {
            // Nothing is asked of devices here: what took effect took effect, whatever holds by now.
            (var tookEffect, decision) = await _sender.FindOutAsync(step, lost.At, cancellationToken).ConfigureAwait(false);
            if (tookEffect)
            {
                work.Found(asked: true);
                return new ActionEnd(ActionOutcome.AlreadyDone, "");
            }
        }
        else
        {
            decision = await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false);
        }

        if (step.Write is not null && !_checked && decision.Need is Need.Send or Need.Nothing)
        {
            if (await CheckAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
                return ActionEnd.Skipped(refusal);
            decision = work.Decide(step);
        }

        return await _sender.ActAsync(step, decision, asked: lost is not null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        _checked = true;
        if (work.Action.Preconditions.Count == 0)
            return null;
        var found = await work.Context.Checks!.CheckAsync(work.Action, work.Values.ForChecks, cancellationToken).ConfigureAwait(false);
        work.Refuse(found.LeftOut);
        return found.Refusal ?? (work.Results.Concern && found.LeftOut.Count > 0 ? found.LeftOut[0].Sentence : null);
    }

    // Of what was to be made any request counts, as later ones may have followed when it was found: it is ours all the same.
    private JournalEntry? Lost(PlanStep step) => step.Creates
        ? work.Earlier.Requests.Where(one => one.Answer is null && IsOf(step, one.Sending.Request!)).Select(one => one.Sending).LastOrDefault()
        : work.Earlier.Unanswered is { Request: { } request } last && IsOf(step, request) ? last : null;

    private bool IsOf(PlanStep step, SentRequest sent)
    {
        if (step.Write is not { } write || write.Method != sent.Method)
            return false;
        try
        {
            return write.Path.Contains(".each.", StringComparison.Ordinal) || new Template(work.Values).Path(write.Path) == sent.Path;
        }
        catch (UnknownValueException)
        {
            return false;
        }
    }
}
