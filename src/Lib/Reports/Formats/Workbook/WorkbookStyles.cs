using DocumentFormat.OpenXml.Spreadsheet;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>How a cell looks; the value is its place in the style sheet.</summary>
internal enum CellStyle
{
    Plain,
    Title,
    Heading,
    Label,
    Text,
    QuotedText,
    Code,
    QuotedCode,
    Number,
    Rounded,
    Untold,
    Header,
    Warning,
    Link,
}

/// <summary>The style sheet of a workbook: fixed styles, then a day and a moment for each of its languages.</summary>
internal static class WorkbookStyles
{
    private const uint FirstOwnFormat = 164;
    private const uint RoundedFormat = FirstOwnFormat;

    public static int Day(int language) => (int)CellStyle.Link + 1 + (2 * language);

    public static int Moment(int language) => Day(language) + 1;

    public static Stylesheet Of(IReadOnlyList<ReportText> texts)
    {
        var formats = new NumberingFormats(new NumberingFormat { NumberFormatId = RoundedFormat, FormatCode = "\"≈ \"#,##0" });
        var cells = new CellFormats(
            Cell(), Cell(1), Cell(2), Cell(3, wrap: true), Cell(wrap: true), Cell(wrap: true, quoted: true), Cell(4), Cell(4, quoted: true),
            Cell(number: 3, right: true), Cell(number: RoundedFormat, right: true), Cell(5, right: true), Cell(6, fill: 2, wrap: true), Cell(7, wrap: true), Cell(8));
        for (var index = 0; index < texts.Count; index++)
        {
            var (day, moment) = DateFormats(texts[index].Language);
            var id = RoundedFormat + 1 + (2 * (uint)index);
            formats.Append(new NumberingFormat { NumberFormatId = id, FormatCode = day }, new NumberingFormat { NumberFormatId = id + 1, FormatCode = moment });
            cells.Append(Cell(number: id, right: true), Cell(number: id + 1, right: true));
        }

        return new Stylesheet(
            formats,
            new Fonts(
                Letters(), Letters(size: 16, bold: true), Letters(size: 12, bold: true), Letters(bold: true), Letters(name: "Consolas", size: 10),
                Letters(italic: true, color: "FF5A6469"), Letters(bold: true, color: "FFFFFFFF"), Letters(bold: true, color: "FF8F1014"), Letters(underlined: true, color: "FF0F4C5C")),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), Solid("FF0F4C5C")),
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
            cells,
            new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }),
            new DifferentialFormats(),
            new TableStyles { Count = 0, DefaultTableStyle = "TableStyleMedium2", DefaultPivotStyle = "PivotStyleLight16" });
    }

    // As the language writes a day, with its names of months wherever the workbook is opened.
    private static (string Day, string Moment) DateFormats(string language)
    {
        var day = language switch
        {
            "fr" => "[$-80C]d mmmm yyyy",
            "nl" => "[$-813]d mmmm yyyy",
            "de" => "[$-407]d\\. mmmm yyyy",
            _ => "[$-809]d mmmm yyyy",
        };
        return (day, day + " hh:mm");
    }

    private static CellFormat Cell(uint font = 0, uint number = 0, uint fill = 0, bool wrap = false, bool right = false, bool quoted = false) => new()
    {
        NumberFormatId = number,
        FontId = font,
        FillId = fill,
        BorderId = 0,
        FormatId = 0,
        QuotePrefix = quoted ? true : null,
        ApplyNumberFormat = number > 0 ? true : null,
        ApplyFont = font > 0 ? true : null,
        ApplyFill = fill > 0 ? true : null,
        ApplyAlignment = true,
        Alignment = new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wrap ? true : null, Horizontal = right ? HorizontalAlignmentValues.Right : null },
    };

    private static Font Letters(string name = "Calibri", double size = 11, bool bold = false, bool italic = false, bool underlined = false, string? color = null)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        if (italic)
            font.Append(new Italic());
        if (underlined)
            font.Append(new Underline());
        font.Append(new FontSize { Val = size });
        if (color is not null)
            font.Append(new Color { Rgb = color });
        font.Append(new FontName { Val = name });
        return font;
    }

    private static Fill Solid(string color) =>
        new(new PatternFill(new ForegroundColor { Rgb = color }, new BackgroundColor { Indexed = 64U }) { PatternType = PatternValues.Solid });
}
