using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Repeats;

/// <summary>
/// Waits that grow from one repetition to the next and differ between callers, so that those who were refused together don't
/// come back together: each is drawn between the shortest wait and three times the last one.
/// </summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan? _last;

    /// <summary>For a service that refused for load without saying until when. Intune counts in windows of 20 seconds.</summary>
    public static Backoff OfLoad(ServiceFamily service) => service is ServiceFamily.Intune or ServiceFamily.IntuneExports
        or ServiceFamily.IntuneDeviceWrites or ServiceFamily.IntuneApplicationWrites or ServiceFamily.IntuneConfigurationWrites
        ? new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2))
        : new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));

    /// <summary>For one that failed.</summary>
    public static Backoff OfFault() => new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <summary>Draws the next wait.</summary>
    /// <param name="draw">Between 0 and 1.</param>
    public TimeSpan Next(double draw)
    {
        var drawn = shortest + (((_last ?? shortest) * 3) - shortest) * draw;
        _last = drawn < longest ? drawn : longest;
        return _last.Value;
    }
}
