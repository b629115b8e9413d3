using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Leases;

/// <summary>Renews a lease in the background until it is disposed of, and then gives it back. A process that is paused renews nothing.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly ILedgerStore _store;
    private readonly TimeSpan _time;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;
    private int _disposed;

    /// <summary>Begins to renew.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="lease">The lease, just taken.</param>
    /// <param name="time">How long it lasts from each renewal; it is renewed three times as often.</param>
    /// <param name="clock">What the waiting goes by.</param>
    public LeaseKeeper(ILedgerStore store, Lease lease, TimeSpan time, TimeProvider clock)
    {
        (_store, Lease, _time, _clock) = (store, lease, time, clock);
        _renewing = Task.Run(RenewAsync);
    }

    /// <summary>The lease as it was taken: fences go by its name and number.</summary>
    public Lease Lease { get; }

    /// <summary>Cancelled once a renewal found it lost.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await Lease.ReleaseAsync(_store).ConfigureAwait(false);
        }
        catch (UnusableInputException)
        {
            // It ends by itself; what the holder wrote has been said already.
        }

        _stopping.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        var wait = _time / 3;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, _clock, _stopping.Token).ConfigureAwait(false);
                if (await Lease.RenewAsync(_store, _time, _stopping.Token).ConfigureAwait(false) is null)
                {
                    await _lost.CancelAsync().ConfigureAwait(false);
                    return;
                }

                wait = _time / 3;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (UnusableInputException)
            {
                // The store may be back before the lease ends; if not, the fence says so.
                wait = _time / 30;
            }
        }
    }
}
