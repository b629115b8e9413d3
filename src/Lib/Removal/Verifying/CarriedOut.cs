using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Verifying;

/// <summary>What the journal says became of each action of a plan.</summary>
internal sealed class CarriedOut
{
    private readonly JournalDigest _digest;
    private readonly Dictionary<string, string> _objects = new(StringComparer.Ordinal);

    public CarriedOut(IReadOnlyList<JournalEntry> entries)
    {
        _digest = new JournalDigest(entries);
        foreach (var entry in entries)
        {
            if (entry is { Action: { } action, ObjectId: { } id })
                _objects[action] = id;
        }
    }

    /// <summary>Whether a run ever carried the plan out, or a part of it.</summary>
    public bool WasApplied => _digest.Runs.Any(run => run.Purpose == RunPurpose.Apply);

    /// <summary>Whether anything was done of an action.</summary>
    public bool HasBegun(PlanAction action) => _digest.HasBegun(action.Id);

    /// <summary>How an action ended; null where it didn't yet.</summary>
    public EndedAction? Find(PlanAction action) => _digest.Applied(action.Id) is { } ended
        ? new EndedAction(ended, _digest.TakenBack(action.Id) is { Outcome: ActionOutcome.Done or ActionOutcome.AlreadyDone, At: var at } ? at : null)
        : null;

    /// <summary>The service's id of the object that an action found or made; null where none is known.</summary>
    public string? ObjectOf(PlanAction action) => _objects.GetValueOrDefault(action.Id);
}

/// <summary>How an action ended.</summary>
/// <param name="Entry">Its last end.</param>
/// <param name="TakenBackAt">When it was taken back; null while it stands.</param>
internal sealed record EndedAction(JournalEntry Entry, DateTimeOffset? TakenBackAt)
{
    public ActionOutcome? Outcome => Entry.Outcome;

    public DateTimeOffset At => Entry.At;

    public bool IsDone => Outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone;

    /// <summary>Whether it was done, and still stands.</summary>
    public bool Stands => IsDone && TakenBackAt is null;

    /// <summary>Why it left a device out; null where it didn't.</summary>
    public string? WhyNot(PlannedDevice device) =>
        Entry.Devices?.FirstOrDefault(left => string.Equals(left.Id, device.Id, StringComparison.OrdinalIgnoreCase))?.Sentence;
}
