using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>What was read, how well, and whom it cannot see. A nought anywhere else in the report means no more than this.</summary>
internal static class CoverageSection
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("coverage");
        html.Element("p", text["coverage.lead"]);
        html.Element("h3", text["coverage.read"]);
        var read = model.Coverage.Where(row => row.Source.State != "absent").ToList();
        if (read.Count == 0)
            html.Element("p", text["coverage.read.none"]);
        else
            Read(sheet, read);
        Absent(sheet, [.. model.Coverage.Where(row => row.Source.State == "absent")]);
        html.Close();
    }

    private static void Read(Sheet sheet, IReadOnlyList<CoverageRow> rows)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        var table = new TableWriter(sheet);
        table.Open(
            "coverage-caption",
            text["coverage.caption"],
            [
                table.Column("source"), table.Column("state"), table.Column("read", TableWriter.Number), table.Column("rejected", TableWriter.Number),
                table.Column("observations", TableWriter.Number), table.Column("period"), table.Column("blind"),
            ],
            "coverage",
            "coverage");
        foreach (var row in rows)
        {
            html.Open("tr");
            html.Open("th", ("scope", "row")).Value(row.Source.Title).Text(" ").Open("span", ("class", "location")).Value(row.Location).Close().Close();
            html.Open("td");
            Marks.State(sheet, row.Source.State switch { "read" => "good", "partial" => "half", "failed" => "bad", _ => "none" }, text["state." + row.Source.State]);
            if (row.Problem is not null)
                html.Text(" ").Open("span", ("class", "problem"), ("lang", text.Language == "en" ? null : "en")).Value(row.Problem).Close();
            html.Close();
            table.Count(row.Source.RowsRead);
            table.Count(row.Source.RowsRejected);
            table.Count(row.Observations);
            html.Open("td", ("class", "period"));
            sheet.Period(row.Source.From, row.Source.To);
            html.Close();
            html.Open("td", ("class", "prose"));
            Blind(sheet, row);
            html.Close().Close();
        }

        table.Close();
    }

    private static void Blind(Sheet sheet, CoverageRow row)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        if (row.Source.BlindTo.Count == 0)
        {
            html.Element("span", text["blind.none"], ("class", "nought"));
            return;
        }

        html.Open("ul");
        foreach (var spot in row.Source.BlindTo)
        {
            var translated = text.Find("blind." + spot.Id);
            html.Open("li", ("lang", translated is null && text.Language != "en" ? "en" : null)).Text(translated ?? spot.Text).Close();
        }

        html.Close();
    }

    private static void Absent(Sheet sheet, IReadOnlyList<CoverageRow> rows)
    {
        if (rows.Count == 0)
            return;
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["coverage.absent"]);
        html.Element("p", text["coverage.absent.lead"]);
        html.Open("ul", ("class", "absent"));
        foreach (var row in rows)
            html.Open("li").Value(row.Source.Title).Close();
        html.Close();
    }
}
