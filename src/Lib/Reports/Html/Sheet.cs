using System.Globalization;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>One language's part of the page: where to write, what to say, and ids that no other part has.</summary>
internal sealed class Sheet(HtmlWriter html, ReportModel model, ReportText text, string prefix)
{
    private readonly IReadOnlyDictionary<(string Dimension, string Key), string> _titles = model.Titles;

    private Dictionary<string, int> _numbers = [];

    public HtmlWriter Html { get; } = html;

    public ReportModel Model { get; } = model;

    public ReportText Text { get; } = text;

    public string Id(string id) => prefix + id;

    public string Anchor(string id) => "#" + prefix + id;

    /// <summary>The number of each section, in the order in which they follow.</summary>
    public void Number(IReadOnlyList<string> sections) => _numbers = sections.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1);

    public string NumberOf(string section) => _numbers[section].ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens a section with its number and heading; the text of its id is the heading.</summary>
    public void Section(string id, string? style = null)
    {
        Html.Open("section", ("id", Id(id)), ("class", style), ("aria-labelledby", Id(id + "-title")));
        Html.Open("h2", ("id", Id(id + "-title")));
        Html.Element("span", NumberOf(id), ("class", "no")).Text(" ").Text(Text[id]).Close();
    }

    /// <summary>A day in words, which programs can read too.</summary>
    public void Day(DateOnly day) => Html.Element("time", Text.Day(day), ("datetime", Iso(day)));

    public void ShortDay(DateOnly day) => Html.Element("time", Text.ShortDay(day), ("datetime", Iso(day)));

    public void Moment(DateTimeOffset time) =>
        Html.Element("time", Text.Time(time), ("datetime", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    /// <summary>A period in short days; what is not stated is left open.</summary>
    public void Period(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is null && to is null)
        {
            Html.Element("span", Text["period.none"], ("class", "nought"));
            return;
        }

        if (from is { } first)
            ShortDay(DateOnly.FromDateTime(first.UtcDateTime));
        Html.Text(" – ");
        if (to is { } last)
            ShortDay(DateOnly.FromDateTime(last.UtcDateTime));
    }

    /// <summary>What people call an application, organisation, source or platform.</summary>
    public string TitleOf(string dimension, string key)
    {
        if (key.Length == 0)
            return Text["unknown"];
        return _titles.GetValueOrDefault((dimension, key), key);
    }

    /// <summary>References of the evidence of a number, or of all numbers that its name is the beginning of.</summary>
    public IReadOnlyList<string> EvidenceOf(string figure)
    {
        if (Model.EvidenceOf(figure) is { Count: > 0 } own)
            return own;
        return [.. Model.Provenance.Where(one => one.Figure.StartsWith(figure + ".", StringComparison.Ordinal)).SelectMany(one => one.Evidence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
