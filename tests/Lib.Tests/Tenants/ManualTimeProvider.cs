namespace TikTokBan.Tests.Tenants;

/// <summary>
/// A clock that stands still until it is told. An impatient one jumps over every wait at once, and remembers how long it was:
/// so a test of an hour's throttling takes no time. Limits on how long something may take (as opposed to waits) never pass by
/// themselves, since a jump of the clock is not slowness of what is being waited for.
/// </summary>
internal sealed class ManualTimeProvider(bool impatient = false, DateTimeOffset? start = null) : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = start ?? new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The waits that were begun, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return [.. _waits];
        }
    }

    /// <summary>Completes when somebody begins to wait.</summary>
    public Task Waiting => _waiting.Task;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state, isWait: state is not CancellationTokenSource && period == Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on; what falls due on the way happens in its order.</summary>
    public void Advance(TimeSpan duration)
    {
        var until = GetUtcNow() + duration;
        while (true)
        {
            Timer? due;
            lock (_lock)
            {
                due = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
                _now = due?.Due ?? until;
                if (due is null)
                    return;
                due.Elapse();
            }

            due.Fire();
        }
    }

    private void Begin(Timer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _now + dueTime;
            if (!timer.IsWait)
            {
                _timers.Add(timer);
                return;
            }

            _waits.Add(dueTime);
            _waiting.TrySetResult();
            if (!impatient)
            {
                _timers.Add(timer);
                return;
            }

            _now = timer.Due > _now ? timer.Due : _now;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static late => late.Fire(), timer, preferLocal: false);
    }

    private sealed class Timer(ManualTimeProvider clock, TimerCallback callback, object? state, bool isWait) : ITimer
    {
        private bool _disposed;

        public bool IsWait => isWait;

        public DateTimeOffset Due { get; set; }

        private TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
                return false;
            Period = period;
            clock.Begin(this, dueTime);
            return true;
        }

        // Under the clock's lock.
        public void Elapse()
        {
            if (Period == Timeout.InfiniteTimeSpan || Period == TimeSpan.Zero)
                clock._timers.Remove(this);
            else
                Due += Period;
        }

        public void Fire()
        {
            if (!_disposed)
                callback(state);
        }

        public void Dispose()
        {
            _disposed = true;
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
