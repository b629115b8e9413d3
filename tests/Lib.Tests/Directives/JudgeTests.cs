using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

public sealed class JudgeTests
{
    private static readonly PayerFacts Unpaid = new() { Purchase = Payer.None, Subscription = Payer.None, Use = Payer.None };

    private static readonly CaseFacts Paid = new()
    {
        Id = "c1",
        Directive = "be-federal-716",
        Date = new DateOnly(2023, 4, 2),
        Application = "tiktok",
        Conduct = Conduct.Installed,
        Person = new PersonFacts { Population = ["be-federal"] },
        Device = new DeviceFacts { Payer = new PayerFacts { Subscription = Payer.Part } },
    };

    private static Judge Federal => new(Directive.LoadFile(Repository.At("data", "directives", "be-federal-716.yaml")), KnownApplications.Find);

    [Fact]
    public void A_part_of_one_cost_is_enough_and_the_rest_is_not_asked_for()
    {
        var judgement = Federal.Decide(Paid);

        Assert.Equal((Verdict.Violation, "paid-installed-or-used"), (judgement.Verdict, judgement.Rule));
        Assert.Empty(judgement.Missing);
        Assert.Equal("c1", judgement.Id);
    }

    [Fact]
    public void Two_costs_unpaid_and_the_third_unknown_leave_just_that_one_to_ask_for()
    {
        var judgement = Federal.Decide(Paid with { Device = new DeviceFacts { Payer = Unpaid with { Use = null }, UsedForWork = true } });

        Assert.Equal(Verdict.Review, judgement.Verdict);
        Assert.Equal(["device.payer.use"], judgement.Missing);
        Assert.Null(judgement.Rule);
    }

    [Fact]
    public void Facts_that_no_longer_matter_are_not_named()
    {
        var judgement = Federal.Decide(Paid with { Device = null });

        Assert.Equal(
            ["device.payer.purchase", "device.payer.subscription", "device.payer.use", "device.internalAccess", "device.usedForWork"],
            judgement.Missing);
    }

    [Fact]
    public void A_waiver_that_the_sources_do_not_know_is_for_review_while_it_holds()
    {
        var waiver = new WaiverFacts { Kind = "operational", Approver = "head", Documented = true, Blanket = false, Expires = Paid.Date };

        Assert.Equal((Verdict.Review, "waiver-unlisted"), Of(Federal.Decide(Paid with { Waiver = waiver })));
        Assert.Equal((Verdict.Violation, "paid-installed-or-used"), Of(Federal.Decide(Paid with { Waiver = waiver with { Expires = Paid.Date.AddDays(-1) } })));
        Assert.Equal((Verdict.Violation, "paid-installed-or-used"), Of(Federal.Decide(Paid with { HasNoWaiver = true })));
        Assert.Equal(["waiver.expires"], Federal.Decide(Paid with { Waiver = waiver with { Expires = null } }).Missing);
        Assert.Equal(Verdict.Advise, Federal.Decide(Paid with { Waiver = waiver, Device = new DeviceFacts { Payer = Unpaid, UsedForWork = true } }).Verdict);
    }

    [Theory]
    [InlineData("en", "Rule paid-installed-or-used: The application may be neither")]
    [InlineData("fr-BE", "Règle paid-installed-or-used : L'application ne peut être")]
    [InlineData("nl", "Regel paid-installed-or-used: De toepassing mag niet")]
    [InlineData("de", "Regel paid-installed-or-used: Die Anwendung darf")]
    public void Reasons_speak_the_language_that_was_asked_for(string language, string beginning)
    {
        var reasons = Federal.Decide(Paid, language).Reasons;

        Assert.Contains(reasons, reason => reason.StartsWith(beginning, StringComparison.Ordinal));
    }

    [Fact]
    public void Reasons_name_the_facts_that_decided_and_no_others()
    {
        var reasons = Federal.Decide(Paid with { Network = "other", Device = Paid.Device! with { Owner = DeviceOwner.Personal } }).Reasons;

        Assert.Contains("Subscription of the device paid by the authority: in part.", reasons);
        Assert.Contains("Populations of the person: be-federal.", reasons);
        Assert.DoesNotContain(reasons, reason => reason.StartsWith("Registered waiver", StringComparison.Ordinal));
        Assert.Contains("Registered waiver: no.", Federal.Decide(Paid with { HasNoWaiver = true }).Reasons);
        Assert.DoesNotContain(reasons, reason => reason.Contains("Network", StringComparison.Ordinal) || reason.Contains("Owner", StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_for_another_directive_is_refused() =>
        Assert.Throws<ArgumentException>(() => Federal.Decide(Paid with { Directive = "eu-commission" }));

    private static (Verdict Verdict, string? Rule) Of(Judgement judgement) => (judgement.Verdict, judgement.Rule);
}
