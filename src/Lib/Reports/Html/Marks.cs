using TikTokBan.Directives;

namespace TikTokBan.Reports.Html;

/// <summary>A shape of its own for every verdict and state, so that a reader without colours, or with a black-and-white print, tells them apart at a glance.</summary>
internal static class Marks
{
    // On a field of 16 by 16. Filled shapes demand something; open shapes do not.
    private static readonly Dictionary<Verdict, (string Path, bool Filled)> Verdicts = new()
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

    private static readonly Dictionary<string, (string Path, bool Filled)> States = new()
    {
        ["good"] = ("M2 8.5l4 4 8-9", false),
        ["bad"] = ("M3 3l10 10M13 3L3 13", false),
        ["late"] = ("M8 1l7 14H1z", true),
        ["half"] = ("M8 2a6 6 0 1 0 .01 0zM8 4a4 4 0 0 1 0 8z", true),
        ["none"] = ("M8 2a6 6 0 1 0 .01 0z", false),
        ["new"] = ("M8 2v12M2 8h12", false),
        ["back"] = ("M13 4v4a4 4 0 0 1-4 4H3M6 9l-3 3 3 3", false),
        ["open"] = ("M3 5h10M3 11h10", false),
        ["over"] = ("M2 8h12", false),
    };

    public static void Define(HtmlWriter html)
    {
        html.Open("svg", ("class", "defs"), ("width", "0"), ("height", "0"), ("aria-hidden", "true"), ("focusable", "false"));
        html.Open("defs");
        Patterns.Define(html);
        foreach (var (verdict, shape) in Verdicts.OrderByDescending(shape => shape.Key))
            Symbol(verdict.ToString(), shape);
        foreach (var (state, shape) in States)
            Symbol(state, shape);
        html.Close().Close();

        void Symbol(string id, (string Path, bool Filled) shape)
        {
            html.Open("symbol", ("id", "mark-" + id), ("viewBox", "0 0 16 16"));
            html.Open("path", ("d", shape.Path), ("class", shape.Filled ? "filled" : "outline")).Close();
            html.Close();
        }
    }

    /// <summary>Shape and word of a verdict.</summary>
    public static void ShapeAndWord(Sheet sheet, Verdict verdict)
    {
        sheet.Html.Open("span", ("class", "verdict " + Class(verdict)));
        Shape(sheet.Html, verdict.ToString());
        sheet.Html.Text(sheet.Text["verdict." + verdict]).Close();
    }

    /// <summary>Shape and word of a state: <c>good</c>, <c>bad</c>, <c>late</c>, <c>half</c>, <c>none</c>, <c>new</c>, <c>back</c>, <c>open</c> or <c>over</c>.</summary>
    public static void State(Sheet sheet, string state, string word)
    {
        sheet.Html.Open("span", ("class", "verdict s-" + state));
        Shape(sheet.Html, state);
        sheet.Html.Text(word).Close();
    }

    public static string Class(Verdict verdict) => "v-" + verdict;

    private static void Shape(HtmlWriter html, string mark)
    {
        html.Open("svg", ("class", "mark"), ("width", "14"), ("height", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        html.Open("use", ("href", "#mark-" + mark)).Close();
        html.Close();
    }
}
