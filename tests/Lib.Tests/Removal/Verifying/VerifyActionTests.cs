using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Verifying;
using static TikTokBan.Tests.Removal.Verifying.VerifyWorld;

namespace TikTokBan.Tests.Removal.Verifying;

/// <summary>What was done to a device decides what may be said of it.</summary>
public sealed class VerifyActionTests
{
    private static readonly DateTimeOffset Soon = ActedAt.AddHours(2);

    [Fact]
    public async Task The_service_s_word_on_an_uninstall_comes_before_an_inventory_that_is_older()
    {
        using var world = new VerifyWorld(Windows(1)).Device(1, Soon, platform: "Windows", enrolment: "windowsAzureADJoin").Lists(1, platform: "windows").Status(1, "3", Soon);
        await world.ApplyAsync();

        var seen = await world.SingleAsync();
        Assert.Equal((DeviceState.Gone, Soon, "mdm.install-status"), (seen.State, seen.AsOf, seen.Source));
    }

    [Fact]
    public async Task A_failed_uninstall_is_told_in_the_service_s_words()
    {
        using var world = new VerifyWorld(Windows(1)).Device(1, Soon, platform: "Windows", enrolment: "windowsAzureADJoin").Status(1, "4", Soon, detail: "The application is in use.");
        await world.ApplyAsync();

        var seen = await world.SingleAsync();
        Assert.Equal((DeviceState.StillThere, Soon, "mdm.install-status"), (seen.State, seen.AsOf, seen.Source));
        Assert.Contains("The application is in use.", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_from_before_the_order_says_nothing()
    {
        using var world = new VerifyWorld(Windows(1)).Device(1, Soon, platform: "Windows", enrolment: "windowsAzureADJoin").Lists(1, platform: "windows").Status(1, "3", ActedAt.AddHours(-1));
        await world.ApplyAsync();

        Assert.Equal(DeviceState.WaitingForCheckIn, (await world.SingleAsync()).State);
    }

    [Fact]
    public async Task An_inventory_that_is_newer_than_the_service_s_word_outweighs_it()
    {
        using var world = new VerifyWorld(Windows(1)).Device(1, Soon.AddDays(9), platform: "Windows", enrolment: "windowsAzureADJoin").Lists(1, platform: "windows").Status(1, "3", Soon);
        await world.ApplyAsync();

        Assert.Equal((DeviceState.StillThere, "mdm.inventory"), await world.SingleAsync() is var seen ? (seen.State, seen.Source) : default);
    }

    [Fact]
    public async Task Not_installed_is_no_proof_while_another_id_of_the_application_was_not_asked_after()
    {
        var android = PlanSamples.Phone(1) is var phone ? phone with { Device = phone.Device! with { Platform = "android", Enrolment = "androidEnterpriseFullyManaged", Supervised = null } } : phone;
        using var world = new VerifyWorld(android).Device(1, Soon, platform: "Android", enrolment: "androidEnterpriseFullyManaged").Lists(1, platform: "androidDedicatedAndFullyManaged");
        world.Status(1, "3", Soon);
        var merges = world.Plan.Actions.Where(action => action.Kind == "mergeAssignment").Select(action => action.Id).ToList();
        Assert.True(merges.Count > 1, "This application should have several ids.");
        await world.ApplyAsync((action, entry) => merges.Skip(1).Contains(action.Id) ? entry with { Outcome = ActionOutcome.Skipped } : entry);

        Assert.Equal(DeviceState.WaitingForCheckIn, (await world.SingleAsync()).State);
    }

    [Fact]
    public async Task On_an_iPhone_uninstalled_and_still_listed_is_not_gone()
    {
        var managed = PlanSamples.Phone(1) with { Evidence = [PlanSamples.Covered("mdm.inventory", IndicatorKind.Name), PlanSamples.Covered("mdm.install-status", IndicatorKind.Name)] };
        using var world = new VerifyWorld(managed with { Device = managed.Device! with { Supervised = false } }).Device(1, Soon).Lists(1);
        foreach (var action in world.Plan.Actions.Where(action => action.Kind == "ensureApp"))
            world.Status(1, "3", Soon, ApplicationId(action.Id));
        await world.ApplyAsync();

        var seen = await world.SingleAsync();
        Assert.Equal(DeviceState.WaitingForCheckIn, seen.State);
        Assert.Contains("App Store", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_was_left_out_is_told_with_the_reason_and_nothing_is_claimed_for_it()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon).Lists(1);
        await world.ApplyAsync((action, entry) => action.Kind == "addMembers"
            ? entry with { Devices = [new JournaledDevice(PlanSamples.Intune(1), "sameUser", "Its user is another one now.")] }
            : action.Target.Kind == "device" ? entry with { Outcome = ActionOutcome.Skipped } : entry);

        var seen = await world.SingleAsync();
        Assert.Equal((DeviceState.StillThere, null), (seen.State, seen.ActedAt));
        Assert.EndsWith("Nothing was done to it: Its user is another one now.", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_an_approval_is_not_called_hidden()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon).Lists(1);
        await world.ApplyAsync((action, entry) => action.Kind is "ensureGroup" or "addMembers" ? entry : entry with { Outcome = ActionOutcome.PendingApproval });

        var seen = await world.SingleAsync();
        Assert.Equal((DeviceState.StillThere, null), (seen.State, seen.ActedAt));
        Assert.Contains("approve it there", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_called_hidden_any_more()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon.AddDays(2)).Lists(1);
        await world.ApplyAsync();
        await world.ApplyAsync(at: ActedAt.AddDays(1), purpose: RunPurpose.Undo);

        var seen = await world.SingleAsync();
        Assert.Equal(DeviceState.WaitingForCheckIn, seen.State);
        Assert.StartsWith("The removal was taken back on 2023-04-04 18:00 UTC.", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_rings_that_were_begun_are_looked_at_in_the_order_of_rings_and_names()
    {
        using var world = new VerifyWorld([.. Enumerable.Range(1, 40).Select(number => PlanSamples.Phone(number))]);
        foreach (var device in Enumerable.Range(1, 40))
            world.Device(device, Soon);
        await world.ApplyAsync((action, entry) => action.Ring == 1 ? entry : null);
        var first = (await world.VerifyAsync()).Devices;
        Assert.Equal(world.Plan.Rings[0].Devices, first.Count);

        await world.ApplyAsync();
        var all = (await world.VerifyAsync()).Devices;
        Assert.Equal(40, all.Count);
        Assert.Equal(all.OrderBy(seen => seen.Ring).ThenBy(seen => seen.Name, StringComparer.Ordinal), all);
        Assert.Equal(all, (await world.VerifyAsync()).Devices);
    }

    private static Exposure Windows(int number) => PlanSamples.Phone(number) is var phone
        ? phone with { Device = phone.Device! with { Platform = "windows", Enrolment = "windowsAzureADJoin", Supervised = null } } : phone;
}
