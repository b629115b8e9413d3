namespace TikTokBan.Reports.Html;

/// <summary>How the number of cases developed from scan to scan, and how it stood on the days of evaluation.</summary>
internal static class Trend
{
    public static void Write(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("trend");
        html.Element("p", text["trend.lead"]);
        if (sheet.Model.Trend.Count > 1)
            TrendChart.Write(sheet);
        Points(sheet);
        if (sheet.Model.Reviews.Count > 0)
            Reviews(sheet);
        Verdicts.Note(sheet);
        html.Close();
    }

    private static void Points(Sheet sheet)
    {
        var html = sheet.Html;
        var table = new TableWriter(sheet);
        table.Open(
            "trend-caption",
            sheet.Text["trend.caption"],
            [table.Column("as-of"), table.Column("devices", TableWriter.Number), table.Column("cases", TableWriter.Number), table.Column("violating", TableWriter.Number), table.Column("scan")],
            "trend",
            "trend");
        foreach (var point in sheet.Model.Trend)
        {
            html.Open("tr", ("class", point.IsThis ? "this" : null)).Open("th", ("scope", "row"));
            sheet.ShortDay(point.AsOf);
            if (point.IsThis)
                html.Text(" ").Element("span", sheet.Text["trend.this"], ("class", "below"));
            html.Close();
            table.Count(point.Devices);
            table.Count(point.Exposures);
            table.Count(point.Violations);
            html.Open("td").Open("code").Value(point.Scan).Close().Close();
            html.Close();
        }

        table.Close();
    }

    private static void Reviews(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["reviews"]);
        var table = new TableWriter(sheet);
        table.Open(
            "reviews-caption",
            text["reviews.caption"],
            [("№", null), table.Column("review"), table.Column("came-of-it"), table.Column("as-of"), table.Column("cases", TableWriter.Number), table.Column("violating", TableWriter.Number)],
            "reviews",
            "trend");
        var number = 0L;
        foreach (var review in sheet.Model.Reviews)
        {
            html.Open("tr").Element("th", text.Number(++number), ("scope", "row"));
            table.Cell(review.Due);
            html.Open("td", ("class", "prose")).Value(review.Instrument ?? "—").Close();
            if (review.At is { } at)
            {
                table.Cell(at.AsOf);
                table.Count(at.Exposures);
                table.Count(at.Violations);
            }
            else
            {
                html.Element("td", text["reviews.none"], ("class", "nought"));
                html.Element("td", "—", ("class", "number nought")).Element("td", "—", ("class", "number nought"));
            }

            html.Close();
        }

        table.Close();
    }
}
