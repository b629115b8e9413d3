using System.Threading.Channels;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Journals;

/// <summary>
/// A run under way. Entries that several threads add at the same time share one commit: each waits for the disk, but not
/// one after the other.
/// </summary>
internal sealed class LedgerRun : IRemovalRun
{
    private const int MostAtOnce = 256;

    private readonly Channel<WaitingEntry> _queue = Channel.CreateUnbounded<WaitingEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<IReadOnlyList<JournalEntry>, Task<List<JournalEntry>>> _store;
    private readonly TenantHold? _hold;
    private readonly Task _writing;
    private int _disposed;

    /// <summary>Begins to take entries.</summary>
    /// <param name="number">Number of the run.</param>
    /// <param name="earlier">What was written of the plan before.</param>
    /// <param name="store">Stores entries together, or says in a sentence why it can't.</param>
    /// <param name="hold">Its claim to the tenant; null where it changes nothing there.</param>
    public LedgerRun(int number, IReadOnlyList<JournalEntry> earlier, Func<IReadOnlyList<JournalEntry>, Task<List<JournalEntry>>> store, TenantHold? hold)
    {
        (Number, Earlier, _store, _hold) = (number, earlier, store, hold);
        _writing = Task.Run(WriteAsync);
    }

    public int Number { get; }

    public IReadOnlyList<JournalEntry> Earlier { get; }

    public async Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new WaitingEntry(entry);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(waiting), this);
        var registration = cancellationToken.UnsafeRegister(static (one, token) => ((WaitingEntry)one!).Withdraw(token), waiting);
        await using (registration.ConfigureAwait(false))
            return await waiting.Stored.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _queue.Writer.Complete();
        await _writing.ConfigureAwait(false);
        // Last, so that whoever takes the tenant next finds everything written.
        if (_hold is not null)
            await _hold.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new List<WaitingEntry>();
            while (batch.Count < MostAtOnce && _queue.Reader.TryRead(out var waiting))
            {
                if (waiting.Take())
                    batch.Add(waiting);
            }

            if (batch.Count > 0)
                await StoreAsync(batch).ConfigureAwait(false);
        }
    }

    // Whatever goes wrong is told to those who wait, and the next may try: there may be room on the disk again.
    private async Task StoreAsync(List<WaitingEntry> batch)
    {
        try
        {
            var stored = await _store(batch.ConvertAll(waiting => waiting.Entry)).ConfigureAwait(false);
            for (var index = 0; index < batch.Count; index++)
                batch[index].Done(stored[index]);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            batch.ForEach(waiting => waiting.Fail(failure));
        }
    }
}
