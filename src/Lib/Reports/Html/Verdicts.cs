namespace TikTokBan.Reports.Html;

/// <summary>The cases by verdict, and by deadline.</summary>
internal static class Verdicts
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("verdicts");
        html.Element("p", text["verdicts.lead"]);
        var table = new TableWriter(sheet);
        table.Open(
            "verdicts-caption",
            text["verdicts.caption"],
            [table.Column("verdict"), table.Column("cases", TableWriter.Number), table.Column("picture", TableWriter.Picture), table.Column("meaning")],
            "verdicts",
            "verdicts");
        var most = Bars.Most(model.Verdicts.Select(row => row.Cases));
        foreach (var (verdict, cases) in model.Verdicts)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            Marks.ShapeAndWord(sheet, verdict);
            html.Close();
            table.Count(cases);
            Bars.Cell(html, [new(Marks.Class(verdict), cases)], most);
            html.Element("td", text[$"verdict.{verdict}.meaning"], ("class", "prose"));
            html.Close();
        }

        table.Close();
        Note(sheet);
        if (model.Deadlines.Count > 0)
            Deadlines(sheet);
        html.Close();
    }

    /// <summary>Says what under five, a rounded number and a dash mean, under tables that have them.</summary>
    public static void Note(Sheet sheet)
    {
        if (!sheet.Model.ListsCases)
            sheet.Html.Element("p", sheet.Text["suppression.note"], ("class", "note"));
    }

    private static void Deadlines(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["deadlines"]);
        var table = new TableWriter(sheet);
        table.Open(
            "deadlines-caption",
            text["deadlines.caption"],
            [table.Column("deadline"), table.Column("state"), table.Column("cases", TableWriter.Number), table.Column("picture", TableWriter.Picture), table.Column("devices", TableWriter.Number)],
            "deadlines",
            "deadlines");
        var most = Bars.Most(sheet.Model.Deadlines.Select(row => row.Cases));
        foreach (var row in sheet.Model.Deadlines)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            sheet.Day(row.Day);
            html.Close().Open("td");
            Marks.State(sheet, row.IsOver ? "late" : "none", text[row.IsOver ? "deadline.over" : "deadline.open"]);
            html.Close();
            table.Count(row.Cases);
            Bars.Cell(html, [new(row.IsOver ? "v-Violation" : "v-RemoveBy", row.Cases)], most);
            table.Count(row.Devices);
            html.Close();
        }

        table.Close();
    }
}
