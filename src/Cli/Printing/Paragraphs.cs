namespace TikTokBan.Cli.Printing;

/// <summary>Breaks running text into lines.</summary>
internal static class Paragraphs
{
    // Of which no line begins with one: French sets them off with a space that a file may hold as a plain one.
    private const string Closing = ":;?!»";

    /// <summary>Breaks a text at its spaces.</summary>
    /// <param name="text">The text, without line ends.</param>
    /// <param name="width">Columns of a line. A single word that is longer has a line of its own.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="indent">Spaces before every other line.</param>
    public static IEnumerable<string> Wrap(string text, int width, string first = "", int indent = 0)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in Words(text))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                (line, isEmpty) = (new string(' ', indent), true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }

    private static IEnumerable<string> Words(string text)
    {
        var held = "";
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (held.Length > 0 && !(word.Length == 1 && Closing.Contains(word[0], StringComparison.Ordinal)) && held[^1] != '«')
            {
                yield return held;
                held = "";
            }

            held += held.Length > 0 ? " " + word : word;
        }

        if (held.Length > 0)
            yield return held;
    }
}
