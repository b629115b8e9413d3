namespace TikTokBan.Reports.Privacy;

/// <summary>Values that are somebody's, found again in a text without looking for each of them: a scan knows some hundred thousand, and a report has as many sentences.</summary>
internal sealed class PersonalValues
{
    // What is shorter stands inside too many words; it is looked for as a word of its own, written as it is.
    private const int Shortest = 3;
    private const int ShortestPart = 4;

    private readonly Dictionary<string, HashSet<string>> _byBeginning = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _short = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    public void Add(params string?[] values)
    {
        foreach (var value in values)
        {
            if (string.IsNullOrWhiteSpace(value) || !_all.Add(value))
                continue;
            if (value.Length < Shortest)
            {
                _short.Add(value);
                continue;
            }

            var beginning = value[..Shortest];
            if (!_byBeginning.TryGetValue(beginning, out var same))
                _byBeginning[beginning] = same = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            same.Add(value);
        }
    }

    /// <summary>Adds a name, of which each part gives a person away too where few words stand, as in a file's name.</summary>
    public void AddName(string? name)
    {
        Add(name);
        if (name is not null)
            _parts.UnionWith(Words(name).Where(word => word.Length >= ShortestPart));
    }

    /// <summary>The text with every value replaced.</summary>
    public string Remove(string text, string replacement)
    {
        System.Text.StringBuilder? clean = null;
        var copied = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (LengthAt(text, at) is not (> 0 and var length))
                continue;
            (clean ??= new()).Append(text, copied, at - copied).Append(replacement);
            copied = at + length;
            at = copied - 1;
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether one of the words is a part of somebody's name.</summary>
    public bool NamesSomebody(string text) => Words(text).Any(_parts.Contains);

    private int LengthAt(string text, int at)
    {
        var longest = 0;
        if (at + Shortest <= text.Length && _byBeginning.TryGetValue(text.Substring(at, Shortest), out var same))
        {
            foreach (var value in same)
            {
                if (value.Length > longest && string.Compare(text, at, value, 0, value.Length, StringComparison.OrdinalIgnoreCase) == 0)
                    longest = value.Length;
            }
        }

        for (var length = Shortest - 1; longest == 0 && length > 0; length--)
        {
            if (at + length <= text.Length && _short.Count > 0 && _short.Contains(text.Substring(at, length)) && IsWord(text, at, length))
                longest = length;
        }

        return longest;
    }

    private static bool IsWord(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && char.IsLetterOrDigit(text[at]);
            if (inside && start < 0)
                start = at;
            if (inside || start < 0)
                continue;
            yield return text[start..at];
            start = -1;
        }
    }
}
