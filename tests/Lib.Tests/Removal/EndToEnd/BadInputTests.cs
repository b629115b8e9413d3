using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>What goes wrong with one thing is told of that thing, leaves the others unharmed, and stands in the journal.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task A_device_that_left_is_left_out_and_the_others_are_done()
    {
        await using var tenant = await RemovalTenant.StartAsync(now => SmallAuthority.Of(SmallKind.All[0], 4, now));
        var plan = await tenant.PlanAsync();
        tenant.Server.State.ManagedDevices.Remove(plan.Devices[0].Id);

        var result = await tenant.ApplyAsync(plan);

        Assert.Null(result.Stopped);
        Assert.DoesNotContain(ActionOutcome.Failed, result.Outcomes.Keys);
        var left = (await tenant.Journal.ReadAsync(plan.Id)).SelectMany(entry => entry.Devices ?? []).ToList();
        Assert.All(left, device => Assert.Equal((plan.Devices[0].Id, "deviceEnrolled"), (device.Id, device.State)));
        Assert.NotEmpty(left);
    }

    [Fact]
    public async Task A_user_in_a_restricted_unit_fails_in_the_service_s_words_and_the_others_are_done()
    {
        await using var tenant = await RemovalTenant.StartAsync(now => SmallAuthority.Of(SmallKind.All[0], 4, now));
        var plan = await tenant.PlanAsync();
        tenant.Server.State.Restrict(plan.Devices[0].Id);

        await tenant.ApplyAsync(plan);

        var ended = await EndedAsync(tenant, plan);
        var (bad, good) = (plan.Actions.Where(action => IsFor(action, plan.Devices[0])).ToList(), plan.Actions.Where(action => !IsFor(action, plan.Devices[0])).ToList());
        Assert.Equal(2, bad.Count);
        Assert.All(bad, action => Assert.Equal(ActionOutcome.Failed, ended[action.Id].Outcome));
        Assert.All(bad, action => Assert.Contains("restricted", ended[action.Id].Sentence, StringComparison.OrdinalIgnoreCase));
        Assert.All(good, action => Assert.Equal(ActionOutcome.Done, ended[action.Id].Outcome));
    }

    [Fact]
    public async Task A_group_that_vanishes_costs_its_own_controls_and_no_other_group_s()
    {
        await using var tenant = await RemovalTenant.StartAsync(now => new SmallAuthority
        {
            Devices =
            [
                .. SmallAuthority.Of(SmallKind.All[0], 2, now).Devices,
                .. SmallAuthority.Of(SmallKind.All[4], 4, now).Devices.Skip(2),
            ],
        });
        var plan = await tenant.PlanAsync(canary: 4);
        var groups = plan.Actions.Where(action => action.Kind == "ensureGroup").ToList();
        Assert.Equal(2, groups.Count);
        var vanished = "";
        tenant.Server.Log.BeforeAnswer = request =>
        {
            var made = tenant.Server.State.Effects.All.FirstOrDefault(effect => effect.Kind == "POST /v1.0/groups");
            if (vanished.Length == 0 && made is not null && request.Method == "PATCH" && request.Path.EndsWith(made.Object, StringComparison.Ordinal))
                tenant.Server.State.Groups.Remove(vanished = made.Object);
        };

        await tenant.ApplyAsync(plan);
        tenant.Server.Log.BeforeAnswer = null;

        var ended = await EndedAsync(tenant, plan);
        var gone = groups.Single(group => ended[group.Id].ObjectId == vanished);
        var hurt = plan.Actions.Where(action => action.DependsOn.Contains(gone.Id) && action.Kind is "mergeAssignment" or "ensureConfiguration" or "ensureCompliance").Where(action => action.DependsOn.Contains(gone.Id)).ToList();
        Assert.NotEmpty(hurt);
        Assert.All(hurt, action => Assert.Contains(ended[action.Id].Outcome, (ActionOutcome?[])[ActionOutcome.Failed, ActionOutcome.Skipped]));
        var other = groups.Single(group => group != gone);
        Assert.All(plan.Actions.Where(action => action.DependsOn.Contains(other.Id)), action => Assert.Equal(ActionOutcome.Done, ended[action.Id].Outcome));
        Assert.DoesNotContain(tenant.Held("deviceConfigurations").Concat(tenant.Held("mobileApps")), row => row.GetRawText().Contains(vanished, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    public async Task A_full_disk_stops_everything_and_the_next_run_does_the_rest_once(int entries)
    {
        await using var tenant = await RemovalTenant.StartAsync(now => SmallAuthority.Of(SmallKind.All[0], 3, now));
        var plan = await tenant.PlanAsync();
        var full = new FullDisk(tenant.Journal, entries);

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => tenant.ApplyAsync(plan, request => request with { Journal = full }));
        var sent = tenant.Server.State.Effects.All.Count;
        Assert.Contains("full", refusal.Message, StringComparison.Ordinal);
        Assert.True(sent <= entries);

        var result = await tenant.ApplyAsync(plan);
        Assert.True(result.IsComplete, result.Next);
        Assert.All(tenant.Server.State.Effects.All.GroupBy(effect => (effect.Kind, effect.Object, effect.Name, string.Join(' ', effect.Details))), once => Assert.Single(once));
        var devices = plan.Devices.Count;
        Assert.Equal(2 * devices, tenant.Server.State.Effects.All.Count(effect => effect.Kind.Contains("managedDevices", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_edited_plan_another_tenant_s_plan_and_another_plan_s_approval_begin_nothing()
    {
        await using var tenant = await RemovalTenant.StartAsync(now => SmallAuthority.Of(SmallKind.All[0], 2, now));
        var plan = await tenant.PlanAsync();
        var elsewhere = plan with { Tenant = PlanSamples.Tenant };
        elsewhere = elsewhere with { Hash = PlanFile.HashOf(elsewhere) };
        var edited = plan with { Devices = [.. plan.Devices.Select(device => device with { User = "eve@agency.example" })] };
        var other = plan with { Id = "p-0123456789abcdef" };
        other = other with { Hash = PlanFile.HashOf(other) };
        (RemovalPlan Plan, IReadOnlyList<Approval> Approvals)[] refused = [(edited, [tenant.Approve(edited)]), (elsewhere, [tenant.Approve(elsewhere)]), (plan, [tenant.Approve(other)]), (plan, [])];
        tenant.Server.State.Effects.Clear();

        foreach (var (given, approvals) in refused)
        {
            var result = await tenant.ApplyAsync(given, request => request with { Approvals = approvals });
            Assert.False(result.Verdict.Allows);
            Assert.Equal(0, result.Run);
        }

        Assert.Empty(tenant.Server.State.Effects.All);
        Assert.Empty(await tenant.Journal.ReadAsync(plan.Id));
    }

    private static bool IsFor(PlanAction action, PlannedDevice device) => action.Target.Kind == "device" && action.Target.Ids.Contains(device.Id);

    private static async Task<Dictionary<string, JournalEntry>> EndedAsync(RemovalTenant tenant, RemovalPlan plan) =>
        (await tenant.Journal.ReadAsync(plan.Id)).Where(entry => entry.Step == JournalStep.ActionEnded).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>A journal on a disk that has room for so many more entries.</summary>
    private sealed class FullDisk(IRemovalJournal inner, int room) : IRemovalJournal
    {
        private int _room = room;

        public async Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default) =>
            new Run(this, await inner.BeginAsync(plan, started, cancellationToken));

        public Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default) => inner.ReadAsync(plan, cancellationToken);

        public Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default) => inner.ListPlansAsync(cancellationToken);

        public Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default) => inner.LoadPlanAsync(reference, cancellationToken);

        private sealed class Run(FullDisk disk, IRemovalRun inner) : IRemovalRun
        {
            public int Number => inner.Number;

            public IReadOnlyList<JournalEntry> Earlier => inner.Earlier;

            public Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default) =>
                Interlocked.Decrement(ref disk._room) >= 0 ? inner.AppendAsync(entry, cancellationToken) : throw new UnusableInputException("The disk is full; make room, then run this again.");

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
