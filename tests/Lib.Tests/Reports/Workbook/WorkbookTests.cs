using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats.Workbook;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Tables;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Workbook;

/// <summary>The workbook keeps to its format, holds no formula, tells nothing of its writer, and is the same bytes each time.</summary>
public sealed class WorkbookTests
{
    public static TheoryData<ReportDetail, string> Editions()
    {
        var editions = new TheoryData<ReportDetail, string>();
        foreach (var language in ReportText.Editions)
            editions.Add(ReportDetail.Aggregate, language);
        editions.Add(ReportDetail.Pseudonymised, "nl");
        editions.Add(ReportDetail.Named, "fr-nl");
        return editions;
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_workbook_keeps_to_its_format(ReportDetail detail, string language)
    {
        using var book = await WorkbookOf.Write(detail, language);
        using var document = SpreadsheetDocument.Open(book.File, isEditable: false);
        var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");
        Assert.Empty(errors);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_table_has_a_sheet_with_a_header_that_stays_and_filters(ReportDetail detail, string language)
    {
        using var book = await WorkbookOf.Write(detail, language);
        var texts = ReportText.Of(language);
        var model = FullModel.Of(SampleScan.Make(), new ReportOptions { Detail = detail, Language = language });
        Assert.Equal(texts.Sum(text => 1 + ReportTables.Of(model, text).Count), book.Sheets.Count);
        Assert.Equal(book.Sheets.Count, book.Sheets.Select(sheet => sheet.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(book.Sheets, sheet => Assert.True(sheet.Name.Length is > 0 and <= 31 && sheet.Name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) < 0, sheet.Name));
        var points = texts.Select(text => text["sheet.point"]).ToList();
        foreach (var (name, sheet) in book.Sheets.Where(sheet => !points.Contains(sheet.Name)))
        {
            Assert.Equal("frozen", sheet.Descendants(WorkbookOf.Main + "pane").Single().Attribute("state")!.Value);
            Assert.True(WorkbookOf.Rows(sheet).Count > 1, name);
            Assert.NotEmpty(sheet.Descendants(WorkbookOf.Main + "tablePart"));
        }
    }

    [Fact]
    public async Task The_point_leads_to_every_sheet_and_says_what_is_not_there()
    {
        var model = FullModel.Of(SampleScan.Make(), new ReportOptions()) with { Trend = [], Removals = [] };
        using var book = await WorkbookOf.Write(model);
        var point = book.Sheets[0];
        var text = new ReportText("en");
        Assert.Equal(text["sheet.point"], point.Name);
        var targets = point.Sheet.Descendants(WorkbookOf.Main + "hyperlink").Select(link => link.Attribute("location")!.Value);
        Assert.Equal(book.Sheets.Skip(1).Select(sheet => $"'{sheet.Name}'!A1"), targets);
        var all = WorkbookOf.Rows(point.Sheet).SelectMany(row => row).ToList();
        Assert.Contains(text["none.trend"], all);
        Assert.Contains(text["none.removals"], all);
        Assert.Contains("<5", all);
        Assert.Contains("≈", all);
        Assert.Contains("—", all);
        Assert.Contains(model.Control.Reference, all);
    }

    [Fact]
    public async Task A_number_is_a_number_a_day_a_day_and_what_is_not_told_is_text()
    {
        using var book = await WorkbookOf.Write(ReportDetail.Aggregate);
        var deadlines = book.Sheet("Deadlines").Descendants(WorkbookOf.Main + "row").Skip(1).Select(row => row.Elements(WorkbookOf.Main + "c").ToList()).ToList();
        Assert.Equal("45005", WorkbookOf.Value(deadlines[0][0]));
        Assert.Equal(("inlineStr", "<5"), (deadlines[0][2].Attribute("t")?.Value, WorkbookOf.Value(deadlines[0][2])));
        Assert.Equal((null, "70"), (deadlines[1][2].Attribute("t")?.Value, WorkbookOf.Value(deadlines[1][2])));
        Assert.Equal("\"≈ \"#,##0", Format(book, deadlines[1][2]));
        Assert.Equal("[$-809]d mmmm yyyy", Format(book, deadlines[0][0]));
        var trend = book.Sheet("Trend").Descendants(WorkbookOf.Main + "row").Last().Elements(WorkbookOf.Main + "c").ToList();
        Assert.Equal("1200", WorkbookOf.Value(trend[3]));
        Assert.Equal("—", WorkbookOf.Value(trend[5]));
    }

    [Fact]
    public async Task Two_exports_are_the_same_bytes_and_tell_neither_who_nor_when()
    {
        using var first = await WorkbookOf.Write(language: "fr-nl");
        using var second = await WorkbookOf.Write(language: "fr-nl");
        Assert.Equal(await File.ReadAllBytesAsync(first.File), await File.ReadAllBytesAsync(second.File));
        Assert.All(first.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        var core = first.Part("docProps/core.xml").Root!.Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);
        Assert.Equal("2023-04-02T00:00:00Z", core["created"]);
        Assert.Equal("fr, nl", core["language"]);
        Assert.DoesNotContain(core.Keys, key => key is "creator" or "lastModifiedBy");
    }

    [Fact]
    public void A_table_that_is_too_long_for_a_sheet_goes_on_in_the_next()
    {
        using var output = new MemoryStream();
        using var parts = new WorkbookParts(output);
        var table = new DataTable("cases", "Cases", [new DataColumn("n", "N", CellKind.Number)], Enumerable.Range(1, 7).Select(number => (IReadOnlyList<Cell>)[(long)number]), []) { WhenEmpty = "" };
        var sheets = new TableSheet(new WorkbookFile(parts), 0, new ReportText("en"), CancellationToken.None).Write(table, most: 3);
        Assert.Equal(["Cases", "Cases (en)", "Cases (2)"], sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Names_of_sheets_are_made_to_fit()
    {
        var names = new SheetNames();
        Assert.Equal("a b c", names.Take("a/b:c", "fr"));
        Assert.Equal("A B C (nl)", names.Take("A[B]C", "nl"));
        Assert.Equal("History (en)", names.Take("'History'", "en"));
        Assert.Equal("–", names.Take("''", "en"));
        Assert.Equal(31, names.Take(new string('x', 40), "en").Length);
        Assert.EndsWith("x (de)", names.Take(new string('x', 40), "de"), StringComparison.Ordinal);
    }

    private static string Format(WorkbookOf book, XElement cell)
    {
        var styles = book.Part("xl/styles.xml");
        var format = styles.Descendants(WorkbookOf.Main + "cellXfs").Single().Elements().ElementAt(int.Parse(cell.Attribute("s")!.Value, CultureInfo.InvariantCulture)).Attribute("numFmtId")!.Value;
        return styles.Descendants(WorkbookOf.Main + "numFmt").Single(one => one.Attribute("numFmtId")!.Value == format).Attribute("formatCode")!.Value;
    }
}
