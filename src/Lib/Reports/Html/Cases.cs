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
        if (!model.ListsCases)
            return;
        html.Open("section", ("id", "cases"), ("class", "wide")).Element("h2", text["cases"]);
        html.Element("p", text["cases.lead"]);
        if (model.Cases.Count == 0)
        {
            html.Element("p", text["cases.none"]).Close();
            return;
        }

        var table = new TableWriter(html, text);
        var common = Common(model.Cases);
        if (common.Count > 0)
            html.Open("p").Text(text["cases.common"]).Text(" ").Value(string.Join(' ', common)).Close();
        string[] columns = ["verdict", "application", "device", "person", "source", "reasons"];
        table.Open("cases-caption", text["cases.caption"], [.. columns.Select(column => (text["column." + column], (string?)("c-" + column)))], "cases");
        var titles = new Titles(model, text);
        foreach (var exposure in model.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Row(html, exposure, common, titles, text);
        }

        table.Close();
        html.Close();
    }

    // What is said of every case would only bury what tells one from another.
    private static HashSet<string> Common(IReadOnlyList<Exposure> cases)
    {
        var common = cases[0].Reasons.ToHashSet(StringComparer.Ordinal);
        foreach (var one in cases)
            common.IntersectWith(one.Reasons);
        return cases.Count > 1 ? common : [];
    }

    private static void Row(HtmlWriter html, Exposure one, HashSet<string> common, Titles titles, ReportText text)
    {
        html.Open("tr");
        html.Open("th", ("scope", "row"));
        Marks.ShapeAndWord(html, one.Verdict, text);
        if (one.Deadline is { } deadline)
            Below($"{text["column.deadline"]} {Day(deadline)}");
        html.Close();
        Cell(titles.Of("application", one.Application), text["confidence." + one.Confidence]);
        Cell(
            one.Device is { } device ? device.Name ?? device.Address ?? device.Id : null,
            one.Device?.Platform is { } platform ? titles.Of("platform", platform) : null);
        Cell(
            one.Person is { } person ? person.DisplayName ?? person.UserPrincipalName ?? person.Id : null,
            one.Person is { DisplayName: not null } ? one.Person.UserPrincipalName : null,
            one.Organisation is { } organisation ? titles.Of("organisation", organisation) : null);
        Cell(
            string.Join(", ", one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal).Select(source => titles.Of("source", source))),
            one.LastSeen is { } last ? $"{text["column.last-seen"]} {Day(DateOnly.FromDateTime(last.UtcDateTime))}" : null);
        html.Open("td", ("class", "reasons"));
        foreach (var reason in one.Reasons.Where(reason => !common.Contains(reason)))
            html.Open("span").Value(reason).Close().Text(" ");
        if (one.Missing.Count > 0)
            html.Open("span", ("class", "lacks")).Text(text["cases.missing"]).Text(" ").Value(string.Join(", ", one.Missing)).Close();
        html.Close().Close();

        void Cell(string? value, params string?[] below)
        {
            html.Open("td").Value(value ?? "—");
            foreach (var line in below.OfType<string>())
                Below(line);
            html.Close();
        }

        void Below(string line) => html.Text(" ").Open("span", ("class", "below")).Value(line).Close();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Titles(ReportModel model, ReportText text)
    {
        private readonly Dictionary<(string, string), string> _titles = model.Tables
            .SelectMany(table => table.Rows.Select(row => ((table.Dimension, row.Key), row.Title)))
            .ToDictionary(pair => pair.Item1, pair => pair.Title);

        public string Of(string dimension, string key) =>
            key.Length == 0 ? text["unknown"] : _titles.GetValueOrDefault((dimension, key), key);
    }
}
