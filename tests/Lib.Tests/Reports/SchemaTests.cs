using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Tests.Ledger;

namespace TikTokBan.Tests.Reports;

/// <summary>What is written for other programs has the shape that its schema promises.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task A_scan_has_the_shape_of_its_schema()
    {
        var scan = SampleScan.Make();
        scan = scan with { Suspicions = [new Suspicion("s", scan.Exposures[0].Evidence[0], "d", null, null, null)] };
        Assert.Empty(SchemaCheck.Find("scan.schema.json", await EvidenceLedgerTests.Text(scan)));
    }

    [Fact]
    public async Task The_scan_of_the_sample_authority_has_it_too() =>
        Assert.Empty(SchemaCheck.Find("scan.schema.json", await EvidenceLedgerTests.Text(await Samples.SampleScan.ScanAsync())));

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task A_report_has_the_shape_of_its_schema(ReportDetail detail)
    {
        var scan = SampleScan.Make();
        scan = scan with { Suspicions = [new Suspicion("s", scan.Exposures[0].Evidence[0], "d", null, null, null)] };
        using var report = await ReportFiles.Write(scan, detail);
        Assert.Empty(SchemaCheck.Find("report.schema.json", report.Json));
    }

    [Theory]
    [InlineData(ReportDetail.Aggregate, 900)]
    [InlineData(ReportDetail.Aggregate, 3)]
    [InlineData(ReportDetail.Named, 3)]
    public async Task So_has_that_of_a_selection_of_the_sample_authority(ReportDetail detail, int selectedFrom)
    {
        var scan = await Samples.SampleScan.ScanAsync();
        using var report = await ReportFiles.Write(scan with { Summary = scan.Summary with { SelectedFrom = selectedFrom } }, detail);
        Assert.Empty(SchemaCheck.Find("report.schema.json", report.Json));
        Assert.Equal(detail == ReportDetail.Aggregate, report.Json.Contains("{\"about\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_of_another_shape_is_found_out()
    {
        var text = await EvidenceLedgerTests.Text(SampleScan.Make());
        Assert.NotEmpty(SchemaCheck.Find("scan.schema.json", text.Replace("\"Violation\"", "\"Violated\"", StringComparison.Ordinal)));
        Assert.NotEmpty(SchemaCheck.Find("scan.schema.json", text.Replace("\"scanId\"", "\"scan\"", StringComparison.Ordinal)));
        Assert.NotEmpty(SchemaCheck.Find("scan.schema.json", text.Replace("\"devices\":1200", "\"devices\":-1", StringComparison.Ordinal)));
    }
}
