using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger;

/// <summary>
/// A run under way. Entries that several threads add at the same time share one commit: each waits for the disk, but not
/// one after the other.
/// </summary>
internal sealed class SqliteRemovalRun : IRemovalRun
{
    private const int MostAtOnce = 256;

    private readonly Channel<WaitingEntry> _queue = Channel.CreateUnbounded<WaitingEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly TenantClaim? _claim;
    private readonly JournalWriter _writer;
    private readonly Task _writing;
    private int _disposed;

    public SqliteRemovalRun(SqliteConnection connection, TenantClaim? claim, JournalWriter writer, IReadOnlyList<JournalEntry> earlier)
    {
        (_connection, _claim, _writer, Earlier) = (connection, claim, writer, earlier);
        _writing = Task.Run(WriteAsync);
    }

    public int Number => _writer.Run;

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
        await _connection.DisposeAsync().ConfigureAwait(false);
        // Last, so that whoever takes the tenant next finds everything written.
        _claim?.Dispose();
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
                Store(batch);
        }
    }

    // Whatever goes wrong is told to those who wait, and the next may try: there may be room on the disk again.
    private void Store(List<WaitingEntry> batch)
    {
        try
        {
            var stored = _writer.Add(batch.ConvertAll(waiting => waiting.Entry));
            for (var index = 0; index < batch.Count; index++)
                batch[index].Done(stored[index]);
        }
        catch (SqliteException failure)
        {
            batch.ForEach(waiting => waiting.Fail(LedgerFile.Explain(failure, _writer.Path)));
        }
        catch (Exception other) when (other is not OutOfMemoryException)
        {
            batch.ForEach(waiting => waiting.Fail(other));
        }
    }
}

/// <summary>An entry that waits for the disk. It can be withdrawn until it is taken.</summary>
internal sealed class WaitingEntry(JournalEntry entry)
{
    private readonly TaskCompletionSource<JournalEntry> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _decided;

    public JournalEntry Entry => entry;

    public Task<JournalEntry> Stored => _stored.Task;

    public bool Take() => Interlocked.CompareExchange(ref _decided, 1, 0) == 0;

    public void Withdraw(CancellationToken cancellationToken)
    {
        if (Take())
            _stored.TrySetCanceled(cancellationToken);
    }

    public void Done(JournalEntry stored) => _stored.TrySetResult(stored);

    public void Fail(Exception failure) => _stored.TrySetException(failure);
}
