using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Budgets;

/// <summary>
/// Lets requests to one service through in the order in which they came, no more than its limits allow. A request counts from
/// when it is let through until a window after its answer began: whenever in between the service counted it, the limit holds.
/// </summary>
internal sealed class ServiceBudget(ServiceFamily service, ServiceLimits limits, TimeProvider time) : IDisposable
{
    private readonly object _lock = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly Queue<DateTimeOffset> _answered = new();
    private DateTimeOffset _pausedUntil;
    private ITimer? _timer;
    private int _uncounted;
    private int _open;
    private long _requests;
    private bool _disposed;

    /// <summary>What people are shown.</summary>
    public ServiceQuota Quota
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                Forget(now);
                var next = _pausedUntil > now ? _pausedUntil : _waiters.Count > 0 ? NextPlace(now) : now;
                return new ServiceQuota(service, limits.Requests, Math.Max(0, limits.Requests - Used), limits.Window, next > now ? next - now : null, _requests);
            }
        }
    }

    private int Used => _answered.Count + _uncounted;

    /// <summary>Waits for a place.</summary>
    /// <param name="patience">How long a pause that the service asked for may still last.</param>
    /// <param name="cancellationToken">Gives the place in the queue up.</param>
    /// <returns>The place; disposed of when the answer has been read.</returns>
    /// <exception cref="TenantException">The service wants to be left alone for longer than that.</exception>
    public async ValueTask<Place> EnterAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = time.GetUtcNow();
            if (_pausedUntil - now > patience)
                throw PausedTooLong(_pausedUntil - now);
            if (_waiters.Count == 0 && MayGo(now, out _))
                return Enter();
            waiter = new Waiter(this, patience);
            Serve();
        }

        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Leave(token), waiter);
        return await waiter.Admitted.Task.ConfigureAwait(false);
    }

    /// <summary>Lets nothing through for a while, because the service asked for it.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + duration;
            if (until <= _pausedUntil)
                return;
            _pausedUntil = until;
            Serve();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
            foreach (var waiter in _waiters)
                waiter.Admitted.TrySetException(SessionEnded.Sentence());
            _waiters.Clear();
        }
    }

    private static TenantException PausedTooLong(TimeSpan pause) =>
        new(TenantFailure.Throttled, $"The service asked to be left alone for {Repeats.Durations.Text(pause)}; try again after that.") { RetryAfter = pause };

    private void Leave(Waiter waiter, CancellationToken token)
    {
        lock (_lock)
        {
            if (waiter.Node.List is null)
                return;
            _waiters.Remove(waiter.Node);
            waiter.Admitted.TrySetCanceled(token);
            Serve();
        }
    }

    // Under the lock, as everything below.
    private void Serve()
    {
        var now = time.GetUtcNow();
        while (_waiters.First is { } first)
        {
            if (_pausedUntil - now > first.Value.Patience)
            {
                _waiters.RemoveFirst();
                first.Value.Admitted.TrySetException(PausedTooLong(_pausedUntil - now));
                continue;
            }

            if (!MayGo(now, out var when))
            {
                if (when is { } due)
                    Wake(due - now);
                return;
            }

            _waiters.RemoveFirst();
            first.Value.Admitted.TrySetResult(Enter());
        }
    }

    private Place Enter()
    {
        _open++;
        _uncounted++;
        _requests++;
        return new Place(this);
    }

    // Says when to look again; null where a request that ends will do so.
    private bool MayGo(DateTimeOffset now, out DateTimeOffset? when)
    {
        Forget(now);
        when = null;
        if (_pausedUntil > now)
            when = _pausedUntil;
        else if (_open >= limits.AtOnce)
            return false;
        else if (Used >= limits.Requests)
            when = _answered.Count > 0 ? NextPlace(now) : null;
        else
            return true;
        return false;
    }

    private DateTimeOffset NextPlace(DateTimeOffset now) => Used >= limits.Requests && _answered.TryPeek(out var oldest) ? oldest + limits.Window : now;

    private void Forget(DateTimeOffset now)
    {
        while (_answered.TryPeek(out var oldest) && oldest + limits.Window <= now)
            _answered.Dequeue();
    }

    private void Wake(TimeSpan delay)
    {
        if (_disposed)
            return;
        _timer ??= time.CreateTimer(
            static state =>
            {
                var budget = (ServiceBudget)state!;
                lock (budget._lock)
                    budget.Serve();
            },
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);

        // Timers tell whole milliseconds, and one that fires too early would only be set again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(delay.TotalMilliseconds, int.MaxValue)) + 1), Timeout.InfiniteTimeSpan);
    }

    private void Count(Place place)
    {
        lock (_lock)
        {
            if (place.IsCounted)
                return;
            place.IsCounted = true;
            _uncounted--;
            _answered.Enqueue(time.GetUtcNow());
            Serve();
        }
    }

    private void Close(Place place)
    {
        Count(place);
        lock (_lock)
        {
            if (place.IsClosed)
                return;
            place.IsClosed = true;
            _open--;
            Serve();
        }
    }

    /// <summary>A request's place among those that the service bears.</summary>
    internal sealed class Place(ServiceBudget budget) : IDisposable
    {
        internal bool IsCounted { get; set; }

        internal bool IsClosed { get; set; }

        /// <summary>The service has begun to answer, so it has counted the request.</summary>
        public void Answered() => budget.Count(this);

        public void Dispose() => budget.Close(this);
    }

    private sealed class Waiter
    {
        private readonly ServiceBudget _budget;

        public Waiter(ServiceBudget budget, TimeSpan patience)
        {
            _budget = budget;
            Patience = patience;
            Node = budget._waiters.AddLast(this);
        }

        public LinkedListNode<Waiter> Node { get; }

        public TimeSpan Patience { get; }

        public TaskCompletionSource<Place> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Leave(CancellationToken token) => _budget.Leave(this, token);
    }
}
