using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>Intune's multi-admin approval: what is held back, decided on, and sent again.</summary>
public sealed class ApprovedInTenantTests
{
    [Fact]
    public async Task What_is_held_back_is_sent_again_with_its_code_until_all_is_done_and_taken_back()
    {
        await using var fixture = Fixture();
        var before = fixture.Place.Snapshot();
        var first = await fixture.ApplyAsync();
        Assert.True(first.Outcomes[ActionOutcome.PendingApproval] > 1);
        Assert.Contains("approved in Intune", first.Next, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Told, told => told.Kind == "syncDevice" && told.Outcome == ActionOutcome.Done);

        await UntilAsync(fixture, () => fixture.ApplyAsync());
        Assert.All(fixture.Place.Writes.Where(write => write.Headers.Code is not null), write => Assert.Null(write.Headers.Justification));
        Assert.All(
            fixture.Journal.Of(JournalStep.Sending).Where(entry => entry.ApprovalCode is not null),
            entry => Assert.Contains(fixture.Journal.Of(JournalStep.Sending), held => held.Number < entry.Number && held.Request == entry.Request));
        await UntilAsync(fixture, () => fixture.UndoAsync());
        Assert.Equal(before, fixture.Place.Snapshot());
    }

    [Fact]
    public async Task While_nobody_decided_nothing_is_sent_again()
    {
        await using var fixture = Fixture();
        await fixture.ApplyAsync();
        var (writes, asked) = (fixture.Place.Writes.Count, fixture.Place.Approvals.All.Count());
        var again = await fixture.ApplyAsync();

        Assert.True(again.Outcomes[ActionOutcome.PendingApproval] > 1);
        Assert.Equal((writes, asked), (fixture.Place.Writes.Count, fixture.Place.Approvals.All.Count()));
    }

    [Fact]
    public async Task A_rejection_is_a_failure_in_the_administrator_s_words_and_an_expiry_is_asked_anew()
    {
        await using var fixture = Fixture();
        await fixture.ApplyAsync(request => request with { AllRings = false });
        fixture.Place.Decide("expired");
        var asked = fixture.Place.Approvals.All.Count();
        Assert.True((await fixture.ApplyAsync(request => request with { AllRings = false })).Outcomes[ActionOutcome.PendingApproval] > 1);
        Assert.Equal(asked * 2, fixture.Place.Approvals.All.Count());
        fixture.Place.Decide("rejected", "Not on a Friday.");
        var rejected = await fixture.ApplyAsync(request => request with { AllRings = false });

        Assert.True(rejected.Outcomes[ActionOutcome.Failed] > 1);
        Assert.Contains(fixture.Told, told => told.Outcome == ActionOutcome.Failed && told.Sentence.Contains("Not on a Friday.", StringComparison.Ordinal));
        Assert.Equal(asked * 2, fixture.Place.Approvals.All.Count());
    }

    [Fact]
    public async Task Where_a_list_changed_since_another_approval_is_asked_for()
    {
        await using var fixture = Fixture();
        await fixture.ApplyAsync(request => request with { AllRings = false });
        var held = fixture.Journal.Of(JournalStep.Sending).Last(entry => entry.Request!.Path.Contains("ios-app/assign", StringComparison.Ordinal)).Request!;
        fixture.Place.Apps.Assign("ios-app", [.. fixture.Place.Apps.Assigned("ios-app"), ApplyFixture.Of("newcomers", "available")]);
        fixture.Place.Decide("approved");
        await fixture.ApplyAsync(request => request with { AllRings = false });

        Assert.DoesNotContain(fixture.Place.Writes, write => write.Request == held && write.Headers.Code is not null);
        Assert.Contains(fixture.Place.Writes, write => write.Request.Path == held.Path && write.Request.Body!.Contains("newcomers", StringComparison.Ordinal) && write.Headers.Justification is not null);
        Assert.Contains(fixture.Place.Apps.Assigned("ios-app"), row => (string)row["target"]!["groupId"]! == "newcomers");
    }

    [Fact]
    public async Task A_code_that_was_lost_with_its_answer_is_found_by_what_the_request_says_of_itself()
    {
        await using var fixture = Fixture();
        fixture.Place.Faults = (_, request) => request.Path.EndsWith("deviceConfigurations", StringComparison.Ordinal) ? Fault.Kill(after: true) : null;
        fixture.Place.LosesApprovals = true;
        await Assert.ThrowsAsync<KilledException>(() => fixture.ApplyAsync());
        (fixture.Place.Faults, fixture.Place.LosesApprovals) = (null, false);
        await fixture.ApplyAsync();

        Assert.All(fixture.Journal.Of(JournalStep.Answered).Where(entry => entry.Status is 409), entry => Assert.StartsWith("code-", entry.ApprovalCode, StringComparison.Ordinal));
        await UntilAsync(fixture, () => fixture.ApplyAsync());
        Assert.Equal(fixture.Place.NamedEffects.Distinct().Count(), fixture.Place.NamedEffects.Count);
    }

    private static ApplyFixture Fixture()
    {
        var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        fixture.Place.Approves = true;
        return fixture;
    }

    private static async Task UntilAsync(ApplyFixture fixture, Func<Task<RunResult>> run)
    {
        for (var tries = 0; !(await run()).IsComplete; tries++)
        {
            Assert.True(tries < 20);
            fixture.Place.Decide("approved");
        }
    }
}
