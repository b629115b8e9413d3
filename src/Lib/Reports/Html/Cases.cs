using System.Globalization;
using TikTokBan.Exposures;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>The list of cases, for those who act on them. Written row by row: there may be a hundred thousand.</summary>
internal static class Cases
{
    public static void Write(HtmlWriter html, ReportModel model, ReportText text, CancellationToken cancellationToken)
    {
        if (!model.IsNamed)
            return;
        html.Open("section", ("id", "cases"), ("class", "wide")).Element("h2", text["cases"]);
        html.Element("p", text["cases.lead"]);
        if (model.Cases.Count == 0)
        {
            html.Element("p", text["cases.none"]).Close();
            return;
        }

        var table = new TableWriter(html, text);
        string[] columns = ["verdict", "deadline", "application", "device", "person", "organisation", "platform", "last-seen", "confidence", "source", "reasons"];
        table.Open("cases-caption", text["cases.caption"], [.. columns.Select(column => (text["column." + column], (string?)("c-" + column)))], "cases");
        var titles = new Titles(model, text);
        foreach (var exposure in model.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Row(html, exposure, titles, text);
        }

        table.Close();
        html.Close();
    }

    private static void Row(HtmlWriter html, Exposure one, Titles titles, ReportText text)
    {
        html.Open("tr");
        html.Open("th", ("scope", "row"));
        Marks.ShapeAndWord(html, one.Verdict, text);
        html.Close();
        html.Open("td").Text(one.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "").Close();
        Cell(titles.Of("application", one.Application));
        Cell(one.Device is { } device ? device.Name ?? device.Address ?? device.Id : null);
        Cell(one.Person is { } person ? person.DisplayName ?? person.UserPrincipalName ?? person.Id : null, one.Person is { DisplayName: not null } ? one.Person.UserPrincipalName : null);
        Cell(titles.Of("organisation", one.Organisation ?? ""));
        Cell(titles.Of("platform", one.Device?.Platform ?? ""));
        html.Open("td").Text(one.LastSeen?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "").Close();
        html.Open("td").Text(text["confidence." + one.Confidence]).Close();
        Cell(string.Join(", ", one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal).Select(source => titles.Of("source", source))));
        html.Open("td", ("class", "reasons"));
        foreach (var reason in one.Reasons)
            html.Open("span").Value(reason).Close().Text(" ");
        if (one.Missing.Count > 0)
            html.Open("span", ("class", "lacks")).Text(text["cases.missing"]).Text(" ").Value(string.Join(", ", one.Missing)).Close();
        html.Close().Close();

        void Cell(string? value, string? below = null)
        {
            html.Open("td").Value(value);
            if (below is not null)
                html.Open("span", ("class", "below")).Value(below).Close();
            html.Close();
        }
    }

    private sealed class Titles(ReportModel model, ReportText text)
    {
        private readonly Dictionary<(string, string), string> _titles = model.Tables
            .SelectMany(table => table.Rows.Select(row => ((table.Dimension, row.Key), row.Title)))
            .ToDictionary(pair => pair.Item1, pair => pair.Title);

        public string Of(string dimension, string key) =>
            key.Length == 0 ? text["unknown"] : _titles.GetValueOrDefault((dimension, key), key);
    }
}
