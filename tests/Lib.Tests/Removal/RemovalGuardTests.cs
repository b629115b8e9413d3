using TikTokBan.Authorities;
using TikTokBan.Exposures;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal;

public sealed class RemovalGuardTests
{
    [Fact]
    public void A_plan_from_registers_with_rows_that_were_not_read_says_how_many_and_is_made_all_the_same()
    {
        var scan = PlanSamples.Scan(PlanSamples.Phone(1));
        SourceCoverage Read(string source, string location, long rejected) =>
            new() { Source = source, Title = source, Location = location, State = "read", RowsRead = 9, RowsRejected = rejected, BlindTo = [] };
        scan = scan with { Coverage = [Read("waivers.register", "waivers.csv", 2), Read("funding.register", "funding.csv", 1), Read("mdm.inventory", "apps.csv", 7)] };

        var verdict = PlanOperation.Make(PlanSamples.Request(scan), null, []).Verdict;

        var finding = Assert.Single(verdict.Findings, one => one.Code == GuardCode.RegisterRowsUnread);
        Assert.False(finding.Refuses);
        Assert.StartsWith("3 rows of waivers.csv, funding.csv ", finding.Sentence, StringComparison.Ordinal);
        var whole = PlanOperation.Make(PlanSamples.Request(scan with { Coverage = [Read("waivers.register", "waivers.csv", 0)] }), null, []).Verdict;
        Assert.DoesNotContain(whole.Findings, one => one.Code == GuardCode.RegisterRowsUnread);
    }

    [Fact]
    public void A_small_fresh_plan_is_let_through() => Assert.Empty(Check(Make(3)).Findings);

    public static TheoryData<GuardCode> Refusals =>
    [
        GuardCode.PlanChanged, GuardCode.PlanExpired, GuardCode.PlanFromTheFuture, GuardCode.WrongTenant, GuardCode.ScanStale, GuardCode.DataStale, GuardCode.ScanOfTomorrow, GuardCode.TooManyDevices,
        GuardCode.TooLargeShare, GuardCode.ProtectedTarget, GuardCode.TargetOutsidePlan, GuardCode.NoCanary, GuardCode.DirectiveChanged, GuardCode.CatalogueOlder, GuardCode.CatalogueSmaller, GuardCode.ProfileChanged,
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Each_reason_to_refuse_refuses_in_one_sentence(GuardCode code)
    {
        var plan = Make(3);
        var verdict = code switch
        {
            GuardCode.PlanChanged => Check(plan with { Author = "other@agency.example" }),
            GuardCode.PlanExpired => Check(plan, request => request with { Now = plan.ExpiresAt.AddSeconds(1) }),
            GuardCode.PlanFromTheFuture => Check(plan, request => request with { Now = PlanSamples.Now.AddHours(-1) }),
            GuardCode.WrongTenant => Check(plan, request => request with { Tenant = "71600000-0000-4000-8000-000000000002" }),
            GuardCode.ScanStale => Check(Rehashed(plan with { Scan = plan.Scan! with { FinishedAt = PlanSamples.Now.AddDays(-8) } })),
            GuardCode.DataStale => Check(Rehashed(plan with { Scan = plan.Scan! with { DataAsOf = PlanSamples.Now.AddDays(-8) } })),
            GuardCode.ScanOfTomorrow => Check(Rehashed(plan with { Scan = plan.Scan! with { AsOf = new DateOnly(2023, 6, 1) } })),
            GuardCode.TooManyDevices => Check(Make(51)),
            GuardCode.TooLargeShare => Check(plan, request => request with { Profile = new AuthorityProfile { LimitShare = 0.001 } }),
            GuardCode.ProtectedTarget => Check(plan, request => request with { Profile = new AuthorityProfile { ProtectedPeople = ["Person2@agency.example"] } }),
            GuardCode.TargetOutsidePlan => Check(Rehashed(plan with { Actions = [plan.Actions[0] with { Target = plan.Actions[0].Target with { Ids = [PlanSamples.Intune(99)] } }, .. plan.Actions.Skip(1)] })),
            GuardCode.NoCanary => Check(Rehashed(plan with { Devices = [.. plan.Devices.Select(device => device with { Ring = 2 })] })),
            GuardCode.DirectiveChanged => Check(plan, request => request with { DirectiveHash = new string('a', 64) }),
            GuardCode.CatalogueOlder => Check(plan, request => request with { KnownCatalogues = [new PlanCatalogue("2099.1", "b", 1)] }),
            GuardCode.CatalogueSmaller => Check(plan, request => request with { KnownCatalogues = [plan.Catalogue with { Hash = "b", Size = plan.Catalogue.Size + 1 }] }),
            _ => Check(plan, request => request with { Profile = new AuthorityProfile { Hash = "c" } }),
        };

        Assert.False(verdict.Allows);
        var finding = Assert.Single(verdict.Findings, finding => finding.Code == code);
        Assert.True(finding.Refuses);
        Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Sentence);
    }

    [Fact]
    public void A_source_that_failed_warns_because_it_never_adds_a_device()
    {
        var plan = Make(3);
        var verdict = Check(Rehashed(plan with { Scan = plan.Scan! with { Incomplete = ["mail.trace"] } }));

        Assert.True(verdict.Allows);
        Assert.Equal(GuardCode.ScanIncomplete, Assert.Single(verdict.Findings).Code);
    }

    [Fact]
    public void The_stricter_of_the_plan_s_limits_and_the_profile_s_holds()
    {
        Assert.False(Check(Make(3), request => request with { Profile = new AuthorityProfile { LimitDevices = 2 } }).Allows);
        var raised = Rehashed(Make(51) with { Limits = new RemovalLimits(1000, 1, 7) });
        Assert.Contains(Check(raised).Findings, finding => finding.Code == GuardCode.TooManyDevices);
    }

    [Theory]
    [InlineData("2026.11", 95, "2026.12", 100, true)]
    [InlineData("2026.12", 95, "2026.11", 100, true, GuardCode.CatalogueSmaller)]
    [InlineData("2026.12", 80, "2026.11", 100, false, GuardCode.CatalogueSmaller)]
    [InlineData("2026.9", 100, "2026.11", 100, false, GuardCode.CatalogueOlder)]
    public void A_newer_catalogue_may_shrink_a_little_and_no_catalogue_may_be_older(string used, long size, string known, long knownSize, bool allowed, GuardCode? code = null)
    {
        var findings = CatalogueGuard.Check(new PlanCatalogue(used, "a", size), [new PlanCatalogue(known, "b", knownSize)]).ToList();

        if (code is { } expected)
            Assert.Contains(findings, finding => finding.Code == expected && finding.Refuses == !allowed);
        else
            Assert.NotEqual(allowed, findings.TrueForAll(finding => !finding.Refuses));
    }

    private static RemovalPlan Make(int devices) =>
        RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan([.. Enumerable.Range(1, devices).Select(number => PlanSamples.Phone(number))])));

    private static RemovalPlan Rehashed(RemovalPlan plan) => plan with { Hash = PlanFile.HashOf(plan) };

    private static GuardVerdict Check(RemovalPlan plan, Func<GuardRequest, GuardRequest>? change = null)
    {
        var request = new GuardRequest { Plan = plan, Now = PlanSamples.Now, Tenant = PlanSamples.Tenant, DirectiveHash = plan.Directive.Hash, KnownCatalogues = [plan.Catalogue] };
        return RemovalGuard.Check(change?.Invoke(request) ?? request);
    }
}
