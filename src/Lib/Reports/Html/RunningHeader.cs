using System.Globalization;
using System.Text;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>What stands on every printed page: whose report it is, what it contains, its reference and the page's number.</summary>
internal static class RunningHeader
{
    private const int LongestName = 70;

    /// <summary>A style sheet for the pages of each language.</summary>
    public static string Css(ReportModel model, IReadOnlyList<ReportText> texts)
    {
        var css = new StringBuilder();
        foreach (var text in texts)
        {
            var boxes = string.Concat(
                Box("top-left", model.AuthorityIn(text)),
                Box("top-right", text["detail." + model.Options.Detail]),
                Box("bottom-left", $"{text["running.title"]}, {model.Control.Reference}"));
            css.Append(CultureInfo.InvariantCulture, $"@page {text.Language}{{{boxes}}}@page {text.Language}-wide{{size:A4 landscape;{boxes}}}");
            css.Append(CultureInfo.InvariantCulture, $".edition-{text.Language}{{page:{text.Language}}}.edition-{text.Language} .wide{{page:{text.Language}-wide}}");
        }

        return css.ToString();
    }

    private static string Box(string place, string words) => $"@{place}{{content:\"{Escaped(Displayable.Short(words, LongestName))}\"}}";

    // Everything but plain letters and digits by its number, so that no value can end the string, the rule or the style sheet.
    private static string Escaped(string words)
    {
        var escaped = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value == ' '))
                escaped.Append((char)rune.Value);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:X6} ");
        }

        return escaped.ToString();
    }
}
