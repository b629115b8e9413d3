using System.Globalization;

namespace TikTokBan.Cmdlets.Views;

/// <summary>How values are written in every cell: days and times as ISO 8601 has them, whatever the culture.</summary>
internal static class CellText
{
    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>In universal time, to the minute.</summary>
    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Words<T>(IEnumerable<T>? words) => string.Join(", ", words ?? []);

    /// <summary>Sentences, each on a line of its own.</summary>
    public static string Lines(IEnumerable<string>? sentences) => string.Join('\n', sentences ?? []);

    /// <summary>Such as <c>Violation 12, Review 3</c>.</summary>
    public static string Counts<TKey, TCount>(IEnumerable<KeyValuePair<TKey, TCount>> counts)
        where TCount : struct, IComparable<TCount> =>
        string.Join(", ", counts.Where(one => one.Value.CompareTo(default) > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value}")));

    public static string YesNo(bool? answer) => answer switch
    {
        true => "yes",
        false => "no",
        null => "",
    };
}
