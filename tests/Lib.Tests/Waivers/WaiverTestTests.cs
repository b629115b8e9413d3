using TikTokBan.Directives;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

public sealed class WaiverTestTests
{
    [Fact]
    public void Whatever_an_exception_asks_for_and_the_waiver_lacks_is_named()
    {
        var grant = WaiverSamples.Grant with { Approver = "other", Documented = false, Conditions = new Dictionary<string, bool> { ["wifi"] = true } };

        var result = Run(grant);

        Assert.False(result.Exempts);
        Assert.Null(result.Answer);
        Assert.Empty(result.Lifts);
        Assert.Equal(["investigation", "campaign-phone"], result.Exceptions.Select(exception => exception.Id));
        Assert.Equal(
            [
                ("waiver.approver", "head, designee", "other"),
                ("waiver.documented", "true", "false"),
                ("waiver.conditions.singlePurpose", "true", null),
                ("waiver.conditions.wifi", "false", "true"),
            ],
            result.Exceptions[1].Lacks.Select(lack => (lack.Path, string.Join(", ", lack.Wanted), lack.Actual)));
        Assert.Contains(result.Reasons, reason => reason.Contains("On Wi-Fi: no is asked for, and it is yes", StringComparison.Ordinal));
        Assert.Contains(result.Reasons, reason => reason.Contains("Device kept for this one purpose: yes is asked for, and it is not stated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_met_exception_says_what_it_lifts()
    {
        Assert.Equal([Verdict.Advise, Verdict.Block, Verdict.RemoveBy, Verdict.Violation], Run(WaiverSamples.Grant).Lifts);
        var inquiry = Run(WaiverSamples.Grant with { Kind = "law-enforcement", Application = null });
        Assert.True(inquiry.Exempts);
        Assert.Equal(("investigation", "Note of the management committee of 2 March 2026, point 4"), (inquiry.Exception, inquiry.Basis));
        Assert.Equal([Verdict.Violation], inquiry.Lifts);
    }

    [Theory]
    [InlineData("2026-11-15", false)]
    [InlineData("2026-11-16", true)]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-02-01", false)]
    public void It_exempts_from_its_first_day_to_its_last(string day, bool exempts)
    {
        var asOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(exempts, Run(WaiverSamples.Grant with { ValidFrom = WaiverSamples.Today }, asOf: asOf).Exempts);
    }

    [Fact]
    public void Revoked_undated_disputed_or_pointless_waivers_exempt_from_nothing()
    {
        var terms = WaiverSamples.Terms(WaiverSamples.Grant);
        var revoked = terms with { Revocation = new WaiverRevocation(default, WaiverSamples.Today, "jan", "why") };
        var asOf = WaiverSamples.Today;

        Assert.Contains("revoked on 2026-11-16 by jan: why", Reasons(revoked, WaiverSamples.Own, asOf), StringComparison.Ordinal);
        Assert.True(WaiverTest.Run(revoked, WaiverSamples.Own, WaiverSamples.Applications, asOf.AddDays(-1)).Exempts);
        Assert.Contains("last day is not known", Reasons(terms with { Facts = terms.Facts with { Expires = null } }, WaiverSamples.Own, asOf), StringComparison.Ordinal);
        Assert.Contains("does not cover the application capcut", Reasons(terms with { Application = "capcut" }, WaiverSamples.Own, asOf), StringComparison.Ordinal);
        Assert.Contains("is not in force on 2023-03-09", Reasons(terms with { ValidFrom = null }, WaiverSamples.Own, new DateOnly(2023, 3, 9)), StringComparison.Ordinal);
        var disputed = WaiverSamples.Own with { DisputedApplications = new ApplicationScope { Ids = ["tiktok"] } };
        Assert.Contains("disputed", Reasons(terms, disputed, asOf), StringComparison.Ordinal);
    }

    [Fact]
    public void Under_the_federal_ban_it_leads_to_review_and_says_what_would_make_it_count()
    {
        var result = Run(WaiverSamples.Grant, WaiverSamples.Federal);

        Assert.Equal((false, Verdict.Review), (result.Exempts, result.Answer));
        Assert.Equal([Verdict.RemoveBy, Verdict.Violation], result.Lifts);
        Assert.Contains("directive of the authority's own", Assert.Single(result.Reasons), StringComparison.Ordinal);
        Assert.Null(Run(WaiverSamples.Grant, WaiverSamples.Federal, new DateOnly(2027, 2, 1)).Answer);
    }

    [Theory]
    [InlineData("fr", "Connecté au wifi : il faut non")]
    [InlineData("nl", "nee is vereist")]
    [InlineData("de", "verlangt ist nein")]
    public void It_speaks_the_language_that_was_asked_for(string language, string says)
    {
        var grant = WaiverSamples.Grant with { Conditions = new Dictionary<string, bool> { ["singlePurpose"] = true, ["wifi"] = true } };

        var result = WaiverTest.Run(WaiverSamples.Terms(grant), WaiverSamples.Own, WaiverSamples.Applications, WaiverSamples.Today, language);

        Assert.Contains(result.Reasons, reason => reason.Contains(says, StringComparison.Ordinal));
    }

    private static WaiverTestResult Run(WaiverGrant grant, Directive? directive = null, DateOnly? asOf = null) =>
        WaiverTest.Run(WaiverSamples.Terms(grant), directive ?? WaiverSamples.Own, WaiverSamples.Applications, asOf ?? WaiverSamples.Today);

    private static string Reasons(WaiverTerms terms, Directive directive, DateOnly asOf)
    {
        var result = WaiverTest.Run(terms, directive, WaiverSamples.Applications, asOf);
        Assert.False(result.Exempts);
        Assert.Empty(result.Lifts);
        return string.Join(" ", result.Reasons);
    }
}
