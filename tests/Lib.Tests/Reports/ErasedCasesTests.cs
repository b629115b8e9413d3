using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>A report of a scan of which cases were erased says so, and doesn't take the devices of these cases for clear ones.</summary>
public sealed class ErasedCasesTests
{
    public static TheoryData<string> Editions => [.. ReportText.Editions];

    [Fact]
    public void Devices_of_erased_cases_are_not_counted_as_clear()
    {
        var whole = SampleScan.Make(200);
        var (before, after) = (Model(whole), Model(Without(whole, 12)));

        Assert.Null(before.Headline.CasesErased);
        Assert.Null(before.Headline.DevicesErased);
        Assert.Equal(12, after.Headline.CasesErased!.Value.Value);
        Assert.Equal(12, after.Headline.DevicesErased!.Value.Value);
        Assert.True(after.Headline.DevicesClear!.Value.Value <= before.Headline.DevicesClear!.Value.Value);
        Assert.Equal(after.Headline.DevicesSeen.Value, after.Headline.DevicesClear!.Value.Value + after.Headline.ExposedDevices.Value + 12);
    }

    [Fact]
    public void No_more_devices_are_taken_off_than_there_are()
    {
        var head = Model(SampleScan.Make(50) with { Erased = 1_000_000 }).Headline;

        Assert.Equal(0, head.DevicesClear!.Value.Value);
        Assert.Equal(1_000_000, head.CasesErased!.Value.Value);
        Assert.Equal(head.DevicesSeen.Value - head.ExposedDevices.Value, head.DevicesErased!.Value.Value);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_file_that_tells_the_point_says_it_in_each_language(string edition)
    {
        using var report = await ReportFiles.Write(Without(SampleScan.Make(200), 12), ReportDetail.Named, edition);
        foreach (var text in ReportText.Of(edition))
        {
            var sentence = text.Format("point.erased.many", text.Number(12));
            Assert.Contains(sentence, report.Read("summary.md"), StringComparison.Ordinal);
            Assert.Equal(2, report.Html.Split(sentence).Length - 1);
            Assert.Contains(sentence, report.Read("report.xlsx"), StringComparison.Ordinal);
        }

        var document = JsonDocument.Parse(report.Json).RootElement;
        Assert.Contains("12", document.GetProperty("document").GetProperty("erased").GetString(), StringComparison.Ordinal);
        Assert.Equal(12, document.GetProperty("headline").GetProperty("casesErased").GetInt64());
        Assert.Empty(SchemaCheck.Find("report.schema.json", report.Json));
    }

    [Fact]
    public async Task An_aggregate_report_does_not_tell_how_few_they_are()
    {
        var scan = Without(SampleScan.Make(200), 2);
        using var report = await ReportFiles.Write(scan);
        var headline = JsonDocument.Parse(report.Json).RootElement.GetProperty("headline");

        Assert.Contains(headline.GetProperty("casesErased").ToString(), new[] { "<5", "withheld" });
        Assert.Contains(headline.GetProperty("devicesErased").ToString(), new[] { "<5", "withheld" });
        var head = Model(scan, ReportDetail.Aggregate).Headline;
        Assert.False(head.DevicesClear!.Value.IsExact && head.ExposedDevices.IsExact && head.DevicesSeen.IsExact);
        Assert.Contains(head.ErasedIn(ReportText.Of("en")[0])!, report.Html, StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Find("report.schema.json", report.Json));
    }

    [Fact]
    public async Task Where_nothing_was_erased_nothing_is_said_of_it()
    {
        using var report = await ReportFiles.Write(SampleScan.Make(200), ReportDetail.Named);

        Assert.DoesNotContain("rased", report.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("erased since", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("erased since", report.Read("summary.md"), StringComparison.Ordinal);
    }

    private static ScanResult Without(ScanResult scan, int cases) => scan with { Exposures = [.. scan.Exposures.Skip(cases)], Erased = cases };

    private static ReportModel Model(ScanResult scan, ReportDetail detail = ReportDetail.Named) =>
        ReportModel.From(new ReportInput(scan), new ReportOptions { Detail = detail });
}
