using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>Writes the rows of one sheet as they come. There is no way to write a formula.</summary>
/// <param name="writer">Where to.</param>
/// <param name="language">Place of the sheet's language in the edition: its days are written so.</param>
/// <param name="cut">What stands at the end of a text that a cell can't hold.</param>
internal sealed class SheetWriter(OpenXmlWriter writer, int language, string cut)
{
    private const double LineHeight = 15;
    private const double TallestRow = 409;

    private static readonly DateTime Origin = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    // Before this day a spreadsheet's calendar is wrong, or there is none.
    private static readonly DateTime First = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DocumentFormat.OpenXml.Spreadsheet.Row RowElement = new();
    private static readonly DocumentFormat.OpenXml.Spreadsheet.Cell CellElement = new();
    private static readonly CellValue ValueElement = new();
    private static readonly InlineString InlineElement = new();
    private static readonly Text TextElement = new();
    private static readonly OpenXmlAttribute[] Preserve = [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];
    private static readonly OpenXmlAttribute Inline = new("t", "", "inlineStr");
    private static readonly string[] Letters = [.. Enumerable.Range(0, 60).Select(Column)];

    private int _column;
    private string _row = "";

    /// <summary>The row that was written last, counted from 1.</summary>
    public int Last { get; private set; }

    /// <summary>The letters of a column, counted from 0.</summary>
    public static string Column(int column) => column < 26 ? ((char)('A' + column)).ToString() : Column((column / 26) - 1) + Column(column % 26);

    /// <summary>Lines that a text takes in a column, about.</summary>
    public static int Lines(string? text, double width) => text is null ? 1 : (int)Math.Ceiling((text.Length + 1) / width);

    /// <summary>Begins a row.</summary>
    /// <param name="lines">Lines that its longest cell takes: not every spreadsheet makes a row fit by itself when it opens a workbook.</param>
    public void StartRow(int lines = 1)
    {
        _row = (++Last).ToString(CultureInfo.InvariantCulture);
        _column = 0;
        var place = new OpenXmlAttribute("r", "", _row);
        writer.WriteStartElement(RowElement, lines <= 1 ? [place] : [place, new OpenXmlAttribute("ht", "", Math.Min(TallestRow, lines * LineHeight).ToString(CultureInfo.InvariantCulture))]);
    }

    public void EndRow() => writer.WriteEndElement();

    public void Skip() => _column++;

    /// <summary>A whole row of cells with text.</summary>
    public void Row(params (string? Text, CellStyle Style)[] cells)
    {
        StartRow(cells is [(_, CellStyle.Title), ..] ? 2 : 1);
        foreach (var (text, style) in cells)
            Text(text, style);
        EndRow();
    }

    public void Text(string? text, CellStyle style = CellStyle.Text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Skip();
            return;
        }

        var clean = CellText.Of(text, cut);
        if (CellText.LooksLikeFormula(clean))
            style = style == CellStyle.Code ? CellStyle.QuotedCode : CellStyle.QuotedText;
        Start((int)style, text: true);
        writer.WriteStartElement(InlineElement);
        writer.WriteStartElement(TextElement, Preserve);
        writer.WriteString(clean);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    public void Number(long number, CellStyle style = CellStyle.Number) => Value((int)style, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number where there is one to tell; a rounded one is marked, and what may not be told is text.</summary>
    public void Figure(Figure figure, string shown)
    {
        if (figure.HasValue)
            Number(figure.Value, figure.IsExact ? CellStyle.Number : CellStyle.Rounded);
        else
            Text(shown, CellStyle.Untold);
    }

    public void Day(DateOnly day)
    {
        var time = day.ToDateTime(default, DateTimeKind.Utc);
        if (time < First)
            Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            Value(WorkbookStyles.Day(language), (time - Origin).Days.ToString(CultureInfo.InvariantCulture));
    }

    public void Moment(DateTimeOffset moment)
    {
        var time = moment.UtcDateTime;
        if (time < First)
            Text(time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        else
            Value(WorkbookStyles.Moment(language), ((time - Origin).Ticks / (decimal)TimeSpan.TicksPerDay).ToString("0.########", CultureInfo.InvariantCulture));
    }

    private void Value(int style, string value)
    {
        Start(style, text: false);
        writer.WriteStartElement(ValueElement);
        writer.WriteString(value);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Start(int style, bool text)
    {
        var place = new OpenXmlAttribute("r", "", Letters[_column++] + _row);
        var look = new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartElement(CellElement, text ? [place, look, Inline] : [place, look]);
    }
}
