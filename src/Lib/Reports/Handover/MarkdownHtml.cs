using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace TikTokBan.Reports.Handover;

/// <summary>Turns the plain Markdown of a summary into the HTML of a mail: headings, paragraphs, lists and tables, and nothing else. Every word is encoded, markup in it too.</summary>
internal static partial class MarkdownHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes it.</summary>
    /// <param name="markdown">The text.</param>
    public static string Of(string markdown)
    {
        var html = new StringBuilder();
        var lines = markdown.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        for (var at = 0; at < lines.Length;)
        {
            var line = lines[at].Trim();
            if (line.Length == 0 || Rule().IsMatch(line))
                at++;
            else if (Heading().Match(line) is { Success: true } heading)
                at += Element(html, $"h{heading.Groups[1].Length}", heading.Groups[2].Value);
            else if (IsRow(line) && at + 1 < lines.Length && Divider().IsMatch(lines[at + 1].Trim()))
                at = Table(html, lines, at);
            else if (Item().Match(line) is { Success: true } item)
                at = List(html, lines, at, char.IsAsciiDigit(item.Groups[1].Value[0]) ? "ol" : "ul");
            else
                at = Paragraph(html, lines, at);
        }

        return html.ToString();
    }

    /// <summary>A text that is shown as it is.</summary>
    public static string Encoded(string text) => Encoder.Encode(text);

    private static int Element(StringBuilder html, string name, string text)
    {
        html.Append('<').Append(name).Append('>').Append(Encoded(Plain(text))).Append("</").Append(name).Append(">\n");
        return 1;
    }

    private static int Paragraph(StringBuilder html, string[] lines, int at)
    {
        var words = new List<string>();
        for (; at < lines.Length && lines[at].Trim() is { Length: > 0 } line && (words.Count == 0 || !(Heading().IsMatch(line) || Item().IsMatch(line) || IsRow(line))); at++)
            words.Add(line);
        Element(html, "p", string.Join(' ', words));
        return at;
    }

    private static int List(StringBuilder html, string[] lines, int at, string name)
    {
        html.Append('<').Append(name).Append(">\n");
        for (; at < lines.Length && Item().Match(lines[at].Trim()) is { Success: true } item; at++)
            Element(html, "li", item.Groups[2].Value);
        html.Append("</").Append(name).Append(">\n");
        return at;
    }

    private static int Table(StringBuilder html, string[] lines, int at)
    {
        html.Append("<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n");
        Row(html, lines[at], "th");
        for (at += 2; at < lines.Length && IsRow(lines[at].Trim()); at++)
            Row(html, lines[at], "td");
        html.Append("</table>\n");
        return at;
    }

    private static void Row(StringBuilder html, string line, string cell)
    {
        html.Append("<tr>");
        foreach (var text in Bar().Split(line.Trim().TrimStart('|').TrimEnd('|')))
            html.Append('<').Append(cell).Append('>').Append(Encoded(Plain(text))).Append("</").Append(cell).Append('>');
        html.Append("</tr>\n");
    }

    private static bool IsRow(string line) => line.Length > 1 && line[0] == '|';

    // Emphasis goes, what was escaped stays.
    private static string Plain(string text) => Escape().Replace(text.Trim().Replace("**", "", StringComparison.Ordinal), "$1");

    [GeneratedRegex(@"^(#{1,6})\s+(.*?)\s*#*$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^([-*+]|\d{1,9}[.)])\s+(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$", RegexOptions.NonBacktracking)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^(-{3,}|\*{3,}|_{3,})$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();

    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
