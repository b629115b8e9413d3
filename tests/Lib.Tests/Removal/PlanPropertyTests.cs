using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal;

/// <summary>What holds of every plan, whatever the scan says.</summary>
public sealed partial class PlanPropertyTests
{
    // Always the same cases, so that a failure today is the failure of tomorrow.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(120).WithReplay(20261122, 717);

    private static readonly AuthorityProfile Profile = new() { ProtectedPeople = ["PERSON3@agency.example"], ProtectedDevices = [PlanSamples.Intune(5).ToUpperInvariant(), "SERIE0000006"] };

    [Fact]
    public void Nothing_is_ever_done_to_a_device_that_is_not_the_authority_s_paid_one_with_a_verdict_that_is_acted_on() => ForEach((scan, plan) =>
    {
        var exposures = scan.Exposures.ToDictionary(exposure => exposure.Id);
        foreach (var action in plan.Actions)
        {
            Assert.NotEmpty(action.Exposures);
            Assert.All(action.Exposures, id =>
            {
                var exposure = exposures[id];
                Assert.True(exposure.Verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block);
                Assert.NotEqual(Confidence.Possible, exposure.Confidence);
                Assert.Contains(exposure.Evidence, piece => piece.Outcome == TikTokBan.Catalogue.MatchOutcome.Covered);
            });
        }

        var touched = plan.Actions.Where(action => action.Target.Kind != "tenant").SelectMany(action => action.Target.Ids).Concat(plan.Devices.Select(device => device.Id)).ToHashSet();
        foreach (var exposure in scan.Exposures.Where(exposure => exposure.Device?.IntuneId is { } id && touched.Contains(id)))
        {
            Assert.Equal(DeviceOwner.Service, exposure.Device!.Facts.Owner);
            var payer = exposure.Device.Facts.Payer!;
            Assert.True(payer.Purchase is Payer.Full or Payer.Part || payer.Subscription is Payer.Full or Payer.Part || payer.Use is Payer.Full or Payer.Part);
            Assert.NotEqual("person3@agency.example", exposure.Person?.UserPrincipalName);
            Assert.NotEqual(PlanSamples.Intune(5), exposure.Device.IntuneId);
            Assert.NotEqual("SERIE0000006", exposure.Device.Serial);
        }
    });

    [Fact]
    public void Every_exposure_is_acted_on_or_left_out_and_never_both() => ForEach((scan, plan) =>
    {
        var acted = plan.Actions.SelectMany(action => action.Exposures).Distinct().ToList();
        var left = plan.LeftOut.Select(one => one.Exposure).ToList();

        Assert.Distinct(left);
        Assert.Empty(acted.Intersect(left));
        Assert.Equal(scan.Exposures.Select(exposure => exposure.Id).Order(StringComparer.Ordinal), acted.Concat(left).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Each_device_is_in_one_ring_and_one_group_that_bounds_all_that_is_done_to_it() => ForEach((_, plan) =>
    {
        Assert.Distinct(plan.Devices.Select(device => device.Id));
        Assert.Equal(plan.Devices.Count, plan.BlastRadius.Devices);
        Assert.Equal(plan.Devices.Count, plan.Rings.Sum(ring => ring.Devices));
        Assert.All(plan.Actions.Where(action => action.Target.Kind != "tenant"), action =>
        {
            var ids = action.Target.Ids.ToHashSet();
            Assert.All(plan.Devices.Where(device => ids.Contains(device.Id)), device => Assert.Equal(action.Ring, device.Ring));
            Assert.True(ids.Count <= plan.Devices.Count(device => device.Ring == action.Ring));
        });
        Assert.All(plan.Actions.Where(action => action.Kind == "addMembers"), action => Assert.InRange(action.Target.Ids.Count, 1, 20));
        if (plan.Rings.Count(ring => ring.Devices > 0) > 1)
            Assert.InRange(plan.Rings[0].Devices, 1, 10);
    });

    [Fact]
    public void An_action_comes_after_what_it_depends_on_and_refers_to_nothing_else() => ForEach((_, plan) =>
    {
        var before = new HashSet<string>();
        foreach (var action in plan.Actions)
        {
            Assert.Subset(before, action.DependsOn.ToHashSet());
            before.Add(action.Id);
            foreach (var request in action.Requests.Concat(action.Undo.Requests))
            {
                var text = request.Path + request.Body;
                Assert.All(Placeholder().Matches(text).Select(match => match.Groups[1].Value), id => Assert.Contains(id, before));
                Assert.Matches("^/(v1.0|beta|api)/[A-Za-z]", request.Path);
                Assert.DoesNotContain("..", request.Path, StringComparison.Ordinal);
            }

            // Whoever calls a device like a placeholder must not have it filled in.
            if (action.Kind == "notify")
                Assert.DoesNotContain("{a-", action.Requests[0].Body!.Value.ToString(), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void The_same_input_gives_the_same_plan_and_any_other_another_id() => ForEach((scan, plan) =>
    {
        var again = RemovalPlanner.Make(Request(scan));
        Assert.Equal(PlanFile.ToJson(plan), PlanFile.ToJson(again));
        Assert.Equal(64, plan.Hash.Length);
        Assert.NotEqual(plan.Id, RemovalPlanner.Make(Request(scan) with { Author = "bram@agency.example" }).Id);
    });

    [Fact]
    public void A_selection_plans_for_nothing_else_and_still_heeds_the_rest() => ForEach((scan, _) =>
    {
        var selected = scan.Exposures.Where((_, index) => index % 2 == 0).Select(exposure => exposure.Id).ToHashSet();
        var whole = RemovalPlanner.Make(Request(scan));
        var part = RemovalPlanner.Make(Request(scan) with { Selected = selected });

        Assert.Subset(selected, part.Actions.SelectMany(action => action.Exposures).ToHashSet());
        Assert.Subset(selected, part.LeftOut.Select(left => left.Exposure).ToHashSet());
        Assert.Subset(whole.Devices.Select(device => device.Id).ToHashSet(), part.Devices.Select(device => device.Id).ToHashSet());
    });

    private static void ForEach(Action<ScanResult, RemovalPlan> holds) => Check.One(Fixed, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var scan = PlanSamples.Wild(seed);
        holds(scan, RemovalPlanner.Make(Request(scan)));
    }));

    private static RemovalPlanRequest Request(ScanResult scan) => PlanSamples.Request(scan, Profile) with { TenantWide = scan.Exposures.Count % 2 == 0 };

    [GeneratedRegex(@"\{(a-\d{5})\.")]
    private static partial Regex Placeholder();
}
