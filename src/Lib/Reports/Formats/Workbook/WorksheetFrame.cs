using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>What stands in a sheet around its rows, in the order that the format prescribes.</summary>
internal static class WorksheetFrame
{
    private const uint A4 = 9;

    /// <summary>Opens a sheet up to its rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="widths">Widths of its columns, in characters.</param>
    /// <param name="frozen">Whether its first row stays in sight.</param>
    /// <param name="first">Whether it is the sheet that is open at first.</param>
    public static void Open(OpenXmlWriter writer, IReadOnlyList<double> widths, bool frozen, bool first)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var view = new SheetView { WorkbookViewId = 0, TabSelected = first ? true : null, ShowGridLines = frozen ? null : false };
        if (frozen)
        {
            view.Append(
                new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
                new Selection { Pane = PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new ListValue<StringValue> { InnerText = "A2" } });
        }

        writer.WriteElement(new SheetViews(view));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
        writer.WriteElement(new Columns(widths.Select((width, index) => new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
    }

    /// <summary>Closes its rows and the sheet.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="texts">Range of cells in which a number may be text; null for none.</param>
    /// <param name="links">Cells that lead to another sheet of the workbook.</param>
    /// <param name="table">Id of the relation to its table; null for none.</param>
    public static void Close(OpenXmlWriter writer, string? texts, IReadOnlyList<(string Cell, string Sheet)> links, string? table)
    {
        writer.WriteEndElement();
        if (links.Count > 0)
        {
            writer.WriteElement(new Hyperlinks(links.Select(link => new Hyperlink
            {
                Reference = link.Cell,
                Location = $"'{link.Sheet.Replace("'", "''", StringComparison.Ordinal)}'!A1",
            })));
        }

        writer.WriteElement(new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        if (texts is not null)
            writer.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new ListValue<StringValue> { InnerText = texts }, NumberStoredAsText = true }));
        if (table is not null)
            writer.WriteElement(new TableParts(new TablePart { Id = table }) { Count = 1 });
        writer.WriteEndElement();
    }

    /// <summary>A table over a range of a sheet: its header and its filter.</summary>
    public static Table Table(uint id, string name, string range, IReadOnlyList<string> headers) => new(
        new AutoFilter { Reference = range },
        new TableColumns(headers.Select((header, index) => new TableColumn { Id = (uint)index + 1, Name = header })) { Count = (uint)headers.Count },
        new TableStyleInfo { Name = "TableStyleLight1", ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = true, ShowColumnStripes = false })
    {
        Id = id,
        Name = name,
        DisplayName = name,
        Reference = range,
        TotalsRowShown = false,
    };

    public static string Range(int columns, int rows) => string.Create(CultureInfo.InvariantCulture, $"A1:{SheetWriter.Column(columns - 1)}{rows}");
}
