using System.Collections.Concurrent;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What carrying out and taking back have in common: the actions of a run, side by side, counted and told.</summary>
internal sealed class PlanRun
{
    private readonly RunContext _context;
    private readonly OutcomeBoard _board;
    private readonly Func<PlanAction, IReadOnlyList<string>> _after;
    private readonly int _mostFailures;
    private readonly IProgress<ActionResult>? _told;
    private readonly SortedDictionary<ActionOutcome, int> _outcomes = [];
    private int _failures;

    public PlanRun(RunContext context, OutcomeBoard board, Func<PlanAction, IReadOnlyList<string>> after, int mostFailures, IProgress<ActionResult>? told) =>
        (_context, _board, _after, _mostFailures, _told) = (context, board, after, Math.Max(1, mostFailures), told);

    public IReadOnlyDictionary<ActionOutcome, int> Outcomes => _outcomes;

    public int FinishedBefore { get; private set; }

    /// <summary>Why it stopped; null while it didn't.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Carries out those of the actions that are not done.</summary>
    /// <exception cref="UnusableInputException">The journal can't be written; nothing more was sent.</exception>
    public async Task RunAsync(IReadOnlyList<PlanAction> actions, CancellationToken cancellationToken)
    {
        var open = actions.Where(action => !_board.IsDone(action)).ToList();
        FinishedBefore += actions.Count - open.Count;
        await new ActionScheduler(open, _after).RunAsync(
            (action, halt) => ActionRun.RunAsync(_context, action, _board.WhyNot(action), halt),
            Ended,
            () => Stopped is null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes why it went no further.</summary>
    public void Stop(string why) => Stopped ??= why;

    private void Ended(ActionResult result)
    {
        // What would have been sent counts as done for what comes after it.
        _board.Set(result.Action, result.Outcome ?? ActionOutcome.Done);
        if (result.Outcome is { } outcome)
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (result.Outcome is ActionOutcome.Failed or ActionOutcome.Unknown && ++_failures >= _mostFailures)
            Stop($"{_failures} action{(_failures == 1 ? "" : "s")} failed, so nothing more was begun.");
        _told?.Report(result);
    }

    /// <summary>What the actions of a run share.</summary>
    public static RunContext Context(RemovalPlan plan, TenantSession session, IPlanTransport transport, IPreconditions? checks, IRemovalRun run, ApprovalRequests approvals, string? justification, bool whatIf)
    {
        var applied = ActionHistory.Of(run.Earlier, RunPurpose.Apply);
        var time = session.Options.Time;
        return new RunContext
        {
            Plan = plan,
            Transport = transport,
            Checks = checks,
            Run = run,
            Sender = new RequestSender(transport, run, time, approvals, justification ?? $"Plan {plan.Id} of {plan.Author}"),
            Time = time,
            Graph = session.Context.Endpoints.Graph.AbsoluteUri.TrimEnd('/'),
            IsUndo = checks is null,
            WhatIf = whatIf,
            Applied = applied,
            Earlier = checks is null ? ActionHistory.Of(run.Earlier, RunPurpose.Undo) : applied,
            Objects = new ConcurrentDictionary<string, string>(applied.Where(pair => pair.Value.ObjectId is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ObjectId!)), StringComparer.Ordinal),
        };
    }

    public RunResult Result(int number, IReadOnlyList<int> rings, GuardVerdict verdict, string next) => new()
    {
        Plan = _context.Plan.Id,
        Run = number,
        Rings = rings,
        Verdict = verdict,
        Outcomes = _outcomes,
        FinishedBefore = FinishedBefore,
        Stopped = Stopped,
        Next = next,
    };
}
