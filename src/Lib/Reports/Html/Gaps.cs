namespace TikTokBan.Reports.Html;

/// <summary>What is left open: facts that are missing, and facts that were assumed.</summary>
internal static class Gaps
{
    public static void Missing(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("missing");
        if (model.Missing.Count == 0)
        {
            html.Element("p", text["missing.none"]).Close();
            return;
        }

        html.Element("p", text["missing.lead"]);
        var table = new TableWriter(sheet);
        table.Open("missing-caption", text["missing.caption"], [table.Column("facts"), table.Column("decides", TableWriter.Number), table.Column("picture", TableWriter.Picture)], "missing", "missing");
        var most = Bars.Most(model.Missing.Select(row => row.Cases));
        foreach (var (fields, cases) in model.Missing)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            html.Open("ul", ("class", "plain"));
            foreach (var field in fields)
                Field(sheet, field);
            if (fields.Count == 0)
                html.Element("li", text["missing.contradiction"]);
            html.Close().Close();
            table.Count(cases);
            Bars.Cell(html, [new("v-Review", cases)], most);
            html.Close();
        }

        table.Close();
        html.Close();
    }

    public static void Assumptions(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("assumptions");
        if (model.Assumptions.Count == 0)
        {
            html.Element("p", text["assumptions.none"]).Close();
            return;
        }

        html.Element("p", text["assumptions.lead"]);
        var table = new TableWriter(sheet);
        table.Open("assumptions-caption", text["assumptions.caption"], [table.Column("assumption"), table.Column("used", TableWriter.Number)], null, "assumptions");
        foreach (var (assumption, used) in model.Assumptions)
        {
            html.Open("tr");
            table.RowHeader(assumption.Text);
            table.Count(used);
            html.Close();
        }

        table.Close();
        html.Close();
    }

    private static void Field(Sheet sheet, string field)
    {
        sheet.Html.Open("li");
        if (sheet.Text.Find("field." + field) is { } words)
            sheet.Html.Text(words).Text(" ");
        sheet.Html.Open("code").Value(field).Close().Close();
    }
}
