using System.Globalization;
using System.Xml.Linq;

namespace TikTokBan.Tests.Reports.Workbook;

/// <summary>A cell as a spreadsheet understood it.</summary>
/// <param name="Type">Such as <c>float</c>, <c>date</c>, <c>string</c>.</param>
/// <param name="Value">Its number or day, in the form for programs; the text of a text.</param>
/// <param name="Shown">What a reader sees.</param>
internal sealed record OfficeCell(string Type, string Value, string Shown);

/// <summary>A workbook as LibreOffice reads it.</summary>
internal static class OfficeWorkbook
{
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    /// <summary>The rows of each sheet, trailing empty cells and rows left out.</summary>
    public static async Task<IReadOnlyDictionary<string, List<List<OfficeCell>>>> Read(string file)
    {
        var office = OtherProgram.Find("soffice", "libreoffice-calc");
        var folder = Directory.CreateTempSubdirectory("ttb-office-").FullName;
        try
        {
            await OtherProgram.Run(office, "--headless", "-env:UserInstallation=" + new Uri(Path.Combine(folder, "profile")).AbsoluteUri, "--convert-to", "fods", "--outdir", folder, file);
            var document = XDocument.Load(Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".fods"));
            Assert.Empty(document.Descendants(Table + "table-cell").Attributes(Table + "formula"));
            return document.Descendants(Table + "table").ToDictionary(sheet => sheet.Attribute(Table + "name")!.Value, Rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<List<OfficeCell>> Rows(XElement sheet)
    {
        var rows = new List<List<OfficeCell>>();
        foreach (var row in sheet.Descendants(Table + "table-row"))
        {
            var cells = new List<OfficeCell>();
            foreach (var cell in row.Elements(Table + "table-cell"))
                cells.AddRange(Enumerable.Repeat(Cell(cell), Math.Min(100, Repeated(cell, "number-columns-repeated"))));
            while (cells.Count > 0 && cells[^1].Type.Length == 0)
                cells.RemoveAt(cells.Count - 1);
            if (cells.Count > 0)
                rows.AddRange(Enumerable.Repeat(cells, Repeated(row, "number-rows-repeated")));
        }

        return rows;
    }

    private static OfficeCell Cell(XElement cell)
    {
        var shown = string.Join('\n', cell.Elements(Text + "p").Select(Paragraph));
        var type = cell.Attribute(Office + "value-type")?.Value ?? "";
        return new OfficeCell(type, (cell.Attribute(Office + "value") ?? cell.Attribute(Office + "date-value"))?.Value ?? shown, shown);
    }

    // Blanks beyond the first stand as elements of their own.
    private static string Paragraph(XElement paragraph) => string.Concat(paragraph.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement element when element.Name == Text + "s" => new string(' ', Repeated(element, Text + "c")),
        _ => "",
    }));

    private static int Repeated(XElement element, string name) => Repeated(element, Table + name);

    private static int Repeated(XElement element, XName name) => element.Attribute(name) is { } times ? int.Parse(times.Value, CultureInfo.InvariantCulture) : 1;
}
