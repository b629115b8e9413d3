namespace TikTokBan.Crash.Tests;

/// <summary>A clock that runs faster than the real one, and the same in every process that is told when it began.</summary>
internal sealed class SharedTime(DateTimeOffset start, DateTimeOffset begun) : TimeProvider
{
    private const int Pace = 20;

    /// <summary>The real time at which it showed its start.</summary>
    public DateTimeOffset Begun => begun;

    public override DateTimeOffset GetUtcNow() => start + ((System.GetUtcNow() - begun) * Pace);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime, state), Real(period, state));

    // A limit on how long something may take runs at the real pace: a fast clock doesn't make the machine fast.
    private static TimeSpan Real(TimeSpan duration, object? state) =>
        duration == Timeout.InfiniteTimeSpan || state is CancellationTokenSource ? duration : duration / Pace;
}
