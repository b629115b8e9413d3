using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Journals;

/// <summary>An entry that waits to be stored. It can be withdrawn until it is taken.</summary>
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
