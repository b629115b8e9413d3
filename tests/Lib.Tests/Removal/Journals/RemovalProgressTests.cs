using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.Journals;

public sealed class RemovalProgressTests
{
    private static readonly DateTimeOffset Now = PlanSamples.Now.AddDays(1);

    private readonly RemovalPlan _plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan([.. Enumerable.Range(1, 4).Select(number => PlanSamples.Phone(number) with
    {
        Verdict = Verdict.RemoveBy,
        Deadline = new DateOnly(2023, 4, 10),
    })])));

    private readonly List<JournalEntry> _entries = [];

    private IEnumerable<PlanAction> First => _plan.Actions.Where(action => action.Ring == 1);

    [Fact]
    public void Nothing_was_done_of_a_new_plan()
    {
        var progress = Progress();
        Assert.Equal((ProgressState.NotBegun, TakenBack.No, 0, 4), (progress.State, progress.TakenBack, progress.ActedOn, progress.Devices));
        Assert.All(progress.Rings, ring => Assert.Equal(ProgressState.NotBegun, ring.State));
        Assert.Equal((new DateOnly(2023, 4, 10), 6, 0), (progress.Deadline, progress.DaysLeft, progress.Late));
        Assert.Equal("Nothing was done yet; carry out ring 1. The deadline is 2023-04-10.", progress.Next);
        Assert.Null(progress.LastRun);
    }

    [Fact]
    public void A_ring_that_is_done_leads_to_the_next()
    {
        Begin();
        End(First);
        Close();
        var progress = Progress();
        Assert.Equal([ProgressState.Done, ProgressState.NotBegun], progress.Rings.Select(ring => ring.State));
        Assert.Equal((ProgressState.UnderWay, 1), (progress.State, progress.ActedOn));
        Assert.Contains("carry out ring 2", progress.Next, StringComparison.Ordinal);
        Assert.Equal(("ada@agency.example", "host-1", Now, "It ended."), (progress.LastRun!.Operator, progress.LastRun.Host, progress.LastRun.Ended, progress.LastRun.Sentence));
    }

    [Fact]
    public void A_run_without_an_end_is_said_to_be_at_work_or_cut_off()
    {
        Begin();
        End(First.Take(1));
        var progress = Progress();
        Assert.Equal(ProgressState.UnderWay, progress.Rings[0].State);
        Assert.StartsWith("ada@agency.example's run 1 on host-1, begun 2023-04-04, has not ended: it is at work, or was cut off. Ring 1 is not finished", progress.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_come_before_approvals_and_both_before_what_is_left()
    {
        Begin();
        End(First.SkipLast(2));
        End(First.TakeLast(2).Take(1), ActionOutcome.PendingApproval);
        End(First.TakeLast(1), ActionOutcome.Failed);
        Close();
        var progress = Progress();
        Assert.Equal((ProgressState.WithFailures, 1, 1), (progress.Rings[0].State, progress.Rings[0].Failed, progress.Rings[0].Pending));
        Assert.Equal("1 action of ring 1 failed; read why, mend it, and carry the ring out again. The deadline is 2023-04-10.", progress.Next);

        End(First.TakeLast(1));
        Assert.Equal(ProgressState.WaitingForApproval, Progress().State);
        Assert.Contains("1 request of ring 1 must be approved in Intune", Progress().Next, StringComparison.Ordinal);
        Assert.Equal((1, First.Count() - 1), (Progress().Outcomes[ActionOutcome.PendingApproval], Progress().Outcomes[ActionOutcome.Done]));
    }

    [Fact]
    public void A_device_that_was_left_out_was_not_acted_on()
    {
        var members = _plan.Actions.Where(action => action is { Kind: "addMembers", Ring: 2 }).ToList();
        var left = members[0].Target.Ids[0];
        Begin();
        End(_plan.Actions.Except(members));
        foreach (var action in _plan.Actions.Where(action => action.Target.Ids.Contains(left) && action is { Kind: "addMembers" or "syncDevice" or "notify" }))
            End([action], action.Kind == "addMembers" ? ActionOutcome.Done : ActionOutcome.Skipped, new JournaledDevice(left, "ownerService", $"{action.Kind}: it is no longer the authority's."));
        End(members.Skip(1));
        var progress = Progress();
        Assert.Equal(3, progress.ActedOn);
        Assert.Equal((left, "ownerService"), (Assert.Single(progress.LeftOut).Id, progress.LeftOut[0].State));
        Assert.Equal(ProgressState.Done, progress.State);
    }

    [Fact]
    public void What_was_seen_last_of_a_device_counts()
    {
        Begin();
        End(_plan.Actions);
        Close();
        Assert.Contains("look in a day", Progress().Next, StringComparison.Ordinal);
        See((Id(0), "waitingForCheckIn"), (Id(1), "gone"), (Id(2), "gone"), (Id(3), "gone"));
        Assert.Equal("All of it was carried out. Seen on 2023-04-04: 3 gone, 1 not known yet. Look again in a few days.", Progress().Next);
        See((Id(0), "gone"));
        var progress = Progress();
        Assert.Equal(4, progress.SeenByState["gone"]);
        Assert.Equal(4, progress.Seen.Count);
        Assert.Equal(RunPurpose.Apply, progress.LastRun!.Purpose);
        Assert.Contains("nothing that can be seen was left", progress.Next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked", "3 gone, 1 blocked. What is blocked is kept from use; a copy that is there stays until its user deletes it.")]
    [InlineData("invisible", "3 gone, 1 that nobody can see.")]
    [InlineData("stillThere", "3 gone, 1 still there. What is to be done where it is still there stands beside each.")]
    [InlineData(null, "3 gone, 1 that nobody looked at.")]
    public void Only_what_is_gone_or_has_left_is_called_nothing_left(string? state, string told)
    {
        Begin();
        End(_plan.Actions);
        Close();
        See((Id(1), "gone"), (Id(2), "gone"), (Id(3), "gone"));
        if (state is not null)
            See((Id(0), state));
        Assert.Equal($"All of it was carried out. Seen on 2023-04-04: {told}", Progress().Next);
        See((Id(0), "left"));
        Assert.Equal("All of it was carried out, and nothing that can be seen was left on 2023-04-04: 3 gone, 1 no longer managed.", Progress().Next);
    }

    [Fact]
    public void Skipped_actions_are_told_with_their_reasons_each_once()
    {
        Begin();
        var skipped = _plan.Actions.Where(action => action.Kind is "syncDevice" or "notify").ToList();
        End(_plan.Actions.Except(skipped));
        foreach (var action in skipped)
            Add(new JournalEntry { At = Now, Step = JournalStep.ActionEnded, Action = action.Id, Outcome = ActionOutcome.Skipped, Sentence = action.Kind == "notify" ? "Nobody uses it." : "It is off." });
        Close();
        var progress = Progress();
        Assert.Equal(skipped.GroupBy(action => action.Kind).Select(group => group.Count()).Order(), progress.Skipped.Select(reason => reason.Count).Order());
        Assert.Equal(skipped.Select(action => action.Id).Order(), progress.Skipped.SelectMany(reason => reason.Actions).Order());
        Assert.Equal($"{_plan.Actions.Count} actions: {_plan.Actions.Count - skipped.Count} done, {skipped.Count} skipped", ProgressSentence.OfActions(progress));
        Assert.StartsWith($"It was carried out but for {skipped.Count} actions skipped; look in a day", progress.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_nothing_was_done_to_does_not_read_as_clean()
    {
        Begin();
        End(_plan.Actions);
        End(_plan.Actions.Where(action => action.Target.Ids.Contains(Id(0))), ActionOutcome.Done, new JournaledDevice(Id(0), "ownerService", "It is no longer the authority's."));
        Close();
        See((Id(0), "gone"), (Id(1), "gone"), (Id(2), "gone"), (Id(3), "gone"));
        Assert.EndsWith("4 gone. Nothing was done to 1 device of 4.", Progress().Next, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_done_after_the_deadline_is_late()
    {
        Begin();
        End(First);
        var progress = RemovalProgress.Of(_plan, _entries, new DateTimeOffset(2023, 4, 11, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((-1, _plan.Actions.Count - First.Count()), (progress.DaysLeft, progress.Late));
        Assert.Equal(0, RemovalProgress.Of(_plan, _entries, new DateTimeOffset(2023, 4, 10, 23, 59, 59, TimeSpan.Zero)).Late);
        Assert.Contains("The plan expired", RemovalProgress.Of(_plan, _entries, _plan.ExpiresAt).Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_taken_back_when_nothing_that_was_sent_is_left()
    {
        Begin();
        Send(_plan.Actions);
        End(_plan.Actions);
        Close();
        Begin(RunPurpose.Undo);
        var back = _plan.Actions.Where(action => action.Undo.Requests.Count > 0).Reverse().ToList();
        End(back.SkipLast(1));
        Assert.Equal(TakenBack.Partly, Progress().TakenBack);
        Close();
        Assert.Contains("take it back again", Progress().Next, StringComparison.Ordinal);
        Begin(RunPurpose.Undo);
        End(back.TakeLast(1), ActionOutcome.AlreadyDone);
        Close();
        Assert.Equal((TakenBack.Yes, ProgressState.TakenBack), (Progress().TakenBack, Progress().State));
        Assert.All(Progress().Rings, ring => Assert.Equal(ProgressState.TakenBack, ring.State));
        Assert.Equal("It was taken back on 2023-04-04; to act again, make a new plan.", Progress().Next);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_a_journal_says_it_adds_up(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            if (_entries.Count == 0 || random.Next(6) == 0)
                Begin((RunPurpose)random.Next(3));
            var action = _plan.Actions[random.Next(_plan.Actions.Count)];
            if (random.Next(3) == 0)
                Send([action]);
            else
                End([action], (ActionOutcome)random.Next(6), [.. action.Target.Ids.Where(_ => random.Next(4) == 0).Select(id => new JournaledDevice(id, "payerPaid", "It is not paid."))]);
            if (random.Next(8) == 0)
                Close();
            var progress = Progress();
            Assert.InRange(progress.Outcomes.Values.Sum(), 0, progress.Actions);
            Assert.All(progress.Rings, ring => Assert.InRange(ring.Finished + ring.Failed + ring.Pending, 0, ring.Actions));
            Assert.InRange(progress.ActedOn + progress.LeftOut.Count, 0, progress.Devices);
            Assert.Equal(progress.TakenBack == TakenBack.Yes, progress.State == ProgressState.TakenBack);
            if (progress.TakenBack != TakenBack.Yes)
                Assert.Equal(progress.State == ProgressState.Done, progress.Rings.All(ring => ring.Finished == ring.Actions));
            Assert.Equal(progress.Outcomes.GetValueOrDefault(ActionOutcome.Skipped), progress.Skipped.Sum(reason => reason.Count));
            Assert.EndsWith(".", progress.Next, StringComparison.Ordinal);
        }
    }

    private string Id(int device) => _plan.Devices[device].Id;

    private RemovalProgress Progress() => RemovalProgress.Of(_plan, _entries, Now);

    private void Begin(RunPurpose purpose = RunPurpose.Apply) => Add(
        new JournalEntry { At = Now, Step = JournalStep.RunStarted, Purpose = purpose, Operator = "ada@agency.example", Host = "host-1" },
        _entries.LastOrDefault()?.Run + 1 ?? 1);

    private void Close() => Add(new JournalEntry { At = Now, Step = JournalStep.RunEnded, Sentence = "It ended." });

    private void Send(IEnumerable<PlanAction> actions)
    {
        foreach (var action in actions)
            Add(new JournalEntry { At = Now, Step = JournalStep.Sending, Action = action.Id });
    }

    private void End(IEnumerable<PlanAction> actions, ActionOutcome outcome = ActionOutcome.Done, params JournaledDevice[] left)
    {
        foreach (var action in actions)
            Add(new JournalEntry { At = Now, Step = JournalStep.ActionEnded, Action = action.Id, Outcome = outcome, Devices = left });
    }

    private void See(params (string Device, string State)[] devices)
    {
        Begin(RunPurpose.Verify);
        Add(new JournalEntry { At = Now, Step = JournalStep.DeviceVerified, Devices = [.. devices.Select(one => new JournaledDevice(one.Device, one.State, "So it is.", Now, _plan.Devices[0].Applications[0].Id))] });
        Close();
    }

    private void Add(JournalEntry entry, int? run = null) => _entries.Add(entry with { Number = _entries.Count + 1, Run = run ?? _entries[^1].Run });
}
