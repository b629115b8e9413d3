using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Reports.Html;

/// <summary>One case in the list: what the rule says, of what, where, seen by what, and why.</summary>
internal sealed class CaseRow(Sheet sheet, IReadOnlySet<string> common, CaseFilter filter)
{
    private const int MostReferences = 3;

    private readonly HtmlWriter _html = sheet.Html;

    /// <summary>Where a verdict stands when rows are sorted by it: gravest first.</summary>
    public static string Order(Verdict verdict) => (-(int)verdict).ToString(CultureInfo.InvariantCulture);

    public static string Device(Sheet sheet, Exposure one) =>
        one.Device is { } device ? device.Name ?? device.Address ?? device.Id : sheet.Text["cases.device.none"];

    public static string Person(Sheet sheet, Exposure one) =>
        one.Person is { } person ? person.DisplayName ?? person.UserPrincipalName ?? person.Id : sheet.Text["cases.person.none"];

    public void Write(Exposure one)
    {
        var text = sheet.Text;
        _html.Open("tr", ("data-k", filter.KeyOf(one)));
        _html.Open("th", ("scope", "row"), ("data-s", Order(one.Verdict)));
        Marks.ShapeAndWord(sheet, one.Verdict);
        if (one.Deadline is { } deadline)
        {
            _html.Text(" ").Open("span", ("class", "below")).Text(text["column.deadline"]).Text(" ");
            sheet.ShortDay(deadline);
            _html.Close();
        }

        if (filter.ChangeOf(one) is { } change and not "open")
        {
            _html.Text(" ").Open("span", ("class", "below"));
            Changes.Mark(sheet, change);
            _html.Close();
        }

        _html.Close();
        Cell(sheet.TitleOf("application", one.Application), text["confidence." + one.Confidence]);
        Cell(Device(sheet, one), one.Device?.Platform is { } platform ? sheet.TitleOf("platform", platform) : null);
        Cell(
            Person(sheet, one),
            one.Person is { DisplayName: not null } ? one.Person.UserPrincipalName : null,
            one.Organisation is { } organisation ? sheet.TitleOf("organisation", organisation) : null);
        Sources(one);
        Reasons(one);
        _html.Close();
    }

    private void Sources(Exposure one)
    {
        _html.Open("td").Value(string.Join(", ", one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal).Select(source => sheet.TitleOf("source", source))));
        if (one.LastSeen is { } last)
        {
            _html.Text(" ").Open("span", ("class", "below")).Text(sheet.Text["column.last-seen"]).Text(" ");
            sheet.ShortDay(DateOnly.FromDateTime(last.UtcDateTime));
            _html.Close();
        }

        foreach (var reference in one.Evidence.Select(piece => piece.Reference).Where(reference => !string.IsNullOrEmpty(reference)).Distinct(StringComparer.Ordinal).Take(MostReferences))
            Below(reference);
        _html.Close();
    }

    private void Reasons(Exposure one)
    {
        _html.Open("td", ("class", "reasons"));
        foreach (var reason in one.Reasons.Where(reason => !common.Contains(reason)))
            _html.Open("span").Value(reason).Close().Text(" ");
        if (one.Basis is not null)
            Below(one.Basis);
        if (one.Missing.Count > 0)
            _html.Open("span", ("class", "lacks")).Text(sheet.Text["cases.missing"]).Text(" ").Value(string.Join(", ", one.Missing.Select(Fact))).Close();
        _html.Close();
    }

    private string Fact(string field) => sheet.Text.Find("field." + field) ?? field;

    private void Cell(string value, params string?[] below)
    {
        _html.Open("td").Value(value);
        foreach (var line in below.OfType<string>())
            Below(line);
        _html.Close();
    }

    private void Below(string line) => _html.Text(" ").Open("span", ("class", "below")).Value(line).Close();
}
