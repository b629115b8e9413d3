using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>How far each action has come, by earlier runs and by this one, and what that means for those that come after it.</summary>
internal sealed class OutcomeBoard
{
    private readonly Dictionary<string, PlanAction> _actions;
    private readonly Func<PlanAction, IReadOnlyList<string>> _after;
    private readonly bool _isUndo;
    private readonly Dictionary<string, (ActionOutcome Outcome, long At)> _outcomes = new(StringComparer.Ordinal);
    private long _now = long.MaxValue / 2;

    /// <param name="actions">The actions, each after those that it comes after.</param>
    /// <param name="after">Ids of the actions that one comes after.</param>
    /// <param name="earlier">What earlier runs of the same purpose did.</param>
    /// <param name="isUndo">Whether the actions are taken back: then one that is to stay keeps nothing before it.</param>
    public OutcomeBoard(IReadOnlyList<PlanAction> actions, Func<PlanAction, IReadOnlyList<string>> after, IReadOnlyDictionary<string, ActionHistory> earlier, bool isUndo = false)
    {
        (_actions, _after, _isUndo) = (actions.ToDictionary(action => action.Id, StringComparer.Ordinal), after, isUndo);
        foreach (var action in actions)
        {
            if (earlier.GetValueOrDefault(action.Id) is { Outcome: { } outcome } history)
                _outcomes[action.Id] = (outcome, history.EndedAt);
        }
    }

    public ActionOutcome? Of(string action) => _outcomes.TryGetValue(action, out var known) ? known.Outcome : null;

    /// <summary>Whether an action is done. One that was left out is looked at again whenever its ring is carried out: what stood against it may be gone.</summary>
    public bool IsDone(PlanAction action) => IsDone(Of(action.Id));

    public void Set(string action, ActionOutcome outcome) => _outcomes[action] = (outcome, ++_now);

    /// <summary>Actions that no ring waits for any more: what is done, and what was left out for a reason of its own.</summary>
    public HashSet<string> Finished(IReadOnlyList<PlanAction> actions)
    {
        var finished = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            if (!_outcomes.TryGetValue(action.Id, out var known))
                continue;
            // What was left because something before it wasn't done is taken up again once that is.
            var stands = known.Outcome switch
            {
                ActionOutcome.Done or ActionOutcome.AlreadyDone => true,
                ActionOutcome.Skipped => _after(action).All(one => finished.Contains(one) && _outcomes[one].At < known.At),
                _ => false,
            };
            if (stands)
                finished.Add(action.Id);
        }

        return finished;
    }

    /// <summary>Why an action can't be carried out now; null when it can.</summary>
    public string? WhyNot(PlanAction action)
    {
        var before = _after(action).Select(id => (Action: _actions[id], Outcome: Of(id))).ToList();
        if (_isUndo)
        {
            var open = before.Find(one => !IsDone(one.Outcome) && (one.Outcome != ActionOutcome.Skipped || WhyNot(one.Action) is not null));
            return open.Action is null ? null : Because(open.Action, open.Outcome);
        }

        if (action.Kind is ActionKinds.SyncDevice or ActionKinds.Notify)
            return ForDevice(before);
        foreach (var (one, outcome) in before.Where(pair => !IsDone(pair.Outcome)))
        {
            // A part of the devices that was left out does not keep the others from what they are to get.
            if (one.Kind == ActionKinds.AddMembers && outcome == ActionOutcome.Skipped && before.Exists(other => other.Action.Kind == ActionKinds.AddMembers && IsDone(other.Outcome)))
                continue;
            return Because(one, outcome);
        }

        return null;
    }

    // A device is asked to check in, and its user told, when something awaits it there: one control is enough. While another
    // may still come, it waits, as a device is asked once.
    private static string? ForDevice(List<(PlanAction Action, ActionOutcome? Outcome)> controls)
    {
        var open = controls.Find(one => one.Outcome is null or ActionOutcome.PendingApproval or ActionOutcome.Unknown);
        if (open.Action is not null)
            return Because(open.Action, open.Outcome);
        return controls.Count == 0 || controls.Exists(one => IsDone(one.Outcome)) ? null : Because(controls[0].Action, controls[0].Outcome);
    }

    private static bool IsDone(ActionOutcome? outcome) => outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone;

    private static string Because(PlanAction action, ActionOutcome? outcome)
    {
        var what = outcome switch
        {
            ActionOutcome.Failed => "failed",
            ActionOutcome.Skipped => "was left out",
            ActionOutcome.PendingApproval => "waits for approval",
            ActionOutcome.Unknown => "is not known to have worked",
            _ => "is still to be done",
        };
        return $"It needs {action.Id} ('{action.Target.Name}'), which {what}.";
    }
}
