namespace TikTokBan.Removal.Journals;

/// <summary>What a journal comes to, action by action and run by run.</summary>
internal sealed class JournalDigest
{
    private readonly Dictionary<string, JournalEntry> _applied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournalEntry> _takenBack = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string? Application), JournaledDevice> _seen = [];
    private readonly SortedDictionary<int, RunSummary> _runs = [];

    public JournalDigest(IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
            Add(entry);
    }

    /// <summary>Runs, in order.</summary>
    public IReadOnlyCollection<RunSummary> Runs => _runs.Values;

    /// <summary>What was seen last of each application on each device.</summary>
    public IReadOnlyCollection<JournaledDevice> Seen => _seen.Values;

    /// <summary>How an action ended last when the plan was carried out; null where it didn't yet.</summary>
    public JournalEntry? Applied(string action) => _applied.GetValueOrDefault(action);

    /// <summary>How an action ended last when the plan was taken back; null where it didn't yet.</summary>
    public JournalEntry? TakenBack(string action) => _takenBack.GetValueOrDefault(action);

    /// <summary>Whether anything was written of an action when the plan was carried out.</summary>
    public bool HasBegun(string action) => _begun.Contains(action);

    private void Add(JournalEntry entry)
    {
        if (entry.Step == JournalStep.RunStarted)
            _runs[entry.Run] = new RunSummary(entry.Run, entry.Purpose ?? RunPurpose.Apply, entry.Operator, entry.Host, entry.At, null, null);
        if (!_runs.TryGetValue(entry.Run, out var run))
            return;
        if (entry.Step == JournalStep.RunEnded)
            _runs[entry.Run] = run with { Ended = entry.At, Sentence = entry.Sentence };
        if (entry.Step == JournalStep.DeviceVerified)
        {
            foreach (var device in entry.Devices ?? [])
                _seen[(device.Id, device.Application)] = device;
        }

        if (entry.Action is not { } action)
            return;
        if (run.Purpose == RunPurpose.Apply)
            _begun.Add(action);
        if (entry.Step == JournalStep.ActionEnded)
            (run.Purpose == RunPurpose.Undo ? _takenBack : _applied)[action] = entry;
    }
}
