namespace TikTokBan.Tests.Tenants;

/// <summary>
/// A clock that runs faster than the real one, for tests in which several readers wait side by side. Limits on how long
/// something may take run at the real pace: a fast clock doesn't make the machine fast.
/// </summary>
internal sealed class FastTime(DateTimeOffset start, int pace) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(_begun) * pace);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime, state), Real(period, state));

    private TimeSpan Real(TimeSpan duration, object? state) =>
        duration == Timeout.InfiniteTimeSpan || state is CancellationTokenSource ? duration : duration / pace;
}
