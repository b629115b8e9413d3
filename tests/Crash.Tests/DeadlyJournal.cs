using System.Diagnostics;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Crash.Tests;

/// <summary>A journal that counts what is written, and ends its process with SIGKILL at one entry.</summary>
/// <param name="inner">The real journal.</param>
/// <param name="deadly">Where; null for nowhere.</param>
internal sealed class DeadlyJournal(IRemovalJournal inner, CrashPoint? deadly) : IRemovalJournal
{
    private int _entries;

    /// <summary>Entries that were to be written so far.</summary>
    public int Entries => Volatile.Read(ref _entries);

    public async Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default) =>
        new Run(this, await WriteAsync(() => inner.BeginAsync(plan, started, cancellationToken)));

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default) => inner.ReadAsync(plan, cancellationToken);

    public Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default) => inner.ListPlansAsync(cancellationToken);

    public Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default) => inner.LoadPlanAsync(reference, cancellationToken);

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var number = Interlocked.Increment(ref _entries);
        await DieAsync(new CrashPoint(Moment.BeforeEntry, number));
        var written = await write();
        await DieAsync(new CrashPoint(Moment.AfterEntry, number));
        return written;
    }

    private async Task DieAsync(CrashPoint here)
    {
        if (here != deadly)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private sealed class Run(DeadlyJournal journal, IRemovalRun inner) : IRemovalRun
    {
        public int Number => inner.Number;

        public IReadOnlyList<JournalEntry> Earlier => inner.Earlier;

        public Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default) =>
            journal.WriteAsync(() => inner.AppendAsync(entry, cancellationToken));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
