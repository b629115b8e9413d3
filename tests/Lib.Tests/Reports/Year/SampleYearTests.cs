using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

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
}
