namespace TikTokBan.Tenants.Requests;

/// <summary>Whether any service of the tenant ever answered this session, and took its token: when none did, there is one problem and not one for each source.</summary>
internal sealed class TenantReach
{
    private TenantException? _first;

    /// <summary>Whether there was any answer at all.</summary>
    public bool WasReached { get; private set; }

    /// <summary>Whether a service took the token, whatever it then answered.</summary>
    public bool WasAccepted { get; private set; }

    /// <summary>What stands between us and the whole tenant; null once a service took the token, or before anything was asked.</summary>
    public TenantException? Barrier => WasAccepted ? null : Volatile.Read(ref _first);

    /// <summary>A service answered.</summary>
    /// <param name="accepted">Whether it took the token.</param>
    public void Answered(bool accepted)
    {
        WasReached = true;
        WasAccepted |= accepted;
    }

    /// <summary>A request ended without an answer that could be used.</summary>
    public void Failed(TenantException why)
    {
        if (!WasAccepted && (why.Failure == TenantFailure.SignIn || !WasReached))
            Interlocked.CompareExchange(ref _first, why, null);
    }
}
