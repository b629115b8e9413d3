using System.Globalization;

namespace TikTokBan.Tenant.Hunting;

/// <summary>How values compare and texts match.</summary>
internal static class KqlValues
{
    public static bool Same(object? a, object? b, bool ignoreCase) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string x, string y) => string.Equals(x, y, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
        _ => Compare(a, b) == 0,
    };

    /// <summary>Order of two values; null where they have none, which makes every comparison false.</summary>
    public static int? Compare(object? a, object? b) => (a, b) switch
    {
        (DateTime x, DateTime y) => x.CompareTo(y),
        (long x, long y) => x.CompareTo(y),
        (bool x, bool y) => x.CompareTo(y),
        (string x, string y) => string.CompareOrdinal(x, y),
        (TimeSpan x, TimeSpan y) => x.CompareTo(y),
        (bool x, long y) => (x ? 1L : 0L).CompareTo(y),
        (string x, DateTime y) => DateTime.TryParse(x, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time.CompareTo(y) : null,
        _ => null,
    };

    /// <summary>Whether a term occurs whole: no letter or digit right before or after it.</summary>
    public static bool Has(string text, string term)
    {
        for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0 && term.Length > 0; at = text.IndexOf(term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(term[0]);
            var end = at + term.Length;
            if (before && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(term[^1])))
                return true;
        }
        return false;
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime time => Stamp(time),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number below a limit that depends on the value alone.</summary>
    public static long Hash(object? value, long limit)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in Text(value))
            hash = (hash ^ character) * 1099511628211UL;
        return (long)((hash ^ (hash >> 29)) % (ulong)Math.Max(1, limit));
    }

    public static TimeSpan Span(string text)
    {
        var digits = text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
        var number = double.Parse(digits, CultureInfo.InvariantCulture);
        return text[digits.Length..] switch
        {
            "d" => TimeSpan.FromDays(number),
            "h" => TimeSpan.FromHours(number),
            "m" => TimeSpan.FromMinutes(number),
            "s" => TimeSpan.FromSeconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            _ => throw new KqlException($"Syntax error: '{text}' is not a timespan."),
        };
    }
}
