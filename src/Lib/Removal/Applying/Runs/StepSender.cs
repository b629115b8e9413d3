using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Sends what a step needs, and finds out by reading what became of it where no answer tells.</summary>
internal sealed class StepSender(ActionWork work)
{
    // Lists lag behind what was done: what is not seen at once is looked for twice more.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private static readonly ActionEnd Done = new(ActionOutcome.Done, "");
    private static readonly ActionEnd AlreadyDone = new(ActionOutcome.AlreadyDone, "");

    /// <summary>Does what was decided.</summary>
    /// <param name="step">The step.</param>
    /// <param name="decision">What is to be done about it.</param>
    /// <param name="asked">Whether an earlier run had sent it.</param>
    /// <param name="cancellationToken">Sends nothing more.</param>
    public async Task<ActionEnd> ActAsync(PlanStep step, Decision decision, bool asked, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            switch (decision.Need)
            {
                case Need.Nothing:
                    work.Found(asked);
                    return AlreadyDone;
                case Need.Skip:
                    return ActionEnd.Skipped(decision.Sentence!);
                case Need.Fail:
                    return ActionEnd.Failed(decision.Sentence!);
            }

            var (end, refused) = await SendAllAsync(step, decision, cancellationToken).ConfigureAwait(false);
            if (refused is null || round == Pauses.Length || !MayBeStale(refused))
                return end;
            // It may be refused for what was not seen yet: a group that is there, a member that is in.
            var again = await LookAgainAsync(step, decision, round, refused, cancellationToken).ConfigureAwait(false);
            if (again is null)
                return end;
            decision = again;
        }
    }

    /// <summary>Whether something that was sent took effect; and what is to be done by what was read last.</summary>
    /// <param name="step">The step.</param>
    /// <param name="since">When it was sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(bool TookEffect, Decision Now)> FindOutAsync(PlanStep step, DateTimeOffset since, CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            var decision = await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false);
            if (work.Results.Concern ? await work.Results.ShowAsync(since, cancellationToken).ConfigureAwait(false) : decision.Need == Need.Nothing)
                return (true, decision);
            if (look == Pauses.Length)
                return (false, decision);
            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks again, twice, for something that may still come about.</summary>
    public async Task<Decision> AwaitNeedAsync(PlanStep step, CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            var decision = await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false);
            if (decision.Need != Need.Nothing || look == Pauses.Length)
                return decision;
            await PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Decision?> LookAgainAsync(PlanStep step, Decision refused, int round, TenantException why, CancellationToken cancellationToken)
    {
        await PauseAsync(round, cancellationToken).ConfigureAwait(false);
        var again = await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false);
        if (!again.IsSameAs(refused) || (int?)why.Status == 409)
            return again;
        if (round + 1 == Pauses.Length)
            return null;
        await PauseAsync(round + 1, cancellationToken).ConfigureAwait(false);
        again = await work.EvaluateAsync(step, cancellationToken).ConfigureAwait(false);
        return again.IsSameAs(refused) ? null : again;
    }

    private async Task<(ActionEnd End, TenantException? Refused)> SendAllAsync(PlanStep step, Decision decision, CancellationToken cancellationToken)
    {
        var refusals = new List<string>();
        foreach (var (request, before) in decision.Requests)
        {
            // What no reading shows is known from the journal alone: it was accepted, and the run cut off before it said so.
            if ((decision.Requests.Count > 1 || work.Results.Concern) && work.Earlier.WasAccepted(request))
                continue;
            var sentAt = work.Context.Time.GetUtcNow();
            work.Requests.Add(request);
            var mark = $"({work.Context.Plan.Id} {work.Action.Id}/{(work.Context.IsUndo ? "undo" : "")}{step.Number})";
            var sent = await work.Context.Sender.SendAsync(request, new SendOrigin(work.Action.Id, mark, work.Earlier.Held), before, step.Creates ? work.Made : null, cancellationToken).ConfigureAwait(false);
            if (sent.End == SendEnd.Refused && decision.Requests.Count > 1 && !IsGone(request, sent))
                refusals.Add(sent.Said);
            else if (await EndOfAsync(step, request, sent, sentAt, cancellationToken).ConfigureAwait(false) is { } end)
                return (end, sent.End == SendEnd.Refused ? sent.Failure : null);
        }

        return (refusals.Count == 0 ? Done : ActionEnd.Failed(string.Join("; ", refusals.Distinct())), null);
    }

    // Null where it was done.
    private async Task<ActionEnd?> EndOfAsync(PlanStep step, SentRequest request, Sent sent, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        switch (sent.End)
        {
            case SendEnd.Held:
                return new ActionEnd(ActionOutcome.PendingApproval, OutcomeText.Pending(sent.Code), sent.Code);
            case SendEnd.Rejected:
                return ActionEnd.Failed(OutcomeText.Rejected(sent));
            case SendEnd.Refused:
                return IsGone(request, sent) ? null : ActionEnd.Failed(OutcomeText.Failed(work.Action, sent.Failure!));
            case SendEnd.Lost:
                return await TookEffectAsync(step, request, sentAt, cancellationToken).ConfigureAwait(false) ? null : new ActionEnd(ActionOutcome.Unknown, OutcomeText.Lost(sent));
            default:
                // It was made, and its answer names no id.
                if (step.Creates && work.Values.Own is null)
                    await TookEffectAsync(step, request, sentAt, cancellationToken).ConfigureAwait(false);
                return work.Action.Kind == ActionKinds.ImportIndicators && IndicatorRules.Failures(sent.Body) is { } failures ? ActionEnd.Failed(failures) : null;
        }
    }

    private async Task<bool> TookEffectAsync(PlanStep step, SentRequest request, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        try
        {
            var (tookEffect, _) = await FindOutAsync(step, sentAt, cancellationToken).ConfigureAwait(false);
            if (tookEffect)
                work.Found(asked: true);
            return tookEffect;
        }
        catch (TenantException gone) when (gone.Failure == TenantFailure.NotFound && request.Method == "DELETE")
        {
            return true;
        }
        catch (TenantException)
        {
            // Who can't read can't know; the next run looks again.
            return false;
        }
    }

    private static bool IsGone(SentRequest request, Sent sent) => request.Method == "DELETE" && sent.Failure?.Failure == TenantFailure.NotFound;

    private bool MayBeStale(TenantException refused) => (int?)refused.Status switch
    {
        409 => true,
        400 => work.Action.Kind is ActionKinds.EnsureGroup or ActionKinds.AddMembers,
        404 => work.Action.Kind == ActionKinds.AddMembers,
        _ => false,
    };

    private Task PauseAsync(int look, CancellationToken cancellationToken) => Task.Delay(Pauses[look], work.Context.Time, cancellationToken);
}
