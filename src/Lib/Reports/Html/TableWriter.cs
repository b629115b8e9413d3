using System.Globalization;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>Tables that scroll in a box of their own, which the keyboard can reach, and whose headers say what they head.</summary>
internal sealed class TableWriter(HtmlWriter html, ReportText text, Sheet? sheet = null)
{
    public const string Number = "number";
    public const string Picture = "chart";

    public TableWriter(Sheet sheet)
        : this(sheet.Html, sheet.Text, sheet)
    {
    }

    /// <summary>Header of a column, by the key of its text.</summary>
    public (string Header, string? Class) Column(string key, string? style = null) => (text["column." + key], style);

    /// <summary>Opens the box, the table and its header.</summary>
    /// <param name="id">The caption's id, by which the box is named.</param>
    /// <param name="caption">The table's caption.</param>
    /// <param name="columns">Header and class of each column; a column of numbers has the class <see cref="Number"/>.</param>
    /// <param name="style">Class of the table, where it has one.</param>
    /// <param name="figure">Name of the numbers in it, by which their evidence is found.</param>
    public void Open(string id, string caption, IReadOnlyList<(string Header, string? Class)> columns, string? style = null, string? figure = null)
    {
        html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-labelledby", sheet?.Id(id) ?? id));
        html.Open("table", ("class", style));
        html.Open("caption").Open("div", ("class", "stays")).Element("span", caption, ("id", sheet?.Id(id) ?? id));
        if (sheet is not null && figure is not null)
            EvidenceLinks.Links(sheet, figure);
        html.Close().Close();
        html.Open("thead").Open("tr");
        foreach (var (header, @class) in columns)
        {
            html.Open("th", ("scope", "col"), ("class", @class));
            // A picture repeats what stands beside it; its header is for those who hear the table.
            if (@class == Picture)
                html.Element("span", header, ("class", "hidden"));
            else
                html.Text(header);
            html.Close();
        }

        html.Close().Close();
        html.Open("tbody");
    }

    public void Close() => html.Close().Close().Close();

    public void RowHeader(string value) => html.Open("th", ("scope", "row")).Value(value).Close();

    public void Cell(string value) => html.Open("td").Value(value).Close();

    public void Cell(DateOnly? day)
    {
        html.Open("td", ("class", "day"));
        if (day is { } known)
            html.Element("time", text.ShortDay(known), ("datetime", known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        else
            html.Text("—");
        html.Close();
    }

    public void Cell(DateTimeOffset? time) => Cell(time is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null);

    public void Count(long value) => html.Element("td", text.Number(value), ("class", value == 0 ? "number nought" : Number));

    /// <summary>A number, a rounded one, "under five", or a dash; what only the eye understands, a screen reader reads in words.</summary>
    public void Count(Figure figure)
    {
        html.Open("td", ("class", figure.IsZero ? "number nought" : Number), ("data-s", Order(figure)));
        Shown(html, text, figure);
        html.Close();
    }

    public static void Shown(Sheet sheet, Figure figure) => Shown(sheet.Html, sheet.Text, figure);

    private static void Shown(HtmlWriter html, ReportText text, Figure figure)
    {
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
