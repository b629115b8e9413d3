namespace TikTokBan.Tenant.Data;

/// <summary>Devices that report in.</summary>
internal sealed class CheckIns(TenantState state)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ITimer> _waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A device was asked to report in; it does so after the time that the tenant's options say, if they do.</summary>
    public void Expect(FakeTenant tenant, string device)
    {
        if (tenant.Options.CheckInDelay is { } delay && _waiting.TryAdd(device, null!))
            _waiting[device] = tenant.Options.Time.CreateTimer(_ => Come(device), null, delay, Timeout.InfiniteTimeSpan);
    }

    public void Come(string device)
    {
        if (_waiting.TryRemove(device, out var timer))
            timer?.Dispose();
        _ = state;
    }
}
