using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A journal in memory, that can fail at any entry, before or after it is kept.</summary>
internal sealed class MemoryJournal : IRemovalJournal
{
    private readonly object _lock = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly List<RemovalPlan> _plans = [];
    private int _runs;

    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>Told of each entry before it is kept; what it throws is what the run gets.</summary>
    public Action<JournalEntry>? Keeping { get; set; }

    /// <summary>The same, once it is kept.</summary>
    public Action<JournalEntry>? Kept { get; set; }

    public IEnumerable<JournalEntry> Of(JournalStep step) => Entries.Where(entry => entry.Step == step);

    /// <summary>The last outcome of each action.</summary>
    public IReadOnlyDictionary<string, ActionOutcome> Outcomes => Of(JournalStep.ActionEnded)
        .GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last().Outcome!.Value);

    public Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default)
    {
        _plans.Add(plan);
        var run = new Run(this, Entries, ++_runs);
        run.Append(started);
        return Task.FromResult<IRemovalRun>(run);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default) => Task.FromResult(Entries);

    public Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<RemovalPlan>>(_plans);

    public Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default) => Task.FromResult(_plans[^1]);

    private sealed class Run(MemoryJournal journal, IReadOnlyList<JournalEntry> earlier, int number) : IRemovalRun
    {
        public int Number => number;

        public IReadOnlyList<JournalEntry> Earlier => earlier;

        public Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Append(entry));
        }

        public JournalEntry Append(JournalEntry entry)
        {
            lock (journal._lock)
            {
                journal.Keeping?.Invoke(entry);
                var kept = entry with { Number = journal._entries.Count + 1, Run = number };
                journal._entries.Add(kept);
                journal.Kept?.Invoke(kept);
                return kept;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
