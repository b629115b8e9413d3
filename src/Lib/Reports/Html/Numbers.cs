using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>The cases by verdict, and by application, organisation, source and platform.</summary>
internal static class Numbers
{
    private const int BarWidth = 240;

    public static void Verdicts(HtmlWriter html, ReportModel model, ReportText text)
    {
        var table = new TableWriter(html, text);
        html.Open("section", ("id", "verdicts")).Element("h2", text["verdicts"]);
        html.Element("p", text["verdicts.lead"]);
        table.Open("verdicts-caption", text["verdicts.caption"], [(text["column.verdict"], null), (text["column.cases"], TableWriter.Number), (text["column.share"], "chart"), (text["column.meaning"], null)], "verdicts");
        var most = Most(model.Verdicts.Select(row => row.Cases));
        foreach (var (verdict, cases) in model.Verdicts)
        {
            html.Open("tr");
            html.Open("th", ("scope", "row"));
            Marks.ShapeAndWord(html, verdict, text);
            html.Close();
            table.Count(cases);
            html.Open("td", ("class", "chart"));
            Bar(html, [(verdict, cases)], most);
            html.Close();
            html.Element("td", text[$"verdict.{verdict}.meaning"], ("class", "prose"));
            html.Close();
        }

        table.Close();
        Note(html, model, text);
        html.Close();
    }

    public static void Breakdowns(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "breakdowns")).Element("h2", text["breakdowns"]);
        html.Element("p", text["breakdowns.lead"]);
        foreach (var breakdown in model.Tables)
        {
            html.Element("h3", text["by." + breakdown.Dimension]);
            if (breakdown.Rows.Count == 0)
            {
                html.Element("p", text["breakdowns.none"]);
                continue;
            }

            Breakdown(html, breakdown, text);
            if (breakdown.Dimension == "source")
                html.Element("p", text["by.source.note"], ("class", "note"));
        }

        Note(html, model, text);
        html.Close();
    }

    /// <summary>Says what under five, a rounded number and a dash mean, under tables that have them.</summary>
    private static void Note(HtmlWriter html, ReportModel model, ReportText text)
    {
        if (!model.ListsCases)
            html.Element("p", text["suppression.note"], ("class", "note"));
    }

    private static void Breakdown(HtmlWriter html, Table breakdown, ReportText text)
    {
        var table = new TableWriter(html, text);
        table.Open(
            $"by-{breakdown.Dimension}-caption",
            text[$"by.{breakdown.Dimension}.caption"],
            [(text["column." + breakdown.Dimension], null), (text["column.cases"], TableWriter.Number), (text["column.share"], "chart"), .. breakdown.Columns.Select(verdict => (text["verdict." + verdict], (string?)TableWriter.Number))],
            "breakdown");
        var most = Most(breakdown.Rows.Select(row => row.Total));
        foreach (var row in breakdown.Rows)
        {
            html.Open("tr");
            table.RowHeader(row.Key.Length == 0 ? text["unknown"] : row.Title);
            table.Count(row.Total);
            html.Open("td", ("class", "chart"));
            Bar(html, row.Cells.All(cell => cell.HasValue) ? [.. breakdown.Columns.Zip(row.Cells)] : [(null, row.Total)], most);
            html.Close();
            foreach (var cell in row.Cells)
                table.Count(cell);
            html.Close();
        }

        table.Close();
    }

    private static long Most(IEnumerable<Figure> figures) => figures.Where(figure => figure.HasValue).Select(figure => figure.Value).DefaultIfEmpty(0).Max();

    // The numbers stand beside it, so to a screen reader the bar is nothing. What may not be told has no length.
    private static void Bar(HtmlWriter html, IReadOnlyList<(Verdict? Verdict, Figure Cases)> parts, long most)
    {
        if (most == 0 || !parts.Any(part => part.Cases is { HasValue: true, Value: > 0 }))
            return;
        html.Open("svg", ("class", "bar"), ("viewBox", $"0 0 {BarWidth} 12"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"), ("focusable", "false"));
        var left = 0L;
        foreach (var (verdict, cases) in parts.Where(part => part.Cases is { HasValue: true, Value: > 0 }))
        {
            // Rounded parts can come to a little more than the whole.
            var (from, to) = (Math.Min(BarWidth, left * BarWidth / most), Math.Min(BarWidth, (left + cases.Value) * BarWidth / most));
            html.Open(
                "rect",
                ("x", from.ToString(CultureInfo.InvariantCulture)), ("y", "0"),
                ("width", Math.Max(1, to - from).ToString(CultureInfo.InvariantCulture)), ("height", "12"),
                ("class", verdict is { } one ? "fill " + Marks.Class(one) : "fill")).Close();
            left += cases.Value;
        }

        html.Close();
    }

    private static void Bar(HtmlWriter html, IReadOnlyList<(Verdict Verdict, Figure Cases)> parts, long most) =>
        Bar(html, [.. parts.Select(part => ((Verdict?)part.Verdict, part.Cases))], most);
}
