using System.Globalization;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.MailFlow;

/// <summary>The windows that could not be read, and why: the days that a coverage has to name.</summary>
internal sealed class MissingMail
{
    private readonly List<TraceWindow> _windows = [];
    private TenantException? _why;
    private bool _someRead;

    /// <summary>Whether asking for another window would be answered likewise.</summary>
    public bool IsHopeless => _why?.Failure is TenantFailure.Denied or TenantFailure.NotLicensed or TenantFailure.NotSupported or TenantFailure.NotProvisioned
        or TenantFailure.SignIn or TenantFailure.Throttled;

    /// <summary>Notes that some window was read to its end.</summary>
    public void HaveRead() => _someRead = true;

    public bool Has(TraceWindow window) => _windows.Contains(window);

    public void Add(TraceWindow window, TenantException? why = null)
    {
        _windows.Add(window);
        _why = why ?? _why;
    }

    /// <summary>Throws where anything is missing.</summary>
    /// <exception cref="TenantException">Something is; the message names the time.</exception>
    public async Task ThrowAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        if (_why is null)
            return;
        var why = await TraceRefusal.ExplainAsync(scan, _why, cancellationToken).ConfigureAwait(false);
        if (!_someRead && IsHopeless)
            throw why;
        var times = string.Join(", ", TraceWindows.Joined(_windows).Select(window => $"{Day(window.Start)} to {Day(window.End)}"));
        throw new TenantException(why.Failure, $"Mail received from {times} (UTC) could not be read whole: {why.Message}", why)
        {
            Status = why.Status,
            Code = why.Code,
            RequestId = why.RequestId,
            RetryAfter = why.RetryAfter,
        };
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
