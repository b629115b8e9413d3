using System.Collections.Concurrent;

namespace TikTokBan.Tenant.Reporting;

/// <summary>Devices that report in, some time after they were asked to.</summary>
internal sealed class CheckIns(FakeTenant tenant) : IDisposable
{
    private readonly ConcurrentDictionary<string, ITimer> _waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A device was asked to report in; it does so after the time that the tenant's options say, if they do.</summary>
    public void Expect(string device)
    {
        if (tenant.Options.CheckInDelay is not { } delay)
            return;
        var timer = tenant.Options.Time.CreateTimer(_ => Come(device), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_waiting.TryAdd(device, timer))
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        else
            timer.Dispose();
    }

    public void Dispose()
    {
        foreach (var timer in _waiting.Values)
            timer.Dispose();
    }

    private void Come(string device)
    {
        if (_waiting.TryRemove(device, out var timer))
            timer.Dispose();
        tenant.State.CheckIn(device);
    }
}
