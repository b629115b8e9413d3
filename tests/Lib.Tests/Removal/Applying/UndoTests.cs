using System.Net;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class UndoTests
{
    [Fact]
    public async Task Taken_back_the_tenant_is_what_it_was_and_the_plan_is_not_carried_out_again()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var before = fixture.Place.Snapshot();
        await fixture.ApplyAsync();
        Assert.NotEqual(before, fixture.Place.Snapshot());
        var result = await fixture.UndoAsync();

        Assert.True(result.IsComplete, result.Next);
        Assert.Equal(before, fixture.Place.Snapshot());
        Assert.Contains("taken back before", (await fixture.UndoAsync()).Next, StringComparison.Ordinal);
        Assert.Contains("was taken back on", (await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_taken_back_it_is_to_be_finished_first()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        await fixture.ApplyAsync();
        fixture.Place.Faults = (_, request) => request.Path.Contains("deviceConfigurations", StringComparison.Ordinal) ? Fault.Refused(HttpStatusCode.Forbidden) : null;
        var result = await fixture.UndoAsync();

        Assert.False(result.IsComplete);
        // What still has a profile keeps its group.
        Assert.NotEmpty(fixture.Place.Groups.All);
        Assert.Contains("taken back in part", (await Assert.ThrowsAsync<UnusableInputException>(() => fixture.ApplyAsync())).Message, StringComparison.Ordinal);
        fixture.Place.Faults = null;
        Assert.True((await fixture.UndoAsync()).IsComplete);
        Assert.Empty(fixture.Place.Groups.All);
    }

    [Fact]
    public async Task What_others_changed_since_stays_theirs()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        await fixture.ApplyAsync();
        var place = fixture.Place;
        place.Apps.Assign("ios-app", [.. place.Apps.Assigned("ios-app").Skip(1), ApplyFixture.Of("newcomers", "required")]);
        var profile = (string)place.Configurations.All.First()["id"]!;
        place.Configurations.Assign(profile, [.. place.Configurations.Assigned(profile), ApplyFixture.Of("newcomers", "apply")]);
        var store = (string)place.Apps.All.Single(app => app.ContainsKey("packageIdentifier"))["id"]!;
        place.Apps.Assign(store, [.. place.Apps.Assigned(store), ApplyFixture.Of("newcomers", "required")]);
        var group = place.Members.Keys.First();
        place.Members[group].Add("dir-stranger");
        var result = await fixture.UndoAsync();

        Assert.True(result.IsComplete, result.Next);
        Assert.Equal(3, result.Outcomes[ActionOutcome.Skipped]);
        Assert.Equal("newcomers", (string)Assert.Single(place.Apps.Assigned("ios-app"))["target"]!["groupId"]!);
        Assert.Equal("newcomers", (string)Assert.Single(place.Apps.Assigned(store))["target"]!["groupId"]!);
        Assert.True(place.Configurations.Has(profile));
        Assert.Equal(group, (string)Assert.Single(place.Groups.All)["id"]!);
        Assert.Contains(fixture.Told, told => told.Sentence.Contains("Somebody assigned", StringComparison.Ordinal));
        Assert.Contains(fixture.Told, told => told.Sentence.Contains("Somebody added 1 member", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_gone_already_is_done()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        await fixture.ApplyAsync();
        foreach (var rows in new[] { fixture.Place.Groups, fixture.Place.Configurations, fixture.Place.Policies })
        {
            foreach (var id in rows.All.Select(row => (string)row["id"]!).ToList())
                rows.Remove(id);
        }

        Assert.True((await fixture.UndoAsync()).IsComplete);
        Assert.DoesNotContain(fixture.Told, told => told.Kind == "ensureGroup" && told.Outcome != ActionOutcome.AlreadyDone);
    }

    [Fact]
    public async Task A_plan_that_was_never_carried_out_or_is_another_tenant_s_is_refused()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());

        Assert.Contains("never carried out", (await Assert.ThrowsAsync<UnusableInputException>(() => fixture.UndoAsync())).Message, StringComparison.Ordinal);
        await fixture.ApplyAsync(request => request with { Ring = 1 });
        Assert.False((await fixture.UndoAsync(request => request with { Plan = fixture.Plan with { Tenant = PlanSamples.Tenant } })).Verdict.Allows);
    }

    [Fact]
    public async Task A_group_that_vanished_fails_what_needs_it_and_harms_no_other()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var gone = false;
        fixture.Place.Faults = (_, request) =>
        {
            if (!gone && request.Path.EndsWith("/groups", StringComparison.Ordinal) && fixture.Place.Groups.All.Any())
                gone = fixture.Place.Groups.Remove((string)fixture.Place.Groups.All.First()["id"]!);
            return null;
        };
        var result = await fixture.ApplyAsync(request => request with { Ring = 1 });

        Assert.True(result.Outcomes.GetValueOrDefault(ActionOutcome.Failed) <= 1);
        Assert.True(result.Outcomes[ActionOutcome.Done] > 10);
        fixture.Place.Faults = null;
        Assert.True((await fixture.UndoAsync()).IsComplete);
        Assert.Empty(fixture.Place.Groups.All);
    }
}
