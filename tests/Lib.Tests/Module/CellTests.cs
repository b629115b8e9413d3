using System.Globalization;
using TikTokBan.Cmdlets.Views;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Reports.Rollup;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Tests.Module;

/// <summary>The text of computed cells.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData(Verdict.Violation, "\u001b[31mViolation !\u001b[0m")]
    [InlineData(Verdict.RemoveBy, "\u001b[31mRemoveBy !\u001b[0m")]
    [InlineData(Verdict.Block, "\u001b[31mBlock !\u001b[0m")]
    [InlineData(Verdict.Review, "\u001b[33mReview ?\u001b[0m")]
    [InlineData(Verdict.Exempt, "Exempt")]
    public void A_verdict_carries_a_mark_that_stands_without_its_colour(Verdict verdict, string cell) =>
        Assert.Equal(cell, ExposureView.Verdict(Case() with { Verdict = verdict }));

    [Fact]
    public void A_device_goes_by_its_name_and_platform_else_by_the_best_key_there_is()
    {
        var device = new ExposedDevice { Id = "d-1", Facts = new DeviceFacts() };

        Assert.Equal("", ExposureView.Device(Case()));
        Assert.Equal("d-1", ExposureView.Device(Case() with { Device = device }));
        Assert.Equal("192.0.2.7", ExposureView.Device(Case() with { Device = device with { Address = "192.0.2.7" } }));
        Assert.Equal("GSM-1 (iOS)", ExposureView.Device(Case() with { Device = device with { Name = "GSM-1", Platform = "ios" } }));
        Assert.Equal("GSM-1 (?)", ExposureView.Device(Case() with { Device = device with { Name = "GSM-1" } }));
    }

    [Fact]
    public void Days_and_times_are_written_alike_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            var late = new DateTimeOffset(2026, 11, 16, 0, 30, 0, TimeSpan.FromHours(1));

            Assert.Equal("2026-11-15", CellText.Day(late));
            Assert.Equal("2026-11-15 23:30Z", CellText.Time(late));
            Assert.Equal("2026-11-16", CellText.Day(new DateOnly(2026, 11, 16)));
            Assert.Equal("", CellText.Day((DateOnly?)null));
            Assert.Equal("98765", CellText.Number(98765));
            Assert.Equal("Violation 12", CellText.Counts(new Dictionary<string, long> { ["Violation"] = 12, ["Review"] = 0 }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void An_outcome_that_nobody_knows_is_to_be_looked_at_and_a_failure_to_be_acted_on()
    {
        var result = new ActionResult { Action = "a-1", Ring = 1, Kind = "retire", Target = "a device", Outcome = ActionOutcome.Unknown, Sentence = "", Devices = [], LeftOut = [], Requests = [] };

        Assert.Equal("\u001b[33mUnknown ?\u001b[0m", ActionView.Outcome(result));
        Assert.Equal("\u001b[31mFailed !\u001b[0m", ActionView.Outcome(result with { Outcome = ActionOutcome.Failed }));
        Assert.Equal("", ActionView.Outcome(result with { Outcome = null }));
        Assert.Equal("a-1, ring 1, retire", ActionView.Head(result));
    }

    [Theory]
    [InlineData("failed", "\u001b[31mfailed !\u001b[0m")]
    [InlineData("partial", "\u001b[33mpartial ?\u001b[0m")]
    [InlineData("absent", "absent")]
    public void A_source_that_was_not_read_in_full_is_marked(string state, string cell) => Assert.Equal(
        cell,
        CoverageView.State(new SourceCoverage { Source = "mdm.devices", Title = "Devices", Location = "devices.csv", State = state, BlindTo = [] }));

    [Fact]
    public void Access_that_is_granted_is_told_apart_from_what_was_tried()
    {
        var source = new SourceAccess { Source = "removal", State = AccessState.Readable, MissingApplication = ["B"], MissingDelegated = ["B", "A"], Operations = [] };

        Assert.Equal("\u001b[32mReadable\u001b[0m", AccessView.State(source));
        Assert.Equal("\u001b[32mGranted\u001b[0m", AccessView.State(source with { IsForActing = true }));
        Assert.Equal("B, A", AccessView.Missing(source));
    }

    [Fact]
    public void An_authority_that_has_not_reported_is_marked() =>
        Assert.Equal("\u001b[31mMissing !\u001b[0m", ReportView.Status(new AuthorityStanding("An agency", ReportingStatus.Missing, true, null, null, null, null, null)));

    [Fact]
    public void Nothing_is_an_empty_cell()
    {
        Assert.Equal("", ExposureView.Verdict(null!));
        Assert.Equal("", CoverageView.State(null!));
        Assert.Equal("", PlanView.Reach(null!));
    }

    private static Exposure Case() => new()
    {
        Id = "x-1",
        Application = "tiktok",
        Class = "tiktok_service",
        Conducts = [Conduct.Installed],
        Confidence = Confidence.Confirmed,
        Evidence = [],
        Directive = "be-federal-716",
        Verdict = Verdict.Review,
        Reasons = [],
        Missing = [],
    };
}
