using System.Text.Json;
using AngleSharp.Html.Parser;
using TikTokBan.Directives;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats;

namespace TikTokBan.Tests.Reports;

/// <summary>The formats of a report say the same, the same scan says the same twice, and every number is that of the scan.</summary>
public sealed class ReportAgreementTests
{
    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task Page_list_and_document_agree(ReportDetail detail)
    {
        using var report = await ReportFiles.Write(SampleScan.Make(600, seed: 5), detail);
        var page = new HtmlParser().ParseDocument(report.Html);
        var document = JsonDocument.Parse(report.Json).RootElement;

        Assert.Equal(Show(document.GetProperty("headline").GetProperty("devicesInViolation")), page.QuerySelector(".headline .figure")!.TextContent);
        var ofPage = page.QuerySelectorAll("table.verdicts tbody tr").Select(row => Plain(row.Children[1]));
        Assert.Equal(document.GetProperty("verdicts").EnumerateObject().Select(member => Show(member.Value)), ofPage);
        foreach (var dimension in new[] { "application", "organisation", "source", "platform" })
        {
            var rows = page.GetElementById($"by-{dimension}-caption")!.Closest("table")!.QuerySelectorAll("tbody tr");
            var expected = document.GetProperty("breakdowns").GetProperty(dimension).EnumerateArray()
                .Select(row => string.Join('|', new[] { Show(row.GetProperty("total")) }.Concat(row.GetProperty("byVerdict").EnumerateObject().Select(cell => Show(cell.Value)))));
            Assert.Equal(expected, rows.Select(row => string.Join('|', row.Children.Skip(1).Where(cell => cell.ClassName != "chart").Select(Plain))));
        }

        var lines = report.Csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (detail == ReportDetail.Named)
        {
            Assert.Equal(600, lines.Length - 1);
            Assert.Equal(600, document.GetProperty("exposures").GetArrayLength());
            Assert.Equal(600, page.QuerySelectorAll("table.cases tbody tr").Length);
        }
        else
        {
            Assert.Equal(
                document.GetProperty("groups").EnumerateArray().Select(group => string.Join(',', group.EnumerateObject().Select(member => Show(member.Value)))),
                lines.Skip(1));
        }
    }

    [Fact]
    public async Task The_numbers_are_those_of_the_scan()
    {
        var scan = SampleScan.Make(600, seed: 5);
        using var report = await ReportFiles.Write(scan, ReportDetail.Named);
        var document = JsonDocument.Parse(report.Json).RootElement;
        Assert.Equal(scan.Summary.ByVerdict.Select(pair => (pair.Key, pair.Value)), document.GetProperty("verdicts").EnumerateObject().Select(member => (member.Name, member.Value.GetInt64())));
        Assert.Equal(
            scan.Summary.ByOrganisation.ToDictionary(row => row.Key, row => row.Total),
            document.GetProperty("breakdowns").GetProperty("organisation").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!, row => row.GetProperty("total").GetInt64()));
        Assert.Equal(
            scan.Summary.BySource.ToDictionary(row => row.Key, row => row.Total),
            document.GetProperty("breakdowns").GetProperty("source").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!, row => row.GetProperty("total").GetInt64()));
        Assert.Equal(
            scan.Exposures.Where(one => one.Verdict == Verdict.Violation && one.Device is not null).Select(one => one.Device!.Id).Distinct().Count(),
            document.GetProperty("headline").GetProperty("devicesInViolation").GetInt32());
        Assert.Equal(scan.Summary.ByVerdict["Review"], document.GetProperty("missing").EnumerateArray().Sum(row => row.GetProperty("exposures").GetInt64()));
    }

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task Two_reports_of_one_scan_are_the_same_bytes(ReportDetail detail)
    {
        using var first = await ReportFiles.Write(SampleScan.Make(300), detail);
        using var second = await ReportFiles.Write(SampleScan.Make(300), detail);
        foreach (var file in ReportFiles.Standard)
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(first.Folder, file)), await File.ReadAllBytesAsync(Path.Combine(second.Folder, file)));
    }

    [Fact]
    public async Task A_spreadsheet_runs_nothing_and_opens_the_list_of_its_country()
    {
        var random = new Random(3);
        var exposure = SampleScan.One(random, 1) with { Person = SampleScan.Person(1, "=HYPERLINK(\"x\")", "+32@voorbeeld.example"), Device = SampleScan.Device(1, "ios", SampleScan.End) with { Name = " @SUM(1;2)" }, Reasons = ["-1", "a;b\nc"] };
        using var report = await ReportFiles.Write(SampleScan.From([exposure]), ReportDetail.Named, csv: CsvDialect.SpreadsheetBelgium);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(report.Folder, "exposures.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("id;verdict;", report.Csv, StringComparison.Ordinal);
        Assert.Contains(";\"'=HYPERLINK(\"\"x\"\")\";'+32@voorbeeld.example;", report.Csv, StringComparison.Ordinal);
        Assert.Contains(";\"' @SUM(1;2)\";", report.Csv, StringComparison.Ordinal);
        Assert.Contains(";'-1 ", report.Csv.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(";77;'=cmd|", report.RejectedCsv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\t=1", "'\uFFFD=1")]
    [InlineData("\rx", "'\uFFFDx")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("1-1", "1-1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void No_cell_begins_like_a_formula(string? value, string expected) => Assert.Equal(expected, CsvReport.Harmless(value));

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt64().ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
        JsonValueKind.Object => "about " + Show(value.GetProperty("about")),
        _ => value.GetString()!,
    };

    private static string Plain(AngleSharp.Dom.IElement cell) => cell.QuerySelector(".hidden")?.TextContent ?? cell.TextContent;
}
