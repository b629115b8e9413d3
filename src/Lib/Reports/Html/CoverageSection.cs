using System.Globalization;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>What was read, how well, and whom it cannot see. A nought anywhere else in the report means no more than this.</summary>
internal static class CoverageSection
{
    public static void Write(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "coverage")).Element("h2", text["coverage"]);
        html.Element("p", text["coverage.lead"]);
        Read(html, [.. model.Coverage.Where(row => row.Source.State != "absent")], text);
        Absent(html, [.. model.Coverage.Where(row => row.Source.State == "absent")], text);
        Unseen(html, model, text);
        html.Close();
    }

    private static void Read(HtmlWriter html, IReadOnlyList<CoverageRow> rows, ReportText text)
    {
        html.Element("h3", text["coverage.read"]);
        if (rows.Count == 0)
        {
            html.Element("p", text["coverage.read.none"]);
            return;
        }

        var table = new TableWriter(html, text);
        table.Open(
            "coverage-caption",
            text["coverage.caption"],
            [
                (text["column.source"], null), (text["column.state"], null), (text["column.read"], TableWriter.Number), (text["column.rejected"], TableWriter.Number),
                (text["column.observations"], TableWriter.Number), (text["column.period"], null), (text["column.blind"], null),
            ],
            "coverage");
        foreach (var row in rows)
        {
            html.Open("tr");
            html.Open("th", ("scope", "row")).Value(row.Source.Title).Open("span", ("class", "location")).Value(row.Location).Close().Close();
            html.Open("td").Element("span", text["state." + row.Source.State], ("class", "state s-" + row.Source.State));
            if (row.Problem is not null)
                html.Open("span", ("class", "problem"), ("lang", "en")).Value(row.Problem).Close();
            html.Close();
            table.Count(row.Source.RowsRead);
            table.Count(row.Source.RowsRejected);
            table.Count(row.Observations);
            html.Open("td", ("class", "period"));
            Period(html, row.Source.From, row.Source.To, text);
            html.Close();
            html.Open("td", ("class", "prose"));
            Blind(html, row, text);
            html.Close().Close();
        }

        table.Close();
    }

    private static void Period(HtmlWriter html, DateTimeOffset? from, DateTimeOffset? to, ReportText text)
    {
        if (from is null && to is null)
            html.Element("span", text["period.none"], ("class", "nought"));
        if (from is { } first)
            Day(html, first);
        if (to is { } last)
        {
            html.Text(" – ");
            Day(html, last);
        }
    }

    private static void Day(HtmlWriter html, DateTimeOffset time)
    {
        var day = time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        html.Element("time", day, ("datetime", day));
    }

    private static void Blind(HtmlWriter html, CoverageRow row, ReportText text)
    {
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

    private static void Absent(HtmlWriter html, IReadOnlyList<CoverageRow> rows, ReportText text)
    {
        if (rows.Count == 0)
            return;
        html.Element("h3", text["coverage.absent"]);
        html.Element("p", text["coverage.absent.lead"]);
        html.Open("ul", ("class", "absent"));
        foreach (var row in rows)
            html.Open("li").Value(row.Source.Title).Close();
        html.Close();
    }

    private static void Unseen(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Element("h3", text["unseen"]);
        if (model.Headline.DevicesUnseen.IsZero)
        {
            html.Element("p", text["unseen.none"]);
            return;
        }

        html.Element("p", text.Count("unseen.lead", model.Headline.DevicesUnseen));
        if (model.Unseen.Count == 0)
            return;
        var table = new TableWriter(html, text);
        table.Open("unseen-caption", text["unseen.caption"], [(text["column.reason"], null), (text["column.devices"], TableWriter.Number)]);
        foreach (var (reason, devices) in model.Unseen)
        {
            html.Open("tr");
            table.RowHeader(text.Find("unseen." + reason) ?? text.Find("blind." + reason) ?? reason);
            table.Count(devices);
            html.Close();
        }

        table.Close();
    }
}
