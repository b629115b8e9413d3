using System.Net;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Live;

/// <summary>A period that is asked for at once, both ends included.</summary>
internal readonly record struct TimeSlice(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Periods still to be read, latest first. One that was too much for the service is put back in halves. Halves share their
/// middle, so whoever reads them has to drop what comes twice.
/// </summary>
internal sealed class TimeSlices
{
    // Halves of thirty days reach it in twelve steps.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(20);

    private readonly Stack<TimeSlice> _left = new();

    // Each one took the client's whole patience.
    private int _waitsLeft = 3;
    private int _halvingsLeft = 64;

    public TimeSlices(DateTimeOffset from, DateTimeOffset to) => _left.Push(new TimeSlice(from, to));

    /// <summary>The next; null when all were given.</summary>
    public TimeSlice? Next() => _left.TryPop(out var slice) ? slice : null;

    /// <summary>Puts back the halves of a slice that failed.</summary>
    /// <returns>False where halves would fare no better.</returns>
    public bool TryHalve(TimeSlice slice, TenantException why)
    {
        if (!IsTooMuch(why) || slice.To - slice.From < Shortest || _halvingsLeft-- <= 0)
            return false;
        if (why.Failure == TenantFailure.Throttled && _waitsLeft-- <= 0)
            return false;
        var middle = slice.From + TimeSpan.FromSeconds(Math.Floor((slice.To - slice.From).TotalSeconds / 2));
        _left.Push(slice with { To = middle });
        _left.Push(slice with { From = middle });
        return true;
    }

    private static bool IsTooMuch(TenantException why) =>
        why.Failure == TenantFailure.Throttled
        || why.TookTooLong
        || why.Status == HttpStatusCode.RequestEntityTooLarge
        || (why.Failure == TenantFailure.Refused && Says(why, "too large", "too many", "exceed", "timed out", "timeout"));

    private static bool Says(TenantException why, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if ($"{why.Code} {why.ServiceMessage} {why.Message}".Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
