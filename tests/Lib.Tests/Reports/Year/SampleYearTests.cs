using AngleSharp.Html.Parser;
using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Tables;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Year;

public sealed class SampleYearTests
{
    [Fact]
    public async Task The_half_year_has_something_of_everything_that_a_report_can_say()
    {
        var year = await SampleYear.MakeAsync();
        Assert.Equal(7, year.History.Count);
        Assert.True(year.History[0].Violations > year.History[^1].Violations);
        var (now, before) = (Ids(year.Scan.Exposures), Ids(year.Previous!.Exposures));
        Assert.True(before.Except(now).Count() >= 5, "solved");
        Assert.True(now.Except(before).Any(id => !year.SeenBefore.Contains(id)), "new");
        Assert.True(now.Except(before).Any(year.SeenBefore.Contains), "reappeared");
        var removal = year.Plans.Single(one => one.Plan.Purpose == PlanPurpose.Removal).Progress;
        Assert.Equal(ProgressState.WithFailures, removal.State);
        Assert.True(removal.SeenByState["gone"] > removal.SeenByState["stillThere"]);
        Assert.Equal(ProgressState.Done, year.Plans.Single(one => one.Plan.Purpose == PlanPurpose.Block).Progress.State);
        Assert.Equal(Enum.GetValues<TikTokBan.Waivers.WaiverState>().Length - 1, year.Waivers.Select(one => one.StateOn(year.Scan.Summary.AsOf)).Distinct().Count());

        static HashSet<string> Ids(IEnumerable<TikTokBan.Exposures.Exposure> cases) => [.. cases.Select(one => one.Id)];
    }

    [Fact]
    public async Task A_block_tells_of_applications_by_what_people_call_them_even_where_no_case_is_of_them()
    {
        var model = ReportModel.From(await SampleYear.MakeAsync("nl"), new ReportOptions { Language = "nl" });
        Assert.Contains("tiktok-notes", Assert.Single(model.Blocks.Select(block => string.Join(' ', block.Applications)).Distinct()), StringComparison.Ordinal);
        var blocks = new HtmlParser().ParseDocument(SampleModel.Write(model)).QuerySelector("#blocks tbody")!.TextContent;
        Assert.Contains("TikTok Notes", blocks, StringComparison.Ordinal);
        Assert.DoesNotContain("tiktok-", blocks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_is_told_in_the_same_words_and_order_on_the_page_in_the_summary_and_in_the_workbook()
    {
        var model = ReportModel.From(await SampleYear.MakeAsync("fr"), new ReportOptions { Language = "fr" });
        string[] kinds = ["new", "reappeared", "open", "solved"];
        var text = new ReportText("fr");
        var page = new HtmlParser().ParseDocument(SampleModel.Write(model));
        Assert.Equal(kinds.Select(kind => text["change." + kind]), page.QuerySelectorAll("#changes .strip .verdict").Select(tile => tile.TextContent.Trim()));
        Assert.Equal(kinds.Select(kind => text["changed." + kind]), page.QuerySelectorAll("#point .changed .verdict").Select(word => word.TextContent.Trim()));
        Assert.Equal(kinds.Select(kind => text["change." + kind]), ReportTables.Of(model, text).Single(table => table.Id == "changes").Columns.Skip(2).Select(column => column.Header));
        using var summary = new StringWriter();
        MarkdownSummary.Write(model, text, summary);
        Assert.Matches(string.Join(", ", kinds.Select(kind => @"[^,]+ " + text["changed." + kind])) + @"\.", summary.ToString());
    }
}
