using System.Text;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Removal;
using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class DevicePreconditionTests : IDisposable
{
    private const string Header = "serienummer;IMEI;houder;aankoop;abonnement;gebruik;eigenaar\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tiktokban-registers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_device_that_is_as_it_was_passes()
    {
        await using var tenant = PresentTenant.OfOne();

        var found = await tenant.CheckAsync();

        Assert.Empty(found.LeftOut);
        Assert.Null(found.Refusal);
    }

    [Theory]
    [InlineData("managementState", "wipePending", "deviceEnrolled")]
    [InlineData("managementState", "retireIssued", "deviceEnrolled")]
    [InlineData("managementState", null, "deviceEnrolled")]
    [InlineData("id", "71600000-0000-4000-9000-000000000002", "deviceEnrolled")]
    [InlineData("azureADDeviceId", "3c4d0000-0000-4000-a000-000000000002", "deviceEnrolled")]
    [InlineData("azureADDeviceId", "00000000-0000-0000-0000-000000000000", "deviceEnrolled")]
    [InlineData("serialNumber", "SERIE0000002", "deviceEnrolled")]
    [InlineData("serialNumber", null, "deviceEnrolled")]
    [InlineData("userPrincipalName", "person2@agency.example", "sameUser")]
    [InlineData("userPrincipalName", "", "sameUser")]
    [InlineData("managedDeviceOwnerType", "personal", "ownerService")]
    [InlineData("managedDeviceOwnerType", "unknown", "ownerService")]
    [InlineData("managedDeviceOwnerType", null, "ownerService")]
    public async Task A_device_that_changed_is_left_out(string property, string? value, string check)
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Device[property] = value;

        var left = Assert.Single((await tenant.CheckAsync()).LeftOut);

        Assert.Equal((tenant.Plan.Devices[0].Id, check), (left.Id, left.State));
        Assert.Equal(PlanSamples.Now, left.AsOf);
    }

    [Fact]
    public async Task A_device_that_left_is_left_out_and_the_others_are_not()
    {
        await using var tenant = PresentTenant.For(PlanSamples.Phone(1), PlanSamples.Phone(2), PlanSamples.Phone(3));
        var ring = tenant.Plan.Devices.Where(device => device.Ring == 2).ToList();
        tenant.Devices.Remove(ring[0].Id);

        var left = (await tenant.CheckAsync(tenant.Plan.Actions.First(action => action is { Kind: ActionKinds.AddMembers, Ring: 2 }))).LeftOut;

        Assert.Equal([(ring[0].Id, "deviceEnrolled")], left.Select(device => (device.Id, device.State)));
        Assert.Equal(2, ring.Count);
    }

    [Fact]
    public async Task A_device_that_nobody_used_may_have_no_user_now()
    {
        await using var tenant = PresentTenant.OfOne(phone => phone with { Person = null });
        Assert.Empty((await tenant.CheckAsync()).LeftOut);

        tenant.Clock.Advance(TimeSpan.FromMinutes(2));
        tenant.Device["userPrincipalName"] = "person1@agency.example";

        Assert.Equal("sameUser", Assert.Single((await tenant.CheckAsync()).LeftOut).State);
    }

    [Fact]
    public async Task A_device_is_read_again_after_a_minute_and_not_before()
    {
        await using var tenant = PresentTenant.OfOne();
        await tenant.CheckAsync();
        tenant.Device["managedDeviceOwnerType"] = "personal";

        tenant.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty((await tenant.CheckAsync()).LeftOut);
        Assert.Single(tenant.Requests);

        tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await tenant.CheckAsync()).LeftOut);
        Assert.Equal(2, tenant.Requests.Count);
    }

    [Theory]
    [InlineData("PERSON1@agency.example", null)]
    [InlineData(null, "71600000-0000-4000-9000-000000000001")]
    [InlineData(null, "SERIE0000001")]
    public async Task What_the_profile_protects_by_now_is_left_out(string? person, string? device)
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Profile = new AuthorityProfile { ProtectedPeople = person is null ? [] : [person], ProtectedDevices = device is null ? [] : [device] };

        Assert.Equal("notProtected", Assert.Single((await tenant.CheckAsync()).LeftOut).State);
    }

    [Theory]
    [InlineData("person1@agency.example", null, null, null, true)]
    [InlineData("person1@agency.onmicrosoft.com", null, null, null, true)]
    [InlineData("person1@agency.example", null, null, "capcut", false)]
    [InlineData("person1@agency.example", null, null, "TikTok", true)]
    [InlineData("person2@agency.example", null, null, null, false)]
    [InlineData(null, "71600000-0000-4000-9000-000000000001", null, null, true)]
    [InlineData(null, "3c4d0000-0000-4000-a000-000000000001", null, null, true)]
    [InlineData(null, null, "SERIE0000001", null, true)]
    [InlineData("person2@agency.example", null, "SERIE0000001", null, false)]
    [InlineData(null, null, "356716000000001", null, true)]
    public async Task A_waiver_that_was_granted_since_leaves_the_device_out(string? holder, string? device, string? serial, string? application, bool left)
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Device["imei"] = "356716000000001";
        Assert.Empty((await tenant.CheckAsync()).LeftOut);

        tenant.Waivers.All.Add(KeptWaivers.For(holder, device, serial, application));
        tenant.Clock.Advance(TimeSpan.FromMinutes(1));

        var found = (await tenant.CheckAsync()).LeftOut;
        Assert.Equal(left ? ["noWaiver"] : Array.Empty<string>(), found.Select(one => one.State));
        if (left)
            Assert.Contains("WL-2023-0001", found[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiver_that_has_ended_or_not_begun_or_was_taken_back_leaves_nobody_out()
    {
        await using var tenant = PresentTenant.OfOne();
        var waiver = KeptWaivers.For("person1@agency.example");
        tenant.Waivers.All.AddRange(
        [
            waiver with { Expires = new DateOnly(2023, 4, 1) },
            waiver with { Id = "WL-2", ValidFrom = new DateOnly(2023, 5, 1) },
            waiver with { Id = "WL-3", Revocation = new WaiverRevocation(PlanSamples.Now, new DateOnly(2023, 4, 2), "carla@agency.example", "No longer needed") },
            waiver with { Id = "WL-4", Directive = "be-defence" },
        ]);

        Assert.Empty((await tenant.CheckAsync()).LeftOut);
    }

    [Fact]
    public async Task A_register_that_can_not_be_read_stops_everything()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Waivers.Broken = new UnusableInputException("The ledger is damaged.");

        await Assert.ThrowsAsync<UnusableInputException>(() => tenant.CheckAsync());
    }

    [Fact]
    public async Task A_folder_without_registers_is_refused()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Registers = _folder;

        await Assert.ThrowsAsync<UnusableInputException>(() => tenant.CheckAsync());
    }

    // The register outranks the flag: it alone says who pays, and whose the device is.
    [Theory]
    [InlineData("SERIE0000001;;;volledig;;;dienst", "company", "company", null)]
    [InlineData(";356716000000001;;volledig;;;dienst", "company", "company", null)]
    [InlineData("SERIE0000001;;;geen;geen;geen;dienst", "company", "company", "payerPaid")]
    [InlineData("SERIE0000001;;;volledig;;;privé", "company", "company", "ownerService")]
    [InlineData("SERIE0000001;;;volledig;;;dienst\nSERIE0000001;;;volledig;;;privé", "company", "company", "ownerService")]
    [InlineData("SERIE0000002;;;volledig;;;dienst", "company", "company", "ownerService")]
    [InlineData("SERIE0000001;;;;;;dienst", "company", "company", "payerPaid")]
    [InlineData("SERIE0000001;;;volledig;;;dienst", "personal", "personal", null)]
    [InlineData("SERIE0000001;;;volledig;;;dienst", null, "unknown", null)]
    [InlineData("SERIE0000001;;;volledig;;;dienst", "company", "personal", "ownerService")]
    [InlineData("SERIE0000001;;;volledig;;;dienst", "company", "unknown", "ownerService")]
    [InlineData("SERIE0000001;;;volledig;;;dienst", "personal", "company", null)]
    [InlineData("SERIE0000001;;;volledig;;;", "personal", "personal", "ownerService")]
    public async Task The_register_is_read_again(string lines, string? planned, string flag, string? check)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "funding.csv"), Header + lines + "\n", Encoding.UTF8);
        await using var tenant = PresentTenant.OfOne(phone => phone with { Device = phone.Device! with { Ownership = planned } });
        tenant.Registers = _folder;
        tenant.Device["imei"] = "356716000000001";
        tenant.Device["managedDeviceOwnerType"] = flag;

        Assert.Equal(check, (await tenant.CheckAsync()).LeftOut.SingleOrDefault()?.State);
    }

    [Fact]
    public async Task Where_no_line_says_it_the_profile_may_still_assume_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "funding.csv"), Header + "SERIE0000002;;;volledig;;;dienst\n", Encoding.UTF8);
        await using var tenant = PresentTenant.OfOne();
        tenant.Registers = _folder;
        tenant.Profile = CompanyIsPaid;

        Assert.Empty((await tenant.CheckAsync()).LeftOut);
    }

    [Fact]
    public async Task What_the_profile_no_longer_assumes_is_not_assumed()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Profile = CompanyIsPaid with { Assumptions = [CompanyIsPaid.Assumptions[0] with { Assume = new DeviceFacts { Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.None, Subscription = Payer.None, Use = Payer.None } } }] };

        Assert.Equal("payerPaid", Assert.Single((await tenant.CheckAsync()).LeftOut).State);
    }

    [Fact]
    public async Task A_check_that_is_not_known_does_not_hold()
    {
        await using var tenant = PresentTenant.OfOne();
        var action = tenant.Action(ActionKinds.AddMembers);

        Assert.Equal("isBlue", Assert.Single((await tenant.CheckAsync(action with { Preconditions = [new Precondition("isBlue", "device")] })).LeftOut).State);
        Assert.Contains("isBlue", (await tenant.CheckAsync(action with { Preconditions = [new Precondition("isBlue", "action")] })).Refusal, StringComparison.Ordinal);
        Assert.NotNull((await tenant.CheckAsync(action with { Preconditions = [new Precondition("ownerService", "tenant")] })).Refusal);
    }

    [Fact]
    public async Task A_device_that_the_plan_does_not_list_is_left_out_unread()
    {
        await using var tenant = PresentTenant.OfOne();
        var action = tenant.Action(ActionKinds.AddMembers);

        var found = await tenant.CheckAsync(action with { Target = action.Target with { Ids = ["71600000-0000-4000-9000-000000000777"] } });

        Assert.Equal("outsidePlan", Assert.Single(found.LeftOut).State);
        Assert.Empty(tenant.Requests);
    }

    private static AuthorityProfile CompanyIsPaid { get; } = new()
    {
        Assumptions =
        [
            new Assumption(
                "company-is-paid",
                new LocalText(new Dictionary<string, string> { ["en"] = "Paid." }),
                new AssumptionCondition { Ownership = ["company"] },
                new DeviceFacts { Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.Full } }),
        ],
    };
}
