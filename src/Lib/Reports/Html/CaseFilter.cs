using System.Globalization;
using TikTokBan.Exposures;

namespace TikTokBan.Reports.Html;

/// <summary>
/// What the list of cases can be narrowed down by. It lies in a template: where no script runs nobody sees it,
/// and the whole list stands there.
/// </summary>
internal sealed class CaseFilter
{
    private static readonly string[] Kept = ["new", "reappeared", "open"];

    private readonly Sheet _sheet;
    private readonly List<(string Column, Func<Exposure, string> Key, IReadOnlyList<(string Key, string Title)> Options)> _choices;
    private readonly List<Dictionary<string, int>> _places;

    public CaseFilter(Sheet sheet)
    {
        _sheet = sheet;
        var cases = sheet.Model.Cases;
        _choices =
        [
            ("verdict", one => one.Verdict.ToString(), [.. cases.Select(one => one.Verdict).Distinct().OrderDescending().Select(verdict => (verdict.ToString(), sheet.Text["verdict." + verdict]))]),
            Of("application", one => one.Application),
            Of("organisation", one => one.Organisation ?? ""),
            Of("platform", one => one.Device?.Platform ?? ""),
        ];
        if (sheet.Model.Changes is not null)
            _choices.Add(("change", one => ChangeOf(one)!, [.. Kept.Select(change => (change, sheet.Text["change." + change]))]));
        _places = [.. _choices.Select(choice => choice.Options.Select((option, place) => (option.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place, StringComparer.Ordinal))];
    }

    /// <summary>Places of a case's values in the lists of choices: the script compares numbers, never a value that a source wrote.</summary>
    public string KeyOf(Exposure one) =>
        string.Join(' ', _choices.Select((choice, index) => _places[index][choice.Key(one)].ToString(CultureInfo.InvariantCulture)));

    /// <summary><c>new</c>, <c>reappeared</c> or <c>open</c>; null where there is no earlier scan.</summary>
    public string? ChangeOf(Exposure one) => _sheet.Model.Changes switch
    {
        null => null,
        { } changes when changes.NewCases.Contains(one.Id) => "new",
        { } changes when changes.ReappearedCases.Contains(one.Id) => "reappeared",
        _ => "open",
    };

    public void Write()
    {
        var (html, text) = (_sheet.Html, _sheet.Text);
        html.Open("template", ("class", "filter"));
        html.Open("div", ("class", "filter"), ("role", "search"), ("aria-label", text["cases.filter"]));
        foreach (var (column, _, options) in _choices)
        {
            html.Open("label").Element("span", text["column." + column]).Text(" ").Open("select");
            html.Element("option", text["cases.filter.all"], ("value", ""));
            for (var place = 0; place < options.Count; place++)
                html.Element("option", Privacy.Displayable.Short(options[place].Title, 60), ("value", place.ToString(CultureInfo.InvariantCulture)));
            html.Close().Close();
        }

        html.Open("label").Element("span", text["cases.filter.text"]).Text(" ").Open("input", ("type", "search"), ("autocomplete", "off"), ("spellcheck", "false"));
        html.Close();
        html.Element("button", text["cases.filter.reset"], ("type", "button"));
        html.Element("button", text["cases.filter.more"], ("type", "button"));
        html.Open("p", ("role", "status"), ("data-shown", text["cases.shown"]), ("data-cut", text["cases.cut"]), ("data-none", text["cases.fit"]), ("data-group", text["number.group"])).Close();
        html.Close().Close();
    }

    private (string, Func<Exposure, string>, IReadOnlyList<(string, string)>) Of(string dimension, Func<Exposure, string> key) =>
    (
        dimension,
        key,
        [.. _sheet.Model.Cases.Select(key).Distinct(StringComparer.Ordinal).Select(value => (value, _sheet.TitleOf(dimension, value))).OrderBy(pair => pair.Item2, StringComparer.OrdinalIgnoreCase).ThenBy(pair => pair.value, StringComparer.Ordinal)]
    );
}
