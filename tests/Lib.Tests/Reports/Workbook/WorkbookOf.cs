using System.IO.Compression;
using System.Xml.Linq;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Workbook;

/// <summary>A workbook in a folder of its own, and what stands in its sheets as its own XML has it.</summary>
internal sealed class WorkbookOf : IDisposable
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-xlsx-").FullName;
    private ZipArchive _zip = null!;

    public string File => Path.Combine(_folder, XlsxFormat.File);

    /// <summary>Sheets by name, in their order.</summary>
    public IReadOnlyList<(string Name, XDocument Sheet)> Sheets { get; private set; } = [];

    public static async Task<WorkbookOf> Write(ReportModel model)
    {
        var book = new WorkbookOf();
        await new XlsxFormat().WriteAsync(model, ReportText.Of(model.Options.Language), book._folder, CancellationToken.None);
        book._zip = ZipFile.OpenRead(book.File);
        book.Sheets =
        [
            .. book.Part("xl/workbook.xml").Descendants(Main + "sheet").Select(sheet =>
                (sheet.Attribute("name")!.Value, book.Part($"xl/worksheets/sheet{sheet.Attribute(Relations + "id")!.Value["rId".Length..]}.xml"))),
        ];
        return book;
    }

    public static Task<WorkbookOf> Write(ReportDetail detail = ReportDetail.Named, string language = "en", int cases = 120) =>
        Write(FullModel.Of(SampleScan.Make(cases), new ReportOptions { Detail = detail, Language = language }));

    public IEnumerable<ZipArchiveEntry> Entries => _zip.Entries;

    public XDocument Part(string name)
    {
        using var stream = _zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }

    public XDocument Sheet(string name) => Sheets.Single(sheet => sheet.Name == name).Sheet;

    /// <summary>The text or number of each cell of a sheet, row by row; empty cells are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(XDocument sheet) =>
        [.. sheet.Descendants(Main + "row").Select(row => (IReadOnlyList<string>)[.. row.Elements(Main + "c").Select(Value)])];

    public static string Value(XElement cell) => (cell.Element(Main + "is")?.Element(Main + "t") ?? cell.Element(Main + "v")!).Value;

    public void Dispose()
    {
        _zip.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
