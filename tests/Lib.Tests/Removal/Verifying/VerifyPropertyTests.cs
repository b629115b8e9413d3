using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;
using TikTokBan.Sources;
using static TikTokBan.Tests.Removal.Verifying.VerifyWorld;

namespace TikTokBan.Tests.Removal.Verifying;

/// <summary>What holds of every state, whatever the scan, the journal and the sources say.</summary>
public sealed class VerifyPropertyTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261122, 719);

    private static readonly string[] Owners = ["company", "company", "company", "personal"];

    private static readonly string[] States = ["installed", "failed", "notInstalled", "notInstalled", "notInstalled", "uninstallFailed", "pendingInstall", "unknown"];

    [Fact]
    public void Gone_is_what_a_whole_inventory_stopped_listing_or_the_service_says_since() => ForEach(one =>
    {
        if (one.Seen.State != DeviceState.Gone)
            return;
        Assert.True(one.Seen.AsOf > one.Scan.DataAsOf);
        if (one.Seen.Source == "mdm.inventory")
        {
            Assert.True(one.World.IsWhole("mdm.inventory"));
            Assert.False(one.IsListed);
            Assert.Contains("mdm.inventory", one.Application.Sources);
            Assert.Equal("company", one.World.Find(one.Device)!.Ownership);
        }
        else
        {
            Assert.Equal("mdm.install-status", one.Seen.Source);
            Assert.True(one.Seen.AsOf > ActedAt);
            Assert.DoesNotContain(one.Statuses.Where(status => status.ObservedAt > ActedAt), status => status.State != "notInstalled");
        }
    });

    [Fact]
    public void Still_there_after_a_removal_is_only_what_was_seen_after_it() => ForEach(one =>
    {
        if (one.Seen is { State: DeviceState.StillThere, ActedAt: { } acted })
            Assert.True(one.Seen.AsOf > acted);
    });

    [Fact]
    public void Blocked_is_only_a_device_that_was_acted_on_and_has_checked_in_since() => ForEach(one =>
    {
        if (one.Seen.State == DeviceState.Blocked)
            Assert.True(one.Seen.LastContact > one.Seen.ActedAt || one.Seen.LastContact > ActedAt);
        if (one.Seen.State == DeviceState.Blocked)
            Assert.NotNull(one.Seen.ActedAt);
    });

    [Fact]
    public void A_device_that_management_has_not_is_left_or_invisible_and_no_other_is_left() => ForEach(one =>
    {
        var isThere = one.World.Find(one.Device) is not null;
        Assert.Equal(!isThere && one.World.IsWhole("mdm.devices"), one.Seen.State == DeviceState.Left);
        if (!isThere)
            Assert.True(one.Seen.State is DeviceState.Left or DeviceState.Invisible);
    });

    [Fact]
    public void Every_state_but_invisible_says_by_what_and_all_are_told_in_sentences() => ForEach(one =>
    {
        Assert.Equal(one.Seen.State == DeviceState.Invisible, one.Seen.Source is null);
        Assert.EndsWith(".", one.Seen.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("..", one.Seen.Sentence, StringComparison.Ordinal);
    });

    [Fact]
    public void All_states_occur()
    {
        var seen = new HashSet<DeviceState>();
        ForEach(one => seen.Add(one.Seen.State));
        Assert.Equal(Enum.GetValues<DeviceState>(), seen.Order());
    }

    private static void ForEach(Action<OneDevice> check) => Check.One(Fixed, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), (int seed) =>
    {
        var random = new Random(seed);
        var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan([.. PlanSamples.Wild(seed).Exposures, PlanSamples.Phone(60), PlanSamples.Phone(61)])));
        var removals = new DeviceRemovals(plan, new CarriedOut([.. Journal(random, plan)]));
        var world = World(random, plan);
        var verdicts = new DeviceVerdicts(plan, world, ActedAt.AddDays(20));
        foreach (var removal in removals.All())
            check(new OneDevice(plan.Scan!, world, removal.Device, removal.Application, verdicts.Of(removal), removal.Uninstalls));
    }));

    private static IEnumerable<JournalEntry> Journal(Random random, RemovalPlan plan)
    {
        yield return new JournalEntry { Run = 1, At = ActedAt, Step = JournalStep.RunStarted, Purpose = RunPurpose.Apply };
        foreach (var action in plan.Actions)
        {
            yield return new JournalEntry
            {
                Run = 1,
                At = ActedAt,
                Step = JournalStep.ActionEnded,
                Action = action.Id,
                Outcome = random.Next(4) == 0 ? Enum.GetValues<ActionOutcome>()[random.Next(6)] : ActionOutcome.Done,
                ObjectId = action.Kind == "ensureApp" ? ApplicationId(action.Id) : null,
                Sentence = "It is so.",
                Devices = [.. action.Target.Ids.Where(_ => random.Next(12) == 0).Select(id => new JournaledDevice(id, "sameUser", "It is another's."))],
            };
        }
    }

    private static Sightings World(Random random, RemovalPlan plan)
    {
        var world = new Sightings(plan.Devices);
        DateTimeOffset Time() => ActedAt.AddHours(random.Next(-100, 400));
        foreach (var device in plan.Devices)
        {
            var keys = new DeviceKeys(IntuneId: random.Next(2) == 0 ? device.Id : device.Id.ToUpperInvariant(), Name: device.Name);
            if (random.Next(8) > 0)
                world.Add(new DeviceRecord { Reference = "a:1", Source = "mdm.devices", Keys = keys, Platform = device.Platform, Enrolment = device.Enrolment, Ownership = Owners[random.Next(4)], LastContact = random.Next(9) == 0 ? null : Time() });
            foreach (var application in device.Applications.Where(_ => random.Next(2) == 0))
                world.Add(Installed("mdm.inventory", application.Id, keys));
            foreach (var application in device.Applications.Where(_ => random.Next(9) == 0))
                world.Add(Installed("mdm.restricted-apps", application.Id, keys));
            foreach (var action in plan.Actions.Where(action => action.Kind == "ensureApp" && random.Next(2) == 0))
                world.Add(new InstallStatusRecord { Reference = "c:1", Device = keys, ApplicationId = ApplicationId(action.Id), State = States[random.Next(States.Length)], ObservedAt = Time() });
        }

        foreach (var kind in SightingReader.Kinds.Where(_ => random.Next(5) > 0))
            world.MarkWhole(kind);
        return world;
    }

    private static Observation Installed(string source, string application, DeviceKeys keys) => new()
    {
        Reference = "b:1",
        Source = source,
        Conduct = Conduct.Installed,
        Kind = IndicatorKind.Name,
        Value = application,
        Match = new MatchResult(MatchOutcome.Covered, application, null, null, 2, null, "It is."),
        Device = keys,
    };

    private sealed record OneDevice(PlanScan Scan, Sightings World, PlannedDevice Device, PlannedApplication Application, VerifiedDevice Seen, IReadOnlyList<UninstallOrder> Uninstalls)
    {
        public bool IsListed => World.IsSeen("mdm.inventory", Device, Application.Id);

        public IEnumerable<InstallStatusRecord> Statuses => Uninstalls.Where(order => order is { Application: not null, Ended.IsDone: true }).SelectMany(order => World.Statuses(Device, order.Application!));
    }
}
