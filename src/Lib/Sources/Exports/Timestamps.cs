using System.Globalization;

namespace TikTokBan.Sources.Exports;

/// <summary>Reads the ways in which portals, cmdlets and Excel write a time. What is ambiguous is unknown: a day is never guessed.</summary>
internal static class Timestamps
{
    private static readonly string[] DayFirst =
    [
        "d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d/M/yyyy h:mm:ss tt", "d/M/yyyy h:mm tt", "d/M/yyyy, H:mm:ss", "d/M/yyyy, h:mm:ss tt",
    ];

    private static readonly string[] MonthFirst =
    [
        "M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "M/d/yyyy, H:mm:ss", "M/d/yyyy, h:mm:ss tt",
    ];

    /// <summary>The time a text states, in UTC; null where there is none, or none that is certain. A time without a zone is taken as UTC, as the exports have it.</summary>
    public static DateTimeOffset? Parse(string? text, DateOrder order = DateOrder.Unknown)
    {
        if (text is not { Length: >= 8 })
            return null;
        if (text.Contains('/', StringComparison.Ordinal))
            return ParseSlashes(text, order);
        if (!char.IsAsciiDigit(text[0]) || text[4] != '-')
            return null;
        var parsed = DateTimeOffset.TryParse(
            text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] : text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time);

        // Services write the first day of the calendar for "never".
        return parsed && time.Year > 1 ? time : null;
    }

    /// <summary>The day a cell states; false where there is text that states none.</summary>
    public static bool TryDay(string? text, DateOrder order, out DateOnly? day)
    {
        day = text is null ? null : DayOf(text, order);
        return text is null || day is not null;
    }

    /// <summary>Seconds since 1970, with decimals, as logs have them.</summary>
    public static DateTimeOffset? FromEpoch(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 32_503_680_000m
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : Parse(text);

    private static DateOnly? DayOf(string text, DateOrder order)
    {
        if (DateOnly.TryParseExact(text, ["d.M.yyyy", "d-M-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var european))
            return european;
        return Parse(text, order) is { } time ? DateOnly.FromDateTime(time.DateTime) : null;
    }

    private static DateTimeOffset? ParseSlashes(string text, DateOrder order)
    {
        if (order == DateOrder.Unknown)
            order = OrderThatFits(text);
        var formats = order switch
        {
            DateOrder.DayFirst => DayFirst,
            DateOrder.MonthFirst => MonthFirst,
            _ => [],
        };
        return DateTimeOffset.TryParseExact(
            text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time
            : null;
    }

    // Above 12 it can only be a day. AM and PM come with the American order, the 24 hour clock with either.
    private static DateOrder OrderThatFits(string text)
    {
        var parts = text.Split('/', 3);
        if (parts.Length < 3 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var first) || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var second))
            return DateOrder.Unknown;
        if (first > 12)
            return DateOrder.DayFirst;
        if (second > 12 || text.EndsWith("AM", StringComparison.Ordinal) || text.EndsWith("PM", StringComparison.Ordinal))
            return DateOrder.MonthFirst;
        return first == second ? DateOrder.DayFirst : DateOrder.Unknown;
    }
}
