using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>From a scan to a tenant without the application, and back.</summary>
public sealed class WholeWayTests
{
    [Fact]
    public async Task What_was_carried_out_is_seen_once_devices_check_in_and_no_earlier()
    {
        await using var tenant = await RemovalTenant.StartAsync(now => new SmallAuthority
        {
            Devices = [.. Enumerable.Range(0, 8).Select(number => SmallAuthority.Of(SmallKind.All[number % SmallKind.All.Count], number + 1, now).Devices[^1])],
        });
        var plan = await tenant.PlanAsync(canary: 8);
        Assert.Equal(8, plan.Devices.Count);
        var applied = await tenant.ApplyAsync(plan);
        Assert.True(applied.IsComplete, applied.Next);

        var early = await tenant.VerifyAsync(plan);
        Assert.Empty(early.Incomplete);
        Assert.All(early.Devices, seen => Assert.Equal(DeviceState.WaitingForCheckIn, seen.State));

        tenant.Pass(TimeSpan.FromHours(3));
        foreach (var device in plan.Devices)
            tenant.Server.State.CheckIn(device.Id);
        tenant.Pass(TimeSpan.FromHours(1));

        var late = (await tenant.VerifyAsync(plan)).Devices.ToLookup(seen => (seen.Platform, tenant.Device(seen.Device).Kind.Supervised), seen => seen.State);
        Assert.All(late[("ios", true)], state => Assert.Equal(DeviceState.Blocked, state));
        Assert.All(late[("ios", false)], state => Assert.Contains(state, (DeviceState[])[DeviceState.WaitingForCheckIn, DeviceState.StillThere]));
        Assert.All(late[("android", false)].Concat(late[("windows", false)]), state => Assert.Equal(DeviceState.Gone, state));

        var progress = RemovalProgress.Of(plan, await tenant.Journal.ReadAsync(plan.Id), tenant.Now);
        Assert.Equal((ProgressState.Done, 8, 8), (progress.State, progress.ActedOn, progress.Seen.Count));
    }

    [Fact]
    public async Task An_application_that_was_made_is_assigned_once_the_service_has_published_it()
    {
        await using var tenant = await RemovalTenant.StartAsync(
            now => new SmallAuthority { Devices = [SmallAuthority.Of(SmallKind.All.First(kind => kind.System == "Windows"), 1, now).Devices[^1]] },
            options => options with { PublishingReads = 5 });
        var plan = await tenant.PlanAsync(canary: 1);

        var applied = await tenant.ApplyAsync(plan);

        Assert.True(applied.IsComplete, applied.Next);
        Assert.False(applied.Outcomes.ContainsKey(ActionOutcome.Skipped));
        Assert.Single(tenant.Server.Log.Requests, request => request.Path.EndsWith("/assign", StringComparison.Ordinal));
    }
}
