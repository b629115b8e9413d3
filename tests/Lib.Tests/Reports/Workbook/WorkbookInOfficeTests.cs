using System.Globalization;
using System.Text;
using System.Text.Json;
using TikTokBan.Reports;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Workbook;

/// <summary>A spreadsheet that others wrote reads the same numbers from the workbook as stand in report.json.</summary>
public sealed class WorkbookInOfficeTests
{
    public static TheoryData<ReportDetail, string> Forms => Matrix.Forms;

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public async Task Every_number_is_that_of_the_document(ReportDetail detail, string edition)
    {
        OtherProgram.Find("soffice", "libreoffice-calc");
        var folder = Directory.CreateTempSubdirectory("ttb-numbers-").FullName;
        try
        {
            await ReportWriter.WriteAsync(
                SampleScan.Make(600, seed: 5),
                new ReportOptions { Detail = detail, Language = edition, PseudonymKey = Encoding.ASCII.GetBytes(new string('k', 32)) },
                Path.Combine(folder, "report"));
            var sheets = await OfficeWorkbook.Read(Path.Combine(folder, "report", "report.xlsx"));
            var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report", "report.json"))).RootElement;
            foreach (var text in ReportText.Of(edition))
                Agree(document, sheets, text, detail);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public async Task No_value_is_taken_for_anything_but_text()
    {
        OtherProgram.Find("soffice", "libreoffice-calc");
        // A spreadsheet has no use for carriage returns and the like, which are cleaned away before.
        var values = NaughtyStrings.All.Where(value => value.Length is > 0 and < 1000 && Displayable.Clean(value).Trim().Length > 0).ToList();
        var cases = values.Select((value, index) => SampleScan.One(new Random(index), index) with { Device = SampleScan.Device(index, "ios", SampleScan.End) with { Name = value } }).ToList();
        using var book = await WorkbookOf.Write(FullModel.Of(SampleScan.From(cases), new ReportOptions { Detail = ReportDetail.Named }));
        var rows = (await OfficeWorkbook.Read(book.File))["Cases"];
        Assert.Equal(values.Count + 1, rows.Count);
        for (var index = 0; index < values.Count; index++)
            Assert.Equal(("string", Displayable.Clean(values[index])), (rows[index + 1][5].Type, rows[index + 1][5].Shown));
    }

    private static void Agree(JsonElement document, IReadOnlyDictionary<string, List<List<OfficeCell>>> sheets, ReportText text, ReportDetail detail)
    {
        var headline = Rows("headline").ToDictionary(row => row[0].Shown, row => row[1]);
        foreach (var figure in document.GetProperty("headline").EnumerateObject().Where(one => text.Find("headline." + one.Name) is not null))
            Same(figure.Value, headline[text["headline." + figure.Name]]);
        Assert.True(headline.Count >= 11);
        Each(document.GetProperty("verdicts").EnumerateObject().Select(one => one.Value), Rows("verdicts"), 1);
        foreach (var dimension in document.GetProperty("breakdowns").EnumerateObject())
        {
            var rows = Rows("by-" + dimension.Name).ToDictionary(row => row[1].Shown);
            Assert.Equal(dimension.Value.GetArrayLength(), rows.Count);
            foreach (var row in dimension.Value.EnumerateArray())
            {
                var cells = rows[row.GetProperty("key").GetString()!];
                JsonElement[] numbers = [row.GetProperty("total"), .. row.GetProperty("byVerdict").EnumerateObject().Select(one => one.Value)];
                Assert.Equal(numbers.Length, cells.Count - 2);
                for (var index = 0; index < numbers.Length; index++)
                    Same(numbers[index], cells[index + 2]);
            }
        }

        var given = document.GetProperty("coverage").EnumerateArray().Where(row => row.GetProperty("state").GetString() != "absent").ToList();
        Each(given.Select(row => row.GetProperty("rowsRead")), Rows("coverage"), 5);
        Each(given.Select(row => row.GetProperty("rowsRejected")), Rows("coverage"), 6);
        Each(given.Select(row => row.GetProperty("observations")), Rows("coverage"), 7);
        Each(document.GetProperty("unseen").EnumerateObject().Select(one => one.Value), Rows("unseen"), 1);
        Each(document.GetProperty("missing").EnumerateArray().Select(row => row.GetProperty("exposures")), Rows("missing"), 2);
        Each(document.GetProperty("assumptions").EnumerateArray().Select(row => row.GetProperty("used")), Rows("assumptions"), 2);
        Each(document.GetProperty("rejected").EnumerateArray().Select(row => row.GetProperty("rows")), Rows("rejected"), 1);
        if (detail == ReportDetail.Aggregate)
        {
            Each(document.GetProperty("groups").EnumerateArray().Select(row => row.GetProperty("exposures")), Rows("groups"), 4);
            return;
        }

        var cases = document.GetProperty("exposures").EnumerateArray().ToList();
        var listed = cases.Count == 0 ? [] : Rows("cases");
        Assert.Equal(cases.Select(one => one.GetProperty("id").GetString()), listed.Select(row => row[^1].Shown));
        for (var index = 0; index < cases.Count; index++)
        {
            if (cases[index].TryGetProperty("deadline", out var day))
                Assert.Equal(("date", day.GetString()), (listed[index][1].Type, listed[index][1].Value));
        }

        // The second language's sheet of the same name carries the language's mark.
        List<List<OfficeCell>> Rows(string table)
        {
            var name = text.Find("sheet." + table) ?? text[table.Replace("by-", "by.", StringComparison.Ordinal)];
            return sheets[sheets.ContainsKey($"{name} ({text.Language})") ? $"{name} ({text.Language})" : name][1..];
        }
    }

    private static void Each(IEnumerable<JsonElement> numbers, List<List<OfficeCell>> rows, int column)
    {
        var expected = numbers.ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, rows.Count);
        for (var index = 0; index < expected.Count; index++)
            Same(expected[index], rows[index][column]);
    }

    private static void Same(JsonElement expected, OfficeCell cell)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                Assert.Equal(("float", expected.GetInt64().ToString(CultureInfo.InvariantCulture)), (cell.Type, cell.Value));
                Assert.DoesNotContain('≈', cell.Shown);
                break;
            case JsonValueKind.Object:
                Assert.Equal(("float", expected.GetProperty("about").GetInt64().ToString(CultureInfo.InvariantCulture)), (cell.Type, cell.Value));
                Assert.StartsWith("≈", cell.Shown, StringComparison.Ordinal);
                break;
            default:
                Assert.Equal(("string", expected.GetString() == "withheld" ? "—" : expected.GetString()), (cell.Type, cell.Shown));
                break;
        }
    }
}
