using System.Globalization;

namespace TikTokBan.Tenant.SignIn;

/// <summary>Device codes that a person has yet to type. The made-up person is quick: it takes one look.</summary>
internal sealed class PendingLogins
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _pending = new(StringComparer.Ordinal);
    private int _given;

    public string NewDeviceCode()
    {
        lock (_gate)
        {
            var code = "made-up-device-code-" + (++_given).ToString(CultureInfo.InvariantCulture);
            _pending.Add(code);
            return code;
        }
    }

    /// <summary>Whether it is still waited for; asking once is waiting long enough.</summary>
    public bool IsPending(string code)
    {
        lock (_gate)
            return _pending.Remove(code);
    }
}
