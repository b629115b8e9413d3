using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>A sheet of a workbook: its number among the parts, its name.</summary>
internal sealed record WorkbookSheet(int Number, string Name)
{
    public string Part => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{Number}.xml");
}

/// <summary>A workbook as it is written: its sheets, their tables, and what holds them together.</summary>
internal sealed class WorkbookFile(WorkbookParts parts)
{
    /// <summary>Id of a sheet's relation to its table.</summary>
    public const string TableRelation = "rId1";

    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly SheetNames _names = new();
    private readonly HashSet<string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private int _sheets;

    /// <summary>A new sheet, in no place yet.</summary>
    public WorkbookSheet Take(string name, string language) => new(++_sheets, _names.Take(name, language));

    public void Write(WorkbookSheet sheet, bool hasTable, Action<OpenXmlWriter> write)
    {
        parts.Write(sheet.Part, Main + "worksheet+xml", write);
        if (hasTable)
            parts.Relate(sheet.Part, [(TableRelation, "table", string.Create(CultureInfo.InvariantCulture, $"../tables/table{sheet.Number}.xml"))]);
    }

    public void WriteTable(WorkbookSheet sheet, string name, string range, IReadOnlyList<string> headers)
    {
        var own = name;
        for (var number = 2; !_tables.Add(own); number++)
            own = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        parts.Write(
            string.Create(CultureInfo.InvariantCulture, $"xl/tables/table{sheet.Number}.xml"), Main + "table+xml",
            writer => writer.WriteElement(WorksheetFrame.Table((uint)sheet.Number, own, range, headers)));
    }

    /// <summary>Writes what holds the sheets together.</summary>
    /// <param name="sheets">All of them, in their order.</param>
    /// <param name="model">What the report says: its day is the workbook's, for a time of writing would tell one copy from another.</param>
    /// <param name="texts">Languages of the edition.</param>
    public void Finish(IReadOnlyList<WorkbookSheet> sheets, ReportModel model, IReadOnlyList<ReportText> texts)
    {
        parts.Write("xl/styles.xml", Main + "styles+xml", writer => writer.WriteElement(WorkbookStyles.Of(texts)));
        parts.Write("xl/workbook.xml", Main + "sheet.main+xml", writer => writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new BookViews(new WorkbookView { ActiveTab = 0, FirstSheet = 0 }),
            new Sheets(sheets.Select(sheet => new Sheet { Name = sheet.Name, SheetId = (uint)sheet.Number, Id = Relation(sheet) })))));
        parts.Relate("xl/workbook.xml", [.. sheets.Select(sheet => (Relation(sheet), "worksheet", sheet.Part["xl/".Length..])), ("rIdStyles", "styles", "styles.xml")]);
        WriteProperties(model, texts);
        parts.Relate(
            "",
            [
                ("rId1", "officeDocument", "xl/workbook.xml"),
                ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", "extended-properties", "docProps/app.xml"),
            ]);
        parts.Finish();
    }

    // No author and no time of writing; what it is of, and as of when.
    private void WriteProperties(ReportModel model, IReadOnlyList<ReportText> texts)
    {
        const string core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        const string dc = "http://purl.org/dc/elements/1.1/";
        const string terms = "http://purl.org/dc/terms/";
        const string instance = "http://www.w3.org/2001/XMLSchema-instance";
        parts.WriteXml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", xml =>
        {
            xml.WriteStartElement("cp", "coreProperties", core);
            xml.WriteAttributeString("xmlns", "dc", null, dc);
            xml.WriteAttributeString("xmlns", "dcterms", null, terms);
            xml.WriteAttributeString("xmlns", "xsi", null, instance);
            xml.WriteElementString("dc", "title", dc, CellText.Of(texts[0].Format("title.page", model.AuthorityIn(texts[0])), ""));
            xml.WriteElementString("dc", "language", dc, string.Join(", ", texts.Select(text => text.Language)));
            xml.WriteElementString("dc", "identifier", dc, model.Control.Reference);
            Day(xml, "created");
            Day(xml, "modified");
            xml.WriteEndElement();
        });
        parts.WriteXml("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", xml =>
        {
            xml.WriteStartElement("Properties", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
            xml.WriteElementString("Application", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", model.Control.Product);
            xml.WriteEndElement();
        });

        void Day(XmlWriter xml, string name)
        {
            xml.WriteStartElement("dcterms", name, terms);
            xml.WriteAttributeString("xsi", "type", instance, "dcterms:W3CDTF");
            xml.WriteString(model.Scan.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z");
            xml.WriteEndElement();
        }
    }

    private static string Relation(WorkbookSheet sheet) => string.Create(CultureInfo.InvariantCulture, $"rId{sheet.Number}");
}
