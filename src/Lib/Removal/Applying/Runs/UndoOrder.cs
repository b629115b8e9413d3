using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What is there to take back of a plan, the last first, and how far that has come.</summary>
internal sealed class UndoOrder
{
    private readonly Dictionary<string, IReadOnlyList<string>> _after;

    public UndoOrder(RemovalPlan plan, IReadOnlyList<JournalEntry> entries)
    {
        var applied = ActionHistory.Of(entries, RunPurpose.Apply);
        var undone = ActionHistory.Of(entries, RunPurpose.Undo);
        Actions = [.. plan.Actions.Where(action => action.Undo.Requests.Count > 0 && applied.GetValueOrDefault(action.Id)?.Requests.Count > 0).Reverse()];
        var ids = Actions.Select(action => action.Id).ToHashSet(StringComparer.Ordinal);
        _after = ids.ToDictionary(id => id, _ => (IReadOnlyList<string>)new List<string>(), StringComparer.Ordinal);
        foreach (var action in Actions)
        {
            foreach (var before in action.DependsOn.Where(ids.Contains))
                ((List<string>)_after[before]).Add(action.Id);
        }

        Board = new OutcomeBoard(Actions, After, undone, isUndo: true);
        HasBegun = undone.Count > 0;
        var finished = Board.Finished(Actions);
        IsComplete = HasBegun && Actions.All(action => finished.Contains(action.Id));
    }

    /// <summary>Actions that sent something, the last first.</summary>
    public IReadOnlyList<PlanAction> Actions { get; }

    public OutcomeBoard Board { get; }

    public bool HasBegun { get; }

    public bool IsComplete { get; }

    /// <summary>Whatever rested on an action is taken back before it.</summary>
    public IReadOnlyList<string> After(PlanAction action) => _after[action.Id];
}
