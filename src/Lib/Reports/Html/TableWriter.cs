using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>Tables that scroll in a box of their own, which the keyboard can reach, and whose headers say what they head.</summary>
internal sealed class TableWriter(HtmlWriter html, ReportText text)
{
    public const string Number = "number";

    /// <summary>Opens the box, the table and its header.</summary>
    /// <param name="id">The caption's id, by which the box is named.</param>
    /// <param name="caption">The table's caption.</param>
    /// <param name="columns">Header and class of each column; a column of numbers has the class <see cref="Number"/>.</param>
    /// <param name="style">Class of the table, where it has one.</param>
    public void Open(string id, string caption, IReadOnlyList<(string Header, string? Class)> columns, string? style = null)
    {
        html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-labelledby", id));
        html.Open("table", ("class", style));
        html.Element("caption", caption, ("id", id));
        html.Open("thead").Open("tr");
        foreach (var (header, @class) in columns)
            html.Element("th", header, ("scope", "col"), ("class", @class));
        html.Close().Close();
        html.Open("tbody");
    }

    public void Close() => html.Close().Close().Close();

    public void RowHeader(string value) => html.Open("th", ("scope", "row")).Value(value).Close();

    public void Cell(string value) => html.Open("td").Value(value).Close();

    public void Count(long value) => html.Element("td", text.Number(value), ("class", Number));

    public void Count(Figure figure) => CellOf(html, text, figure);

    /// <summary>A number, a rounded one, "under five", or a dash; what only the eye understands, a screen reader reads in words.</summary>
    public static void CellOf(HtmlWriter html, ReportText text, Figure figure)
    {
        html.Open("td", ("class", figure.IsZero ? "number nought" : Number));
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

        html.Close();

        void InWords(string sign, string words) =>
            html.Open("span", ("aria-hidden", "true")).Text(sign).Close().Element("span", words, ("class", "hidden"));
    }
}
