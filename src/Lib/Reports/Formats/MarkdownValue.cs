using System.Text;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats;

/// <summary>A value from a source as it may stand in Markdown: it makes no markup, no table, no picture and no link.</summary>
internal static class MarkdownValue
{
    private const int Longest = 120;

    // Without a width, and a line is never broken at it: what stands on both sides of it is no address to any program.
    private const char Joiner = '\u2060';

    public static string Of(string value)
    {
        var text = Displayable.Short(value, Longest).Trim();
        var safe = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '|' or '~' or '#' or '!' or '$' or '=')
                safe.Append('\\');
            safe.Append(character == '&' ? "&amp;" : character.ToString());
            // A program that shows Markdown makes links of what merely looks like an address.
            if (character is '@' or ':' || (character == '.' && index + 1 < text.Length && char.IsLetterOrDigit(text[index + 1])))
                safe.Append(Joiner);
        }

        return safe.ToString();
    }
}
