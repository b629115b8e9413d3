using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;
using static TikTokBan.Tests.Removal.Verifying.VerifyWorld;

namespace TikTokBan.Tests.Removal.Verifying;

public sealed class VerifyOperationTests
{
    private static readonly DateTimeOffset Soon = ActedAt.AddHours(2);
    private static readonly DateTimeOffset Later = ActedAt.AddDays(8);

    [Fact]
    public async Task What_the_inventory_listed_and_lists_no_longer_is_gone_as_of_the_device_s_last_contact()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon);
        await world.ApplyAsync();

        var seen = await world.SingleAsync();

        Assert.Equal((DeviceState.Gone, Soon, "mdm.inventory"), (seen.State, seen.AsOf, seen.Source));
        Assert.Equal((Soon, ActedAt, "tiktok", 1), (seen.LastContact, seen.ActedAt, seen.Application, seen.Ring));
    }

    [Fact]
    public async Task What_is_hidden_is_blocked_once_the_device_has_checked_in()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon).Lists(1);
        await world.ApplyAsync();

        Assert.Equal((DeviceState.Blocked, Soon), await StateAsync(world));
    }

    [Fact]
    public async Task What_is_still_listed_waits_until_the_inventory_must_be_newer()
    {
        using var early = new VerifyWorld(Unsupervised(1)).Device(1, Soon).Lists(1);
        using var late = new VerifyWorld(Unsupervised(1)).Device(1, Later).Lists(1);
        await early.ApplyAsync();
        await late.ApplyAsync();

        var waiting = await early.SingleAsync();
        Assert.Equal(DeviceState.WaitingForCheckIn, waiting.State);
        Assert.Contains("up to seven days old. Look again after 2023-04-10 18:00 UTC.", waiting.Sentence, StringComparison.Ordinal);
        Assert.Equal((DeviceState.StillThere, Later.AddDays(-7)), await StateAsync(late));
    }

    [Fact]
    public async Task A_device_that_has_not_checked_in_since_waits_and_its_last_contact_is_told()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, ActedAt.AddMinutes(-5)).Lists(1);
        await world.ApplyAsync();

        var seen = await world.SingleAsync();
        Assert.Equal(DeviceState.WaitingForCheckIn, seen.State);
        Assert.Contains("last contact was on 2023-04-03 17:55 UTC", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_vanished_from_a_list_without_any_contact_since_the_scan_is_not_gone()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, PlanSamples.Now.AddDays(-3));
        await world.ApplyAsync();

        Assert.Equal(DeviceState.WaitingForCheckIn, (await world.SingleAsync()).State);
    }

    [Theory]
    [InlineData("Personal")]
    [InlineData("Unknown")]
    public async Task A_device_that_counts_as_somebody_s_own_since_shows_nothing(string owner)
    {
        using var world = new VerifyWorld(Unsupervised(1)).Device(1, Later, owner);
        await world.ApplyAsync();

        Assert.Equal((DeviceState.Invisible, null), await StateAsync(world));
    }

    [Fact]
    public async Task A_device_of_which_nobody_ever_said_whose_it_is_shows_what_it_showed()
    {
        var unknown = Unsupervised(1);
        using var world = new VerifyWorld(unknown with { Device = unknown.Device! with { Ownership = null } }).Device(1, Later, "Unknown");
        await world.ApplyAsync();

        Assert.Equal((DeviceState.Gone, Later), await StateAsync(world));
    }

    [Fact]
    public async Task A_device_that_left_is_told_and_so_is_its_new_enrolment()
    {
        using var left = new VerifyWorld(PlanSamples.Phone(1), PlanSamples.Phone(2)).Device(2, Soon);
        using var anew = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon, id: "716fffff-0000-4000-9000-000000000009");
        await left.ApplyAsync();
        await anew.ApplyAsync();

        var gone = (await left.VerifyAsync()).Devices.Single(seen => seen.Device == PlanSamples.Intune(1));
        Assert.Equal((DeviceState.Left, ActedAt.AddDays(20)), (gone.State, gone.AsOf));
        Assert.Contains("enrolled anew as 716fffff-0000-4000-9000-000000000009", (await anew.SingleAsync()).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("androidEnterpriseCorporateWorkProfile", "blocked on the personal side too")]
    [InlineData("userEnrollment", "nobody can list")]
    [InlineData("androidEnterpriseFullyManaged", null)]
    public async Task The_personal_side_is_always_said_to_be_invisible(string enrolment, string? said)
    {
        using var world = new VerifyWorld(Android(1, said == "nobody can list" ? "androidEnterpriseFullyManaged" : enrolment)).Device(1, Soon, platform: "Android", enrolment: enrolment);
        await world.ApplyAsync();

        var seen = await world.SingleAsync();
        Assert.Equal(DeviceState.Gone, seen.State);
        Assert.Equal(said is not null, seen.Sentence.Contains("personal side", StringComparison.Ordinal));
        Assert.Contains(said ?? "", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_only_reached_or_seen_by_others_is_invisible()
    {
        var reached = Unsupervised(1) with { Evidence = [PlanSamples.Covered("network.proxy", IndicatorKind.Domain, Conduct.Traffic)] };
        var other = Unsupervised(2) with { Evidence = [PlanSamples.Covered("software.inventory", IndicatorKind.Name)] };
        using var world = new VerifyWorld(reached, other).Device(1, Later).Device(2, Later);
        await world.ApplyAsync();

        Assert.All((await world.VerifyAsync()).Devices, seen => Assert.Equal((DeviceState.Invisible, null), (seen.State, seen.AsOf)));
    }

    [Fact]
    public async Task Without_an_inventory_nothing_is_gone_and_it_is_said()
    {
        using var world = new VerifyWorld(Unsupervised(1)).Device(1, Later);
        world.HasInventory = false;
        await world.ApplyAsync();

        var result = await world.VerifyAsync();
        Assert.Equal(DeviceState.Invisible, Assert.Single(result.Devices).State);
        Assert.StartsWith("mdm.inventory: ", Assert.Single(result.Incomplete), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_is_kept_in_the_journal_and_nothing_else_is()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon);
        await world.ApplyAsync();
        var before = (await world.Journal.ReadAsync(world.Plan.Id)).Count;
        await world.VerifyAsync();

        var written = (await world.Journal.ReadAsync(world.Plan.Id)).Skip(before).ToList();
        Assert.Equal([JournalStep.RunStarted, JournalStep.DeviceVerified, JournalStep.RunEnded], written.Select(entry => entry.Step));
        Assert.Equal((RunPurpose.Verify, "gone 1."), (written[0].Purpose, written[2].Sentence));
        var device = Assert.Single(written[1].Devices!);
        Assert.Equal((PlanSamples.Intune(1), "gone", "tiktok", Soon), (device.Id, device.State, device.Application, device.AsOf));
    }

    [Fact]
    public async Task A_plan_that_was_never_carried_out_has_nothing_to_look_at()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon);

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => world.VerifyAsync());

        Assert.Contains("never carried out", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await world.Journal.ReadAsync(world.Plan.Id));
    }

    [Fact]
    public async Task An_edited_plan_is_refused()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon);
        await world.ApplyAsync();

        await Assert.ThrowsAsync<UnusableInputException>(() => world.VerifyAsync(request => request with { Plan = request.Plan with { Author = "eve@agency.example" } }));
    }

    [Fact]
    public async Task A_plan_that_blocks_is_no_removal_to_look_at()
    {
        using var world = new VerifyWorld(PlanSamples.Phone(1)).Device(1, Soon);
        var block = world.Plan with { Purpose = PlanPurpose.Block };

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => world.VerifyAsync(request => request with { Plan = block with { Hash = PlanFile.HashOf(block) } }));

        Assert.Contains("'block status' (Get-TikTokBlock -InForce)", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<(DeviceState State, DateTimeOffset? AsOf)> StateAsync(VerifyWorld world) => await world.SingleAsync() is var seen ? (seen.State, seen.AsOf) : default;

    // Marked as not compliant and told, no more.
    private static Exposure Unsupervised(int number) => PlanSamples.Phone(number) is var phone ? phone with { Device = phone.Device! with { Supervised = false } } : phone;

    private static Exposure Android(int number, string enrolment) => PlanSamples.Phone(number) is var phone
        ? phone with { Device = phone.Device! with { Platform = "android", Enrolment = enrolment, Supervised = null } } : phone;
}
