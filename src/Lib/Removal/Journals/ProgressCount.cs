using TikTokBan.Removal.Applying.Runs;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>Counts how far a plan has come.</summary>
internal sealed class ProgressCount
{
    private readonly RemovalPlan _plan;
    private readonly JournalDigest _digest;
    private readonly HashSet<string> _finished;
    private readonly UndoOrder _undo;

    public ProgressCount(RemovalPlan plan, IReadOnlyList<JournalEntry> entries)
    {
        (_plan, _digest, _undo) = (plan, new JournalDigest(entries), new UndoOrder(plan, entries));
        // What counts as finished is what the next run would not take up again.
        _finished = new OutcomeBoard(plan.Actions, action => action.DependsOn, ActionHistory.Of(entries, RunPurpose.Apply)).Finished(plan.Actions);
    }

    public RemovalProgress At(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var actedOn = ActedOn();
        var takenBack = !_undo.HasBegun ? TakenBack.No : _undo.IsComplete ? TakenBack.Yes : TakenBack.Partly;
        var rings = takenBack == TakenBack.Yes ? Rings().ConvertAll(Back) : Rings();
        var deadline = _plan.Actions.Min(action => action.Deadline);
        var seen = _digest.Seen.OrderBy(device => device.Id, StringComparer.Ordinal).ThenBy(device => device.Application, StringComparer.Ordinal).ToList();
        var progress = new RemovalProgress
        {
            Plan = _plan.Id,
            Tenant = _plan.Tenant,
            Authority = _plan.Authority,
            State = takenBack == TakenBack.Yes ? ProgressState.TakenBack : Whole(rings),
            TakenBack = takenBack,
            Rings = rings,
            Actions = _plan.Actions.Count,
            Outcomes = Outcomes(),
            Skipped = Skipped(),
            CarriedOut = CarriedOut(),
            Devices = _plan.Devices.Count,
            ActedOn = actedOn.Count,
            LeftOut = LeftOut(actedOn),
            Seen = seen,
            SeenByState = new SortedDictionary<string, int>(seen.GroupBy(device => device.State).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
            SeenAt = _digest.Runs.LastOrDefault(run => run.Purpose == RunPurpose.Verify)?.Begun,
            Deadline = deadline,
            DaysLeft = deadline is { } day ? day.DayNumber - today.DayNumber : null,
            Late = _plan.Actions.Count(action => action.Deadline < today && !_finished.Contains(action.Id)),
            LastRun = _digest.Runs.LastOrDefault(run => run.Purpose != RunPurpose.Verify),
            Next = "",
        };
        return progress with { Next = ProgressNext.Of(progress, _plan, now) };
    }

    private List<RingProgress> Rings()
    {
        var actions = _plan.Actions.ToLookup(action => action.Ring);
        return
        [
            .. _plan.Rings.Select(ring =>
            {
                var own = actions[ring.Number].ToList();
                var outcomes = own.Select(action => _digest.Applied(action.Id)?.Outcome).ToList();
                var counted = new RingProgress(
                    ring.Number,
                    ProgressState.Done,
                    ring.Devices,
                    own.Count,
                    own.Count(action => _finished.Contains(action.Id)),
                    outcomes.Count(outcome => outcome is ActionOutcome.Failed or ActionOutcome.Unknown),
                    outcomes.Count(outcome => outcome is ActionOutcome.PendingApproval));
                return counted with { State = StateOf(counted, own.Exists(action => _digest.HasBegun(action.Id)), outcomes.TrueForAll(outcome => outcome is not null)) };
            }),
        ];
    }

    // Failures come before what is left: a run that stopped because of them leaves the rest of its ring undone.
    private static ProgressState StateOf(RingProgress ring, bool begun, bool ended) => ring switch
    {
        _ when ring.Finished == ring.Actions => ProgressState.Done,
        _ when !begun => ProgressState.NotBegun,
        { Failed: > 0 } => ProgressState.WithFailures,
        { Pending: > 0 } when ended => ProgressState.WaitingForApproval,
        _ => ProgressState.UnderWay,
    };

    // What was never begun was never taken back either.
    private static RingProgress Back(RingProgress ring) => ring.State == ProgressState.NotBegun ? ring : ring with { State = ProgressState.TakenBack };

    private static ProgressState Whole(List<RingProgress> rings)
    {
        var states = rings.Select(ring => ring.State).ToHashSet();
        if (states.Contains(ProgressState.WithFailures))
            return ProgressState.WithFailures;
        if (states.Contains(ProgressState.WaitingForApproval))
            return ProgressState.WaitingForApproval;
        return states.Count == 1 ? states.Single() : ProgressState.UnderWay;
    }

    private SortedDictionary<ActionOutcome, int> Outcomes() => new(_plan.Actions
        .Select(action => _digest.Applied(action.Id)?.Outcome)
        .OfType<ActionOutcome>()
        .GroupBy(outcome => outcome)
        .ToDictionary(group => group.Key, group => group.Count()));

    private Dictionary<string, DateTimeOffset> CarriedOut() => _plan.Actions
        .Select(action => (action.Id, Ended: _digest.Applied(action.Id), Back: _digest.TakenBack(action.Id)))
        .Where(one => one.Ended?.Outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone && !(one.Back is { Outcome: ActionOutcome.Done or ActionOutcome.AlreadyDone } back && back.Number > one.Ended.Number))
        .ToDictionary(one => one.Id, one => one.Ended!.At, StringComparer.Ordinal);

    private List<SkippedActions> Skipped() =>
    [
        .. _plan.Actions.Where(action => _digest.Applied(action.Id)?.Outcome == ActionOutcome.Skipped)
            .GroupBy(action => _digest.Applied(action.Id)!.Sentence ?? "The journal tells no reason.", StringComparer.Ordinal)
            .Select(group => new SkippedActions(group.Key, [.. group.Select(action => action.Id)])),
    ];

    // What is given to a group reaches those that were put into it; what is sent to a device reaches it.
    private HashSet<string> ActedOn()
    {
        var members = _plan.Actions.Where(action => action.Kind == ActionKinds.AddMembers).SelectMany(Reached).ToHashSet(StringComparer.Ordinal);
        var planned = _plan.Devices.Select(device => device.Id).ToHashSet(StringComparer.Ordinal);
        return _plan.Actions
            .Where(action => action.Control is not null)
            .SelectMany(action => Reached(action).Where(device => planned.Contains(device) && (action.Target.Kind == "device" || members.Contains(device))))
            .ToHashSet(StringComparer.Ordinal);
    }

    private IEnumerable<string> Reached(PlanAction action) => _digest.Applied(action.Id) is { Outcome: ActionOutcome.Done or ActionOutcome.AlreadyDone } ended
        ? action.Target.Ids.Except(ended.Devices?.Select(device => device.Id) ?? [], StringComparer.Ordinal)
        : [];

    private List<JournaledDevice> LeftOut(HashSet<string> actedOn) =>
    [
        .. _plan.Actions.Select(action => _digest.Applied(action.Id)).OfType<JournalEntry>()
            .SelectMany(ended => (ended.Devices ?? []).Select(device => (Device: device, ended.Number)))
            .Where(one => !actedOn.Contains(one.Device.Id))
            .GroupBy(one => one.Device.Id, StringComparer.Ordinal)
            .Select(group => group.MaxBy(one => one.Number).Device)
            .OrderBy(device => device.Id, StringComparer.Ordinal),
    ];
}
