using System.Net;
using TikTokBan.Authorities;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class ApplyTests
{
    [Fact]
    public async Task A_plan_is_carried_out_ring_by_ring_and_a_second_run_finds_nothing_to_do()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var result = await fixture.ApplyAsync();

        Assert.True(result.IsComplete, result.Next);
        Assert.Equal([1, 2, 3], result.Rings);
        Assert.Equal(fixture.Plan.Actions.Count, result.Outcomes.Values.Sum());
        Assert.Equal(fixture.Place.Effects.Count, fixture.Place.Effects.Distinct().Count());
        var written = fixture.Place.Writes.Count;
        var again = await fixture.ApplyAsync();
        Assert.Equal((0, fixture.Plan.Actions.Count, written), (again.Run, again.FinishedBefore, fixture.Place.Writes.Count));
    }

    [Fact]
    public async Task What_others_assigned_stays_to_the_letter()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var theirs = fixture.Place.Apps.Assigned("ios-app")[0].DeepClone().AsObject();
        theirs.Remove("id");
        await fixture.ApplyAsync();

        var assign = fixture.Place.Writes.First(write => write.Request.Path.Contains("ios-app/assign", StringComparison.Ordinal)).Request;
        Assert.StartsWith($$"""{"mobileAppAssignments":[{{theirs.ToJsonString()}},""", assign.Body, StringComparison.Ordinal);
        Assert.StartsWith("/beta/", assign.Path, StringComparison.Ordinal);
        var before = fixture.Journal.Of(JournalStep.Sending).First(entry => entry.Request == assign).Before!.Value;
        Assert.Equal("others", before[0].GetProperty("target").GetProperty("groupId").GetString());
        Assert.Empty(fixture.Place.Apps.Assigned("vpp-app"));
    }

    [Fact]
    public async Task Rings_are_carried_out_one_at_a_time_and_in_their_order()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        ApplyRequest One(ApplyRequest request) => request with { AllRings = false };

        await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync(request => One(request) with { Ring = 2 }));
        Assert.Empty(fixture.Journal.Entries);
        Assert.Equal([1], (await fixture.ApplyAsync(One)).Rings);
        var sent = fixture.Journal.Entries.Count;
        var again = await fixture.ApplyAsync(One);
        Assert.Empty(again.Rings);
        Assert.Contains("--ring 2", again.Next, StringComparison.Ordinal);
        Assert.Equal(sent, fixture.Journal.Entries.Count);
        Assert.Equal([2], (await fixture.ApplyAsync(request => One(request) with { Ring = 2 })).Rings);
        Assert.Equal([3], (await fixture.ApplyAsync(request => request with { AllRings = true })).Rings);
        Assert.Contains("has no ring 9", (await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync(request => request with { Ring = 9 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_stop_a_run_and_what_rests_on_them_waits_for_the_next()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        fixture.Place.Faults = (_, request) => request.Path.EndsWith("deviceConfigurations", StringComparison.Ordinal) || request.Path.EndsWith("/syncDevice", StringComparison.Ordinal) ? Fault.Refused(HttpStatusCode.Forbidden) : null;
        var stopped = await fixture.ApplyAsync(request => request with { MostFailures = 1 });

        Assert.Contains("1 action failed", stopped.Stopped, StringComparison.Ordinal);
        Assert.True(stopped.Outcomes[ActionOutcome.Failed] <= 16);
        Assert.Contains(fixture.Told, told => told.Outcome == ActionOutcome.Failed && told.Sentence.Contains("Made-up refusal 403", StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.Told, told => told.Ring > 1);
        fixture.Place.Faults = null;
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        Assert.Equal(fixture.Plan.Actions.Select(action => action.Id), fixture.Journal.Outcomes.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_ring_may_be_begun_after_as_many_failures_as_are_allowed_and_no_more()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        fixture.Place.Faults = (_, request) => request.Path.EndsWith("/syncDevice", StringComparison.Ordinal) ? Fault.Refused(HttpStatusCode.Forbidden) : null;
        await fixture.ApplyAsync(request => request with { Ring = 1 });
        var failed = fixture.Journal.Outcomes.Values.Count(outcome => outcome == ActionOutcome.Failed);

        Assert.True(failed > 1);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync(request => request with { Ring = 2, MostFailures = failed - 1 }));
        Assert.Contains("carry out ring 1 again", refused.Message, StringComparison.Ordinal);
        Assert.Equal([2], (await fixture.ApplyAsync(request => request with { Ring = 2, MostFailures = failed })).Rings);
    }

    [Fact]
    public async Task Where_a_plan_is_named_by_its_id_the_refusal_says_where_approvals_come_from()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        async Task<string> RefusalAsync(bool byId) => (await fixture.ApplyAsync(request => request with { Approvals = [], IsNamedById = byId })).Verdict.Refusal!;

        Assert.Contains("--approval (-Approval)", await RefusalAsync(byId: true), StringComparison.Ordinal);
        Assert.DoesNotContain("-Approval)", await RefusalAsync(byId: false), StringComparison.Ordinal);
        Assert.True((await fixture.ApplyAsync(request => request with { IsNamedById = true })).Verdict.Allows);
    }

    [Fact]
    public async Task A_ring_that_is_not_there_is_told_before_approvals_are_asked_for()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync(request => request with { Approvals = [], Ring = 9 }));
        Assert.Contains("has no ring 9", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_begun_when_the_guard_or_an_approval_is_against_it()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());

        Assert.Contains((await fixture.ApplyAsync(request => request with { Approvals = [] })).Verdict.Findings, finding => finding is { Code: GuardCode.ApprovalMissing, Refuses: true });
        Assert.False((await fixture.ApplyAsync(request => request with { DirectiveHash = new string('0', 64) })).Verdict.Allows);
        Assert.False((await fixture.ApplyAsync(request => request with { Plan = fixture.Plan with { Author = "eve@agency.example" } })).Verdict.Allows);
        Assert.False((await fixture.ApplyAsync(request => request with { Implicit = true, Profile = new AuthorityProfile { DemandsApproval = true } })).Verdict.Allows);
        Assert.Empty(fixture.Journal.Entries);
        Assert.Empty(fixture.Place.Writes);
        Assert.True((await fixture.ApplyAsync(request => request with { Implicit = true, Approvals = [] })).IsComplete);
    }

    [Fact]
    public async Task A_device_that_fails_a_check_is_left_out_alone()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan(more: [.. Enumerable.Range(20, 30).Select(number => PlanSamples.Phone(number))]));
        var personal = PlanSamples.Intune(20);
        fixture.Checks = (action, _) => new Checked([.. action.Target.Ids.Where(id => id == personal && action.Preconditions.Any(check => check.Scope == "device")).Select(id => new JournaledDevice(id, "ownerService", "It is personal now."))], null);
        await fixture.ApplyAsync();

        Assert.DoesNotContain(fixture.Place.Members.Values, members => members.Contains("dir-" + personal[^4..]));
        Assert.Contains(fixture.Place.Members.Values, members => members.Contains("dir-" + PlanSamples.Intune(21)[^4..]));
        Assert.Empty((IEnumerable<object>)fixture.Place.Managed[personal]["deviceActionResults"]!);
        Assert.Contains(fixture.Journal.Of(JournalStep.ActionEnded), entry => entry.Devices?.Any(device => device.Id == personal && device.State == "ownerService") == true);
    }

    [Fact]
    public async Task A_check_that_refuses_an_action_skips_it_and_what_rests_on_it()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        fixture.Checks = (action, _) => new Checked([], action.Kind == "ensureCompliance" ? "A stranger is in the group." : null);
        var result = await fixture.ApplyAsync();

        Assert.True(result.IsComplete);
        Assert.Empty(fixture.Place.Policies.All);
        Assert.All(fixture.Told.Where(told => told.Kind == "ensureCompliance"), told => Assert.Equal((ActionOutcome.Skipped, "A stranger is in the group."), (told.Outcome, told.Sentence)));
        Assert.All(fixture.Told.Where(told => told.Kind == "syncDevice"), told => Assert.Equal(ActionOutcome.Done, told.Outcome));
    }

    [Fact]
    public async Task A_full_disk_stops_everything_at_once()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var (count, written) = (0, 0);
        fixture.Journal.Keeping = _ =>
        {
            if (++count < 20)
                return;
            written = written == 0 ? fixture.Place.Writes.Count : written;
            throw new UnusableInputException("The disk is full.");
        };

        Assert.Equal("The disk is full.", (await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync())).Message);
        // One that was on its way when the disk filled up may still have left.
        Assert.InRange(fixture.Place.Writes.Count - written, 0, 16);
        fixture.Journal.Keeping = null;
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        Assert.Equal(fixture.Place.Effects.Count, fixture.Place.Effects.Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_run_ends_in_the_journal_and_is_taken_up_again()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        using var stop = new CancellationTokenSource();
        fixture.Place.Faults = (number, _) =>
        {
            if (number == 9)
                stop.Cancel();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.ApplyAsync(cancellationToken: stop.Token));
        Assert.Equal(JournalStep.RunEnded, fixture.Journal.Entries[^1].Step);
        Assert.InRange(fixture.Place.Writes.Count, 9, 9 + 16);
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        Assert.Equal(fixture.Place.Effects.Count, fixture.Place.Effects.Distinct().Count());
    }

    [Fact]
    public async Task Two_objects_of_the_meant_name_are_a_failure_and_one_of_another_s_is_used_and_not_ours()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        fixture.Place.Apps.Add("ios-app-2", new() { ["@odata.type"] = "#microsoft.graph.iosStoreApp", ["bundleId"] = "com.zhiliaoapp.musically" });
        fixture.Place.Apps.Add("win-app", new() { ["@odata.type"] = "#microsoft.graph.winGetApp", ["packageIdentifier"] = "9NH2GPH4JZS4" });
        await fixture.ApplyAsync();

        Assert.Contains(fixture.Told, told => told is { Kind: "ensureApp", Outcome: ActionOutcome.Failed } && told.Sentence.StartsWith("2 objects", StringComparison.Ordinal));
        Assert.Contains(fixture.Journal.Of(JournalStep.ActionEnded), entry => entry is { ObjectId: "win-app", Created: false });
        await fixture.UndoAsync();
        Assert.True(fixture.Place.Apps.Has("win-app"));
        Assert.Empty(fixture.Place.Apps.Assigned("win-app"));
    }

    [Fact]
    public async Task Thousands_of_devices_are_asked_side_by_side_and_lists_one_at_a_time()
    {
        var large = new AuthorityProfile { LimitDevices = 1000 };
        var plan = ApplyFixture.Make([.. Enumerable.Range(1, 400).Select(number => ApplyFixture.Device(number, "windows", "windowsAzureADJoin"))], profile: large);
        await using var fixture = new ApplyFixture(plan);
        var result = await fixture.ApplyAsync(request => request with { Profile = large });

        Assert.Equal(400, fixture.Place.Members.Values.Sum(members => members.Count));
        Assert.True(result.IsComplete, result.Next);
        Assert.InRange(fixture.Place.MostAtOnce, 2, 16);
    }
}
