using System.Globalization;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>Tables that scroll in a box of their own, which the keyboard can reach, and whose headers say what they head.</summary>
internal sealed class TableWriter(Sheet sheet)
{
    public const string Number = "number";
    public const string Picture = "chart";

    private readonly HtmlWriter _html = sheet.Html;
    private readonly ReportText _text = sheet.Text;

    /// <summary>Header of a column, by the key of its text.</summary>
    public (string Header, string? Class) Column(string key, string? style = null) => (_text["column." + key], style);

    /// <summary>Opens the box, the table and its header.</summary>
    /// <param name="id">The caption's id, by which the box is named.</param>
    /// <param name="caption">The table's caption.</param>
    /// <param name="columns">Header and class of each column; a column of numbers has the class <see cref="Number"/>.</param>
    /// <param name="style">Class of the table, where it has one.</param>
    /// <param name="figure">Name of the numbers in it, by which their evidence is found.</param>
    public void Open(string id, string caption, IReadOnlyList<(string Header, string? Class)> columns, string? style = null, string? figure = null)
    {
        _html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-labelledby", sheet.Id(id)));
        _html.Open("table", ("class", style));
        _html.Open("caption").Element("span", caption, ("id", sheet.Id(id)));
        if (figure is not null)
            EvidenceLinks.Links(sheet, figure);
        _html.Close();
        _html.Open("thead").Open("tr");
        foreach (var (header, @class) in columns)
        {
            _html.Open("th", ("scope", "col"), ("class", @class));
            // A picture repeats what stands beside it; its header is for those who hear the table.
            if (@class == Picture)
                _html.Element("span", header, ("class", "hidden"));
            else
                _html.Text(header);
            _html.Close();
        }

        _html.Close().Close();
        _html.Open("tbody");
    }

    public void Close() => _html.Close().Close().Close();

    public void RowHeader(string value) => _html.Open("th", ("scope", "row")).Value(value).Close();

    public void Cell(string value) => _html.Open("td").Value(value).Close();

    public void Cell(DateOnly? day)
    {
        _html.Open("td", ("class", "day"));
        if (day is { } known)
            sheet.ShortDay(known);
        else
            _html.Text("—");
        _html.Close();
    }

    public void Cell(DateTimeOffset? time) => Cell(time is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null);

    public void Count(long value) => _html.Element("td", _text.Number(value), ("class", value == 0 ? "number nought" : Number));

    /// <summary>A number, a rounded one, "under five", or a dash; what only the eye understands, a screen reader reads in words.</summary>
    public void Count(Figure figure)
    {
        _html.Open("td", ("class", figure.IsZero ? "number nought" : Number), ("data-s", Order(figure)));
        Shown(sheet, figure);
        _html.Close();
    }

    public static void Shown(Sheet sheet, Figure figure)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        switch (figure.State)
        {
            case FigureState.Withheld:
                InWords("—", text["withheld"]);
                break;
            case FigureState.Rounded:
                InWords(text.Shown(figure), text.Format("about", text.Number(figure.Value)));
                break;
            default:
                html.Text(text.Shown(figure));
                break;
        }

        void InWords(string sign, string words) =>
            html.Open("span", ("aria-hidden", "true")).Text(sign).Close().Element("span", words, ("class", "hidden"));
    }

    // Where a row stands when it is sorted by a number that is not told in full.
    private static string? Order(Figure figure) => figure.State switch
    {
        FigureState.Small => "1",
        FigureState.Withheld => "-1",
        _ => figure.Value.ToString(CultureInfo.InvariantCulture),
    };
}
