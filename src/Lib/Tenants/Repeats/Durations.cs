using System.Globalization;

namespace TikTokBan.Tenants.Repeats;

/// <summary>Lengths of time, as sentences name them.</summary>
internal static class Durations
{
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalSeconds):0} seconds"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalMinutes):0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalHours):0} hours"),
    };
}
