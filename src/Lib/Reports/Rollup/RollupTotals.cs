using TikTokBan.Reports.Html;

namespace TikTokBan.Reports.Rollup;

/// <summary>The totals of each directive.</summary>
internal static class RollupTotals
{
    public static void Write(HtmlWriter html, NationalReport national, RollupText text)
    {
        html.Open("section", ("id", "totals")).Element("h2", text["totals"]);
        html.Element("p", text["totals.lead"]);
        if (national.Directives.Count == 0)
            html.Element("p", text["totals.none"]);
        for (var index = 0; index < national.Directives.Count; index++)
            Directive(html, national.Directives[index], $"d{index}", text);
        html.Close();
    }

    private static void Directive(HtmlWriter html, DirectiveTotal total, string id, RollupText text)
    {
        html.Open("h3").Value(total.Title ?? total.Id).Close();
        html.Open("p").Text(text.Format(total.From == total.To ? "totals.day" : "totals.span", text.Authorities(total.Authorities), text.Report.Day(total.From), text.Report.Day(total.To)));
        if (total.Versions.Count > 1)
            html.Text(" ").Text(text.Format("totals.versions", text.Report.Number(total.Versions.Count)));
        html.Close();
        Table($"{id}-headline", text["totals.headline.caption"], text["column.what"], total.Headline.Select(one => (text.Report["headline." + one.Name], one.Total)));
        Table($"{id}-verdicts", text.Report["verdicts.caption"], text.Report["column.verdict"], total.Verdicts.Select(one => (text.Report["verdict." + one.Verdict], one.Cases)));
        foreach (var (dimension, rows) in total.Breakdowns)
        {
            if (rows.Count > 0)
                Table($"{id}-{dimension}", text[$"totals.{dimension}.caption"], text.Report["column." + dimension], rows.Select(row => (row.Key.Length == 0 ? text.Report["unknown"] : row.Title, row.Cases)));
        }

        void Table(string caption, string title, string first, IEnumerable<(string Name, Interval Number)> rows)
        {
            var table = new TableWriter(html, text.Report);
            table.Open(caption, title, [(first, null), (text["column.total"], TableWriter.Number)]);
            foreach (var (name, number) in rows)
            {
                html.Open("tr");
                table.RowHeader(name);
                html.Element("td", text.Shown(number), ("class", TableWriter.Number), ("title", text.InWords(number)));
                html.Close();
            }

            table.Close();
        }
    }
}
