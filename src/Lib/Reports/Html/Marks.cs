using TikTokBan.Directives;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>A shape of its own for every verdict, so that a reader without colours, or with a black-and-white print, tells them apart at a glance.</summary>
internal static class Marks
{
    // On a field of 16 by 16. Filled shapes demand something; open shapes do not.
    private static readonly Dictionary<Verdict, (string Path, bool Filled)> Shapes = new()
    {
        [Verdict.Violation] = ("M5 1h6l4 4v6l-4 4H5l-4-4V5z", true),
        [Verdict.RemoveBy] = ("M8 1l7 14H1z", true),
        [Verdict.Block] = ("M1 1h14v14H1z", true),
        [Verdict.Review] = ("M8 1l7 7-7 7-7-7z", false),
        [Verdict.Advise] = ("M8 2l6.5 12h-13z", false),
        [Verdict.Exempt] = ("M2 8.5l4 4 8-9", false),
        [Verdict.OutOfScope] = ("M8 2a6 6 0 1 0 .01 0z", false),
        [Verdict.NotInForce] = ("M2 8h12", false),
    };

    public static void Define(HtmlWriter html)
    {
        html.Open("svg", ("class", "defs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true"), ("focusable", "false"));
        html.Open("defs");
        html.Open("pattern", ("id", "hatch"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        html.Open("rect", ("width", "6"), ("height", "6"), ("class", "hatch-ground")).Close();
        html.Open("rect", ("width", "2.2"), ("height", "6"), ("class", "hatch-line")).Close();
        html.Close();
        foreach (var (verdict, (path, filled)) in Shapes.OrderByDescending(shape => shape.Key))
        {
            html.Open("symbol", ("id", "mark-" + verdict), ("viewBox", "0 0 16 16"));
            html.Open("path", ("d", path), ("class", filled ? "filled" : "outline")).Close();
            html.Close();
        }

        html.Close().Close();
    }

    /// <summary>Shape and word.</summary>
    public static void ShapeAndWord(HtmlWriter html, Verdict verdict, ReportText text)
    {
        html.Open("span", ("class", "verdict " + Class(verdict)));
        Shape(html, verdict);
        html.Text(text["verdict." + verdict]).Close();
    }

    public static void Shape(HtmlWriter html, Verdict verdict)
    {
        html.Open("svg", ("class", "mark " + Class(verdict)), ("width", "14"), ("height", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        html.Open("use", ("href", "#mark-" + verdict)).Close();
        html.Close();
    }

    public static string Class(Verdict verdict) => "v-" + verdict;
}
