using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>The same cases by application, organisation, payer, source and platform.</summary>
internal static class Breakdowns
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("breakdowns");
        html.Element("p", text["breakdowns.lead"]);
        Legend(sheet);
        foreach (var breakdown in model.Tables.OrderBy(table => Rank(table.Dimension)))
        {
            html.Element("h3", text["by." + breakdown.Dimension], ("id", sheet.Id("by-" + breakdown.Dimension)));
            if (breakdown.Rows.Count == 0)
            {
                html.Element("p", text["breakdowns.none"]);
                continue;
            }

            if (breakdown.Dimension == "payer")
                html.Element("p", text["by.payer.note"]);
            Breakdown(sheet, breakdown);
            if (breakdown.Dimension == "source")
                html.Element("p", text["by.source.note"], ("class", "note"));
        }

        Verdicts.Note(sheet);
        html.Close();
    }

    // Who pays decides whom the ban reaches, so it stands before what only describes.
    private static int Rank(string dimension) => Array.IndexOf(["application", "organisation", "payer", "source", "platform"], dimension);

    private static void Breakdown(Sheet sheet, Table breakdown)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        var table = new TableWriter(sheet);
        table.Open(
            $"by-{breakdown.Dimension}-caption",
            text[$"by.{breakdown.Dimension}.caption"],
            [
                table.Column(breakdown.Dimension), table.Column("cases", TableWriter.Number), table.Column("picture", TableWriter.Picture),
                .. breakdown.Columns.Select(verdict => (text["verdict." + verdict], (string?)TableWriter.Number)),
            ],
            "breakdown",
            "breakdowns." + breakdown.Dimension);
        var most = Bars.Most(breakdown.Rows.Select(row => row.Total));
        foreach (var row in breakdown.Rows)
        {
            html.Open("tr");
            table.RowHeader(Title(sheet, breakdown.Dimension, row));
            table.Count(row.Total);
            Bars.Cell(html, row.Cells.All(cell => cell.HasValue) ? [.. breakdown.Columns.Zip(row.Cells, (verdict, cell) => new Bars.Part(Marks.Class(verdict), cell))] : [new("whole", row.Total)], most);
            foreach (var cell in row.Cells)
                table.Count(cell);
            html.Close();
        }

        table.Close();
    }

    private static void Legend(Sheet sheet)
    {
        var verdicts = sheet.Model.Tables.SelectMany(table => table.Columns).Distinct().OrderDescending().ToList();
        if (verdicts.Count == 0)
            return;
        sheet.Html.Open("ul", ("class", "legend"));
        foreach (var verdict in verdicts)
        {
            sheet.Html.Open("li");
            DevicePicture.Key(sheet.Html, Marks.Class(verdict));
            sheet.Html.Text(sheet.Text["verdict." + verdict]).Close();
        }

        sheet.Html.Close();
    }

    private static string Title(Sheet sheet, string dimension, TableRow row) =>
        dimension == "payer" && sheet.Text.Find("payer." + row.Key) is { } payer ? payer
        : row.Key.Length == 0 ? sheet.Text["unknown"] : row.Title;
}
