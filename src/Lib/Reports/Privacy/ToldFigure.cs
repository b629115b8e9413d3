using System.Globalization;

namespace TikTokBan.Reports.Privacy;

/// <summary>Reads a number back as a report told it.</summary>
internal static class ToldFigure
{
    private const string About = "about ";

    /// <summary>The number as told; null for a text that no report writes.</summary>
    public static Figure? Parse(string plain) => plain switch
    {
        "<5" => new Figure(1, FigureState.Small),
        "withheld" => new Figure(0, FigureState.Withheld),
        _ when plain.StartsWith(About, StringComparison.Ordinal) => Number(plain[About.Length..]) is { } about ? new Figure(about, FigureState.Rounded) : null,
        _ => Number(plain) is { } exact ? new Figure(exact) : null,
    };

    /// <summary>What is told of a number that stands so in a report; null where the report can't have told that of this value.</summary>
    public static Known? Of(string plain, long value) => Parse(plain) switch
    {
        { State: FigureState.Exact, Value: var told } when told == value => Known.Exact,
        { State: FigureState.Rounded, Value: var told } when value >= Suppression.Threshold && told == Rounding.Nearest(value) => Known.Rounded,
        { State: FigureState.Small } when value is > 0 and < Suppression.Threshold => Known.Small,
        { State: FigureState.Withheld } => Known.Hidden,
        _ => null,
    };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
