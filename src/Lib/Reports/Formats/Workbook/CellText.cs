using System.Globalization;
using System.Text;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>Text as a workbook's cell can hold it: shown as it is, whatever it looks like.</summary>
internal static class CellText
{
    /// <summary>More characters than this make a workbook one that a spreadsheet has to repair.</summary>
    public const int Longest = 32_767;

    private const string Underscore = "_x005F_";

    /// <summary>Cleans a text, cuts it where a cell is full, and protects what would be read as an escape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cut">What stands at the end of a text that was cut.</param>
    public static string Of(string text, string cut)
    {
        if (text.Length > Longest)
        {
            var end = Longest - cut.Length;
            text = text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + cut;
        }

        return Escape(Displayable.Clean(text));
    }

    /// <summary>Whether a spreadsheet would take it for a formula once somebody edits the cell.</summary>
    public static bool LooksLikeFormula(string text) =>
        text.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '\'' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    // In a workbook's text _x0041_ stands for an A, so an underscore that begins such a thing is itself escaped.
    private static string Escape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return text;
        var escaped = new StringBuilder(text.Length + Underscore.Length);
        var done = 0;
        while (at >= 0)
        {
            escaped.Append(text, done, at - done);
            done = at;
            if (IsEscape(text.AsSpan(at)))
            {
                escaped.Append(Underscore);
                done = at + 1;
            }

            at = text.IndexOf("_x", at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return escaped.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[6] == '_' && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
