using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Carries one action out or takes it back, and journals how that ended.</summary>
internal static class ActionRun
{
    /// <summary>Runs it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="action">The action.</param>
    /// <param name="whyNot">Why it can't be carried out; null when what it depends on is done.</param>
    /// <param name="cancellationToken">Begins nothing more of it.</param>
    /// <exception cref="UnusableInputException">The journal can't be written.</exception>
    public static async Task<ActionResult> RunAsync(RunContext context, PlanAction action, string? whyNot, CancellationToken cancellationToken)
    {
        var work = new ActionWork(context, action);
        var end = whyNot is null ? await EndAsync(work, cancellationToken).ConfigureAwait(false) : ActionEnd.Skipped(whyNot);
        var hasObject = work.Values.Own is not null && work.Created is not null;
        var entry = new JournalEntry
        {
            At = context.Time.GetUtcNow(),
            Step = JournalStep.ActionEnded,
            Action = action.Id,
            Outcome = end.Outcome,
            ObjectId = hasObject ? work.Values.Own : null,
            Created = hasObject ? work.Created : null,
            ApprovalCode = end.Code,
            Devices = work.LeftOut is { Count: > 0 } left ? left : null,
            Sentence = end.Sentence,
        };
        // What was done is kept even when nothing more is to be begun.
        await context.Run.AppendAsync(entry, CancellationToken.None).ConfigureAwait(false);
        return Result(work, end);
    }

    private static async Task<ActionEnd> EndAsync(ActionWork work, CancellationToken cancellationToken)
    {
        try
        {
            return work.Context.IsUndo
                ? await new ActionUndoing(work).RunAsync(cancellationToken).ConfigureAwait(false)
                : await new ActionApplying(work).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException failed)
        {
            return ActionEnd.Failed(OutcomeText.Failed(work.Action, failed));
        }
        catch (UnknownValueException unknown)
        {
            return ActionEnd.Failed(unknown.Message);
        }
    }

    private static ActionResult Result(ActionWork work, ActionEnd end) => new()
    {
        Action = work.Action.Id,
        Ring = work.Action.Ring,
        Kind = work.Action.Kind,
        Control = work.Action.Control,
        Target = work.Action.Target.Name,
        Outcome = work.Context.WhatIf && end.Outcome == ActionOutcome.Done ? null : end.Outcome,
        Sentence = end.Sentence,
        Devices = work.Action.Target.Kind == "tenant" ? [] : [.. work.Action.Target.Ids.Except(work.LeftOut.Select(device => device.Id), StringComparer.OrdinalIgnoreCase)],
        LeftOut = work.LeftOut,
        Requests = [.. work.Requests],
    };
}
