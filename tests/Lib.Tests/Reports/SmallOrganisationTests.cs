using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Published;

namespace TikTokBan.Tests.Reports;

/// <summary>An aggregate report names no organisation of which so few are exposed that one knows who they are, nor do two of them together.</summary>
public sealed class SmallOrganisationTests
{
    private const string Other = "breakdowns.organisation.other-organisations.total";

    [Fact]
    public async Task An_organisation_of_which_few_are_exposed_has_no_row_of_its_own_in_any_file()
    {
        var (before, now) = (Scan("before", ("finance", 40), ("ministry-of-one", 2), ("legal", 8)), Scan("now", ("finance", 40), ("ministry-of-one", 1), ("legal", 8)));
        var input = new ReportInput(now) { Previous = before, IsPreviousReported = true };
        var model = ReportModel.From(input, new ReportOptions());
        Assert.Equal(["finance", "other-organisations"], model.Tables.Single(table => table.Dimension == "organisation").Rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["finance", "other-organisations"], model.Changes!.ByOrganisation.Select(row => row.Key).Order(StringComparer.Ordinal));
        using var report = await ReportFiles.Of(input, new ReportOptions { Language = "fr" });
        Assert.Contains("Une autre organisation", report.Html, StringComparison.Ordinal);
        Assert.All(ReportFiles.Standard.Select(report.Read), text => Assert.DoesNotContain("ministry-of-one", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Where_all_are_small_there_is_one_row()
    {
        var model = ReportModel.From(new ReportInput(Scan("now", ("legal", 4), ("minister", 1), ("cabinet", 3))), new ReportOptions());
        Assert.Equal(["other-organisations"], model.Tables.Single(table => table.Dimension == "organisation").Rows.Select(row => row.Key));
    }

    [Fact]
    public void One_that_was_small_in_the_last_report_stays_with_the_others()
    {
        var second = Second(Scan("before", ("finance", 40), ("minister", 2), ("legal", 8)), Scan("now", ("finance", 40), ("minister", 9), ("legal", 8)), out var first);
        Assert.DoesNotContain("breakdowns.organisation.minister.total", first.Published.Keys);
        Assert.DoesNotContain(second.Published.Keys, name => name.Contains("minister", StringComparison.Ordinal) || name.Contains("legal", StringComparison.Ordinal));
        Assert.Equal("17", second.Published[Other]);
    }

    [Fact]
    public void What_was_told_of_each_apart_does_not_tell_what_went_from_them_together()
    {
        var now = Scan("now", ("finance", 40), ("minister", 2), ("legal", 8));
        var second = Second(Scan("before", ("finance", 40), ("minister", 5), ("legal", 8)), now, out var first);
        Assert.Equal(("5", "8"), (first.Published["breakdowns.organisation.minister.total"], first.Published["breakdowns.organisation.legal.total"]));
        Assert.Equal("10", ReportModel.From(new ReportInput(now), new ReportOptions()).Published[Other]);
        Assert.False(char.IsDigit(second.Published[Other][0]), $"13 were told and now {second.Published[Other]}, so three are gone");
    }

    [Fact]
    public void A_report_of_which_the_scan_is_gone_is_held_against_the_same_organisations()
    {
        var now = Scan("now", ("finance", 40), ("minister", 2), ("legal", 8));
        Second(Scan("before", ("finance", 40), ("minister", 5), ("legal", 8)), now, out var first);
        var told = new PublishedReport("long-ago", new DateOnly(2023, 1, 1), first.Published);
        var later = ReportModel.From(new ReportInput(now) { OtherReports = [told] }, new ReportOptions());
        Assert.False(char.IsDigit(later.Published[Other][0]), $"13 were told and now {later.Published[Other]}");
    }

    private static ReportModel Second(ScanResult before, ScanResult now, out ReportModel first)
    {
        first = ReportModel.From(new ReportInput(before), new ReportOptions());
        var told = new PublishedReport(before.Summary.ScanId, before.Summary.AsOf, first.Published);
        return ReportModel.From(new ReportInput(now) { Previous = before, IsPreviousReported = true, PreviousReport = told, PreviousReported = before, OtherReports = [told] }, new ReportOptions());
    }

    // One application, verdict and platform, so that nothing but the organisation makes a group small.
    private static ScanResult Scan(string id, params (string Organisation, int Cases)[] organisations)
    {
        var cases = organisations.SelectMany((one, place) => Enumerable.Range(place * 1000, one.Cases).Select(index =>
            SampleScan.One(new Random(index), index) with
            {
                Id = $"x{index:x8}",
                Application = "tiktok",
                Organisation = one.Organisation,
                Verdict = Verdict.Violation,
                Deadline = null,
                Missing = [],
                Device = SampleScan.Device(index, "ios", SampleScan.End),
                Person = SampleScan.Person(index, $"Persoon {index}", $"persoon{index:D5}@voorbeeld.example"),
            }));
        return SampleScan.From(SampleScan.Ordered(cases), scanId: id);
    }
}
