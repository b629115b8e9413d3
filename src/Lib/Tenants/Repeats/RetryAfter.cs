using System.Globalization;
using System.Net.Http.Headers;

namespace TikTokBan.Tenants.Repeats;

/// <summary>How long an answer asks us to wait, in every form in which services say so.</summary>
internal static class RetryAfter
{
    // Nobody means a day: a longer wait is a clock that is wrong or a number in another unit.
    private static readonly TimeSpan Credible = TimeSpan.FromDays(1);

    /// <summary>Reads it.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="now">Our clock, for an answer without its own date.</param>
    /// <returns>The wait; null when there is none that makes sense.</returns>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        foreach (var name in new[] { "x-ms-retry-after-ms", "retry-after-ms" })
        {
            if (Value(headers, name) is { } text && Number(text) is { } milliseconds)
                return Sensible(milliseconds / 1000);
        }

        if (Value(headers, "Retry-After") is not { } value)
            return null;
        if (Number(value) is { } seconds)
            return Sensible(seconds);
        return Date(value) is { } until ? Sensible((until - (Value(headers, "Date") is { } date && Date(date) is { } theirs ? theirs : now)).TotalSeconds) : null;
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim().Trim('"') : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;

    private static TimeSpan? Sensible(double seconds) => seconds > 0 && seconds <= Credible.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
