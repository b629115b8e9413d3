namespace TikTokBan.Sources.Network.Hunting;

/// <summary>Conditions of the query language, and several queries where one would grow too long.</summary>
internal static class HuntingFilter
{
    // The service takes queries of some ten thousand characters.
    private const int LongestList = 6000;

    /// <summary>Conditions of which each row of interest fulfils at least one, each short enough for a query of its own.</summary>
    /// <param name="terms">What is looked for.</param>
    /// <param name="columns">Columns that hold a host or an address of a page.</param>
    public static IReadOnlyList<string> Hosts(HuntingTerms terms, params string[] columns) =>
        [.. Chunks(terms.Hosts, LongestList / columns.Length).Select((chunk, i) => Any(columns.SelectMany(column => Of(column, i == 0 ? terms.Parts : [], chunk))))];

    /// <summary>Any of the parts anywhere in a column, or any of the terms as whole words of it.</summary>
    public static string In(string column, IEnumerable<string> parts, IReadOnlyList<string> words) => Any(Of(column, parts, words));

    /// <summary>At least one of the conditions; of none, none is fulfilled.</summary>
    public static string Any(IEnumerable<string> conditions) => string.Join(" or ", conditions) is { Length: > 0 } joined ? $"({joined})" : "false";

    /// <summary>Text as a literal.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Of(string column, IEnumerable<string> parts, IReadOnlyList<string> words)
    {
        foreach (var part in parts)
            yield return $"{column} contains {Quote(part)}";
        if (words.Count > 0)
            yield return $"{column} has_any ({string.Join(", ", words.Select(Quote))})";
    }

    private static List<IReadOnlyList<string>> Chunks(IReadOnlyList<string> terms, int longest)
    {
        var chunks = new List<IReadOnlyList<string>>();
        var chunk = new List<string>();
        var length = 0;
        foreach (var term in terms)
        {
            if (length + term.Length + 4 > longest)
            {
                chunks.Add(chunk);
                (chunk, length) = ([], 0);
            }

            chunk.Add(term);
            length += term.Length + 4;
        }

        chunks.Add(chunk);
        return chunks;
    }
}
