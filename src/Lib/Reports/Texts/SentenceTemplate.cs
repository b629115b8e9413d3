using System.Globalization;
using System.Text.RegularExpressions;

namespace TikTokBan.Reports.Texts;

/// <summary>One sentence of the product in all languages, with what can stand in it.</summary>
/// <param name="text">The sentence in a language, with <c>{0}</c> where something stands.</param>
/// <param name="slots">What can stand there.</param>
internal sealed partial class SentenceTemplate(Func<string, string> text, params Slot[] slots)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (string Beginning, Regex Whole)> _forms = new(StringComparer.Ordinal);

    /// <summary>The sentence in another language; null where it is another sentence.</summary>
    public string? Tell(string sentence, string from, string to)
    {
        var (beginning, whole) = Form(from);
        if (!sentence.StartsWith(beginning, StringComparison.Ordinal) || whole.Match(sentence) is not { Success: true } match)
            return null;
        var told = new object?[slots.Length];
        for (var number = 0; number < slots.Length; number++)
        {
            // A place that the language does not use has nothing to tell.
            var group = match.Groups["s" + number.ToString(CultureInfo.InvariantCulture)];
            if (group.Success && (told[number] = slots[number].Tell(group.Value, from, to)) is null)
                return null;
        }

        return string.Format(CultureInfo.InvariantCulture, text(to), told);
    }

    private (string Beginning, Regex Whole) Form(string language)
    {
        if (_forms.TryGetValue(language, out var form))
            return form;
        var written = text(language);
        var pattern = new System.Text.StringBuilder("^");
        var (at, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (Match place in Place().Matches(written))
        {
            pattern.Append(Regex.Escape(written[at..place.Index]));
            var number = place.Groups[1].Value;
            pattern.Append(seen.Add(number) ? $"(?<s{number}>{slots[int.Parse(number, CultureInfo.InvariantCulture)].Pattern(language)})" : $@"\k<s{number}>");
            at = place.Index + place.Length;
        }

        pattern.Append(Regex.Escape(written[at..])).Append('$');
        var beginning = Place().Match(written) is { Success: true } first ? written[..first.Index] : written;
        return _forms[language] = (beginning, new Regex(pattern.ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, Limit));
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place();
}
