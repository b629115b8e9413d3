using TikTokBan.Catalogue.Text;

namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>What readers of lists have in common: lines without comments, and names in the form in which they are compared.</summary>
internal static class LineReading
{
    /// <summary>The lines that say something, with their numbers.</summary>
    public static IEnumerable<(int Number, string Line)> Significant(string text, params string[] comments)
    {
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && !comments.Any(sign => line.StartsWith(sign, StringComparison.Ordinal)))
                yield return (number, line);
        }
    }

    /// <summary>An entry for a name, with <c>*.</c> before it for what lies below it alone.</summary>
    public static ListedLine Entry(int number, string name, bool below)
    {
        const string Wildcard = "*.";
        var isWildcard = name.StartsWith(Wildcard, StringComparison.Ordinal);
        return Name(isWildcard ? name[Wildcard.Length..] : name) is { } host
            ? new ListedLine(number, host, !isWildcard, isWildcard || below)
            : ListedLine.Unclear(number);
    }

    /// <summary>A host name as it is compared; null for anything else.</summary>
    public static string? Name(string value)
    {
        if (value.StartsWith('*') || value.Contains(':', StringComparison.Ordinal))
            return null;
        Span<char> buffer = stackalloc char[HostText.Capacity];
        return HostText.Read(value, buffer, out var length) is HostShape.Name ? buffer[..length].ToString() : null;
    }
}
