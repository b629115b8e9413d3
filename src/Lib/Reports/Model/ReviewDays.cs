using TikTokBan.Directives;

namespace TikTokBan.Reports.Model;

/// <summary>Days on which a directive was to be evaluated, and the day on which it ends.</summary>
internal static class ReviewDays
{
    /// <summary>Each day with the act by which the ban was in force on it, or last before it: what came of the evaluation, or what is to be evaluated.</summary>
    public static IReadOnlyList<(DateOnly Day, LocalText? Instrument)> Of(Directive? directive)
    {
        if (directive is null)
            return [];
        var days = directive.Reviews.Concat(directive.Periods.TakeLast(1).Select(period => period.To).OfType<DateOnly>()).Distinct().Order();
        return [.. days.Select(day => (day, (directive.InForceOn(day) ?? directive.Periods.LastOrDefault(period => period.From is null || period.From <= day))?.Instrument))];
    }

    /// <summary>The act in a report's language; in both of a bilingual edition.</summary>
    public static string? InstrumentIn(LocalText? instrument, string edition) =>
        instrument is null ? null : string.Join(" / ", edition.Split('-').Select(instrument.In).Distinct(StringComparer.Ordinal));
}
