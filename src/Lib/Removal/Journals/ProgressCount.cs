using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>Counts how far a plan has come.</summary>
internal static class ProgressCount
{
    public static RemovalProgress Of(RemovalPlan plan, JournalDigest digest, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var actedOn = ActedOn(plan, digest);
        var rings = Rings(plan, digest);
        var deadline = plan.Actions.Min(action => action.Deadline);
        var seen = digest.Seen.OrderBy(device => device.Id, StringComparer.Ordinal).ThenBy(device => device.Application, StringComparer.Ordinal).ToList();
        var progress = new RemovalProgress
        {
            Plan = plan.Id,
            Tenant = plan.Tenant,
            Authority = plan.Authority,
            State = Whole(rings),
            TakenBack = IsTakenBack(plan, digest),
            Rings = rings,
            Actions = plan.Actions.Count,
            Outcomes = Outcomes(plan, digest),
            Devices = plan.Devices.Count,
            ActedOn = actedOn.Count,
            LeftOut = LeftOut(plan, digest, actedOn),
            Seen = seen,
            SeenByState = new SortedDictionary<string, int>(seen.GroupBy(device => device.State).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
            SeenAt = digest.Runs.LastOrDefault(run => run.Purpose == RunPurpose.Verify)?.Begun,
            Deadline = deadline,
            DaysLeft = deadline is { } day ? day.DayNumber - today.DayNumber : null,
            Late = plan.Actions.Count(action => action.Deadline < today && !JournalDigest.IsFinished(digest.Applied(action.Id))),
            LastRun = digest.Runs.LastOrDefault(run => run.Purpose != RunPurpose.Verify),
            Next = "",
        };
        return progress with { Next = ProgressNext.Of(progress, plan, now) };
    }

    private static List<RingProgress> Rings(RemovalPlan plan, JournalDigest digest)
    {
        var actions = plan.Actions.ToLookup(action => action.Ring);
        return
        [
            .. plan.Rings.Select(ring =>
            {
                var ended = actions[ring.Number].Select(action => digest.Applied(action.Id)).ToList();
                var counted = new RingProgress(
                    ring.Number,
                    ProgressState.Done,
                    ring.Devices,
                    ended.Count,
                    ended.Count(JournalDigest.IsFinished),
                    ended.Count(one => one?.Outcome is ActionOutcome.Failed or ActionOutcome.Unknown),
                    ended.Count(one => one?.Outcome is ActionOutcome.PendingApproval));
                return counted with { State = StateOf(counted, actions[ring.Number].Any(action => digest.HasBegun(action.Id))) };
            }),
        ];
    }

    // Failures come before what is left: a run that stopped because of them leaves the rest of its ring undone.
    private static ProgressState StateOf(RingProgress ring, bool begun) => ring switch
    {
        _ when ring.Finished == ring.Actions => ProgressState.Done,
        _ when !begun => ProgressState.NotBegun,
        { Failed: > 0 } => ProgressState.WithFailures,
        _ when ring.Finished + ring.Pending == ring.Actions => ProgressState.WaitingForApproval,
        _ => ProgressState.UnderWay,
    };

    private static ProgressState Whole(List<RingProgress> rings)
    {
        var states = rings.Select(ring => ring.State).ToHashSet();
        if (states.Contains(ProgressState.WithFailures))
            return ProgressState.WithFailures;
        if (states.Contains(ProgressState.WaitingForApproval))
            return ProgressState.WaitingForApproval;
        return states.Count == 1 ? states.Single() : ProgressState.UnderWay;
    }

    private static SortedDictionary<ActionOutcome, int> Outcomes(RemovalPlan plan, JournalDigest digest) => new(plan.Actions
        .Select(action => digest.Applied(action.Id)?.Outcome)
        .OfType<ActionOutcome>()
        .GroupBy(outcome => outcome)
        .ToDictionary(group => group.Key, group => group.Count()));

    // What is given to a group reaches those that were put into it; what is sent to a device reaches it.
    private static HashSet<string> ActedOn(RemovalPlan plan, JournalDigest digest)
    {
        var members = plan.Actions.Where(action => action.Kind == ActionKinds.AddMembers).SelectMany(action => Reached(action, digest)).ToHashSet(StringComparer.Ordinal);
        var planned = plan.Devices.Select(device => device.Id).ToHashSet(StringComparer.Ordinal);
        return plan.Actions
            .Where(action => action.Control is not null)
            .SelectMany(action => Reached(action, digest).Where(device => planned.Contains(device) && (action.Target.Kind == "device" || members.Contains(device))))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Reached(PlanAction action, JournalDigest digest) => digest.Applied(action.Id) is { Outcome: ActionOutcome.Done or ActionOutcome.AlreadyDone } ended
        ? action.Target.Ids.Except(ended.Devices?.Select(device => device.Id) ?? [], StringComparer.Ordinal)
        : [];

    private static List<JournaledDevice> LeftOut(RemovalPlan plan, JournalDigest digest, HashSet<string> actedOn) =>
    [
        .. plan.Actions.Select(action => digest.Applied(action.Id)).OfType<JournalEntry>()
            .SelectMany(ended => (ended.Devices ?? []).Select(device => (Device: device, ended.Number)))
            .Where(one => !actedOn.Contains(one.Device.Id))
            .GroupBy(one => one.Device.Id, StringComparer.Ordinal)
            .Select(group => group.MaxBy(one => one.Number).Device)
            .OrderBy(device => device.Id, StringComparer.Ordinal),
    ];

    private static TakenBack IsTakenBack(RemovalPlan plan, JournalDigest digest)
    {
        var undo = digest.Runs.LastOrDefault(run => run.Purpose == RunPurpose.Undo);
        if (undo is null)
            return TakenBack.No;
        var left = plan.Actions.Any(action => digest.TakenBack(action.Id) is { } ended
            ? !JournalDigest.IsFinished(ended)
            : digest.WasSent(action.Id) && action.Undo.Requests.Count > 0);
        return left || undo.Ended is null ? TakenBack.Partly : TakenBack.Yes;
    }
}
