using System.Text.RegularExpressions;
using TikTokBan.Directives;

namespace TikTokBan.Reports.Texts;

/// <summary>What can stand at one place of a sentence, and what stands there in another language.</summary>
/// <param name="Pattern">What stands there in a language, as a regular expression.</param>
/// <param name="Tell">The same in another language: of a text, its language and the other one; null where it is no such text.</param>
internal sealed record Slot(Func<string, string> Pattern, Func<string, string, string, string?> Tell)
{
    /// <summary>A day or an id: the same in every language.</summary>
    public static Slot Day { get; } = Same(@"\d{4}-\d{2}-\d{2}");

    public static Slot Code { get; } = Same(@"\S+");

    public static Slot Codes { get; } = Same(@"\S+(?:, \S+)*");

    public static Slot Same(string pattern) => new(_ => pattern, (text, _, _) => text);

    /// <summary>One of some texts that somebody wrote in several languages.</summary>
    public static Slot Of(params IEnumerable<LocalText> texts)
    {
        var known = texts.ToList();
        return new Slot(
            language => AnyOf(known.Select(text => text.In(language))),
            (text, from, to) => known.FirstOrDefault(one => one.In(from) == text)?.In(to));
    }

    /// <summary>One of some words of a resource.</summary>
    /// <param name="word">The word of a key in a language.</param>
    /// <param name="keys">The keys.</param>
    public static Slot Of(Func<string, string, string> word, params IReadOnlyList<string> keys) => new(
        language => AnyOf(keys.Select(key => word(key, language))),
        (text, from, to) => keys.FirstOrDefault(key => word(key, from) == text) is { } found ? word(found, to) : null);

    /// <summary>Several of some words, set apart by commas.</summary>
    public static Slot Several(Func<string, string, string> word, params IReadOnlyList<string> keys)
    {
        var one = Of(word, keys);
        return new Slot(
            language => $"(?:{one.Pattern(language)})(?:, (?:{one.Pattern(language)}))*",
            (text, from, to) => text.Split(", ").Select(part => one.Tell(part, from, to)).ToList() is var parts && parts.Contains(null) ? null : string.Join(", ", parts));
    }

    /// <summary>What either of two can be.</summary>
    public Slot Or(Slot other) => new(
        language => $"(?:{Pattern(language)})|(?:{other.Pattern(language)})",
        (text, from, to) => Fits(text, from) ? Tell(text, from, to) : other.Tell(text, from, to));

    private bool Fits(string text, string language) => Regex.IsMatch(text, $"^(?:{Pattern(language)})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // The longer first, so that one that begins like another is not taken for it.
    private static string AnyOf(IEnumerable<string> texts)
    {
        var known = texts.Where(text => text.Length > 0).Distinct().OrderByDescending(text => text.Length).Select(Regex.Escape).ToList();
        return known.Count == 0 ? "(?!)" : string.Join('|', known);
    }
}
