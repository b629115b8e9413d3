using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal;

public sealed class RemovalPlannerTests
{
    [Fact]
    public void A_supervised_iPhone_is_grouped_hidden_marked_told_and_asked_to_check_in()
    {
        var plan = Make([PlanSamples.Phone(1)]);

        Assert.Equal(["ensureGroup", "addMembers", "ensureConfiguration", "ensureCompliance", "syncDevice", "notify"], plan.Actions.Select(action => action.Kind));
        Assert.Equal(PlanSamples.Intune(1), Assert.Single(plan.Devices).Id);
        Assert.Equal((1, 1, 1), (plan.BlastRadius.Devices, plan.BlastRadius.People, plan.Rings.Count));
        var hide = plan.Actions[2];
        Assert.Contains("com.zhiliaoapp.musically", hide.Requests[1].Body!.Value.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{{{plan.Actions[0].Id}.id}}", hide.Requests[3].Body!.Value.ToString(), StringComparison.Ordinal);
        Assert.Equal(["a-00001", "a-00002"], hide.DependsOn);
        Assert.All(plan.Actions.Where(action => action.Kind is "addMembers" or "syncDevice" or "notify"), action => Assert.Contains(action.Preconditions, check => check.Check == "payerPaid"));
        Assert.Empty(plan.LeftOut);
        Assert.Equal("nl", Assert.Single(plan.Notices).Language);
    }

    [Fact]
    public void Every_object_that_it_makes_carries_the_plan_s_id()
    {
        var plan = Make([PlanSamples.Phone(1), Windows(2), PlanSamples.Phone(3, "tiktok-lite")]);
        var made = plan.Actions.SelectMany(action => action.Requests).Where(request => request.Role == "create").ToList();

        Assert.NotEmpty(made);
        Assert.All(made, request => Assert.Contains(plan.Id, request.Body!.Value.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_assigned_is_read_and_written_back_beside_ours()
    {
        var merge = Make([Windows(1)]).Actions.Single(action => action.Kind == "mergeAssignment");

        Assert.Equal(["read", "write"], merge.Requests.Select(request => request.Role));
        var body = merge.Requests[1].Body!.Value.GetProperty("mobileAppAssignments");
        Assert.Equal($"{{{merge.Id}.before.others:a-00001.id}}", body[0].GetString());
        Assert.Equal("uninstall", body[1].GetProperty("intent").GetString());
        Assert.Equal(1, merge.Undo.Requests[1].Body!.Value.GetProperty("mobileAppAssignments").GetArrayLength());
    }

    [Fact]
    public void A_device_tells_which_applications_are_meant_and_what_saw_them_installed()
    {
        var android = PlanSamples.Device(1) with { Platform = "android", Enrolment = "androidEnterpriseFullyManaged" };
        var seen = PlanSamples.Phone(1) with { Device = android, Evidence = [PlanSamples.Covered("mdm.inventory", IndicatorKind.Name), PlanSamples.Covered("network.proxy", IndicatorKind.Domain, Conduct.Traffic)] };

        var device = Assert.Single(Make([seen, PlanSamples.Phone(1, "tiktok-lite") with { Device = android }]).Devices);

        Assert.Equal(["tiktok", "tiktok-lite"], device.Applications.Select(application => application.Id));
        Assert.Equal(device.Exposures, device.Applications.SelectMany(application => application.Exposures).Order(StringComparer.Ordinal));
        Assert.Equal(["mdm.inventory"], device.Applications[0].Sources);
    }

    public static TheoryData<LeftOutReason> Reasons => [.. Enum.GetValues<LeftOutReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_to_leave_out_leaves_out(LeftOutReason reason)
    {
        var good = PlanSamples.Phone(1);
        var device = good.Device!;
        IReadOnlyList<Exposure> exposures = reason switch
        {
            LeftOutReason.Verdict => [good with { Verdict = Verdict.Advise }],
            LeftOutReason.FactsMissing => [good with { Missing = ["device.payer.use"] }],
            LeftOutReason.WeakEvidence => [good with { Confidence = Confidence.Possible }],
            LeftOutReason.Protected => [good with { Person = good.Person! with { UserPrincipalName = "boss+work@agency.onmicrosoft.com" } }],
            LeftOutReason.NoDevice => [good with { Device = null }],
            LeftOutReason.AddressOnly => [good with { Device = new ExposedDevice { Id = "10.0.0.1", Address = "10.0.0.1", Facts = new DeviceFacts() } }],
            LeftOutReason.OwnerPersonal => [good with { Device = device with { Facts = device.Facts with { Owner = DeviceOwner.Personal } } }],
            LeftOutReason.OwnerOther => [good with { Device = device with { Facts = device.Facts with { Owner = DeviceOwner.Other } } }],
            LeftOutReason.OwnerUnknown => [good with { Device = device with { Facts = device.Facts with { Owner = null } } }],
            LeftOutReason.PayerNone => [good with { Device = device with { Facts = device.Facts with { Payer = new PayerFacts { Purchase = Payer.None, Subscription = Payer.None, Use = Payer.None } } } }],
            LeftOutReason.PayerUnknown => [good with { Device = device with { Facts = device.Facts with { Payer = new PayerFacts { Purchase = Payer.None } } } }],
            LeftOutReason.Disputed => [good, PlanSamples.Phone(1, "capcut") with { Verdict = Verdict.Review, Device = device with { Facts = device.Facts with { Owner = DeviceOwner.Personal } } }],
            LeftOutReason.NotManaged => [good with { Device = device with { IntuneId = null } }],
            LeftOutReason.NotInDirectory => [good with { Device = device with { EntraDeviceId = null } }],
            LeftOutReason.NoControl => [good with { Device = device with { Enrolment = "something new" } }],
            LeftOutReason.NoIdentifier => [good with { Application = "not-in-the-catalogue" }],
            _ => [good with { Conducts = [Conduct.Web], Evidence = [PlanSamples.Covered("network.dns", IndicatorKind.Domain, Conduct.Web)] }],
        };

        var plan = Make(exposures, new AuthorityProfile { ProtectedPeople = ["boss@agency.example"] });

        Assert.Contains(plan.LeftOut, left => left.Exposure == exposures[0].Id && left.Reason == reason);
        Assert.Empty(plan.Devices);
        Assert.Empty(plan.Actions);
    }

    [Fact]
    public void Whose_device_it_is_is_for_the_facts_to_say_and_not_for_the_service_s_flag()
    {
        var good = PlanSamples.Phone(1);

        Assert.Single(Make([good with { Device = good.Device! with { Ownership = "personal" } }]).Devices);
        Assert.Empty(Make([good with { Device = good.Device! with { Ownership = "company", Facts = new DeviceFacts() } }]).Devices);
    }

    [Fact]
    public void The_canary_is_small_recent_and_of_every_platform()
    {
        var phones = Enumerable.Range(1, 60).Select(number => PlanSamples.Phone(number)).ToList();
        phones[0] = phones[0] with { Device = phones[0].Device! with { LastContact = PlanSamples.Now.AddDays(-40) } };
        var plan = Make([.. phones, .. Enumerable.Range(100, 20).Select(Windows)]);

        Assert.Equal([4, 76], plan.Rings.Select(ring => ring.Devices));
        Assert.Equal(2, plan.Rings[0].ByPlatform["ios"]);
        Assert.Equal(2, plan.Rings[0].ByPlatform["windows"]);
        Assert.DoesNotContain(plan.Devices, device => device.Ring == 1 && device.Id == PlanSamples.Intune(1));
        Assert.Equal(10, Make([.. Enumerable.Range(1, 900).Select(number => PlanSamples.Phone(number))]).Rings[0].Devices);
    }

    [Fact]
    public void Later_rings_have_the_size_that_is_asked_for()
    {
        var request = PlanSamples.Request(PlanSamples.Scan([.. Enumerable.Range(1, 50).Select(number => PlanSamples.Phone(number))])) with { Canary = 3, RingSize = 20 };

        Assert.Equal([3, 20, 20, 7], RemovalPlanner.Make(request).Rings.Select(ring => ring.Devices));
    }

    [Fact]
    public void What_reaches_everybody_is_planned_only_when_asked_for_and_comes_last()
    {
        var visit = PlanSamples.Phone(1) with { Conducts = [Conduct.Web], Verdict = Verdict.Block, Evidence = [PlanSamples.Covered("network.dns", IndicatorKind.Domain, Conduct.Web)] };
        var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(visit, PlanSamples.Phone(2))) with { TenantWide = true });

        var import = plan.Actions[^1];
        Assert.Equal(("importIndicators", 2), (import.Kind, import.Ring));
        Assert.True(plan.BlastRadius.TenantWide);
        Assert.Contains("tiktok.com", import.Target.Ids);
        var single = PlanSamples.Catalogue.Indicators.Where(one => one.Kind == IndicatorKind.Domain && (one.ConfirmedBy < 2 || one.Application is null)).Select(one => one.Value);
        Assert.Empty(import.Target.Ids.Intersect(single));
        Assert.False(Make([visit, PlanSamples.Phone(2)]).BlastRadius.TenantWide);
    }

    [Fact]
    public void While_a_deadline_runs_nobody_is_locked_out_before_it()
    {
        var plan = Make([PlanSamples.Phone(1) with { Verdict = Verdict.RemoveBy, Deadline = new DateOnly(2023, 4, 10) }]);
        var compliance = plan.Actions.Single(action => action.Kind == "ensureCompliance");

        var hours = compliance.Requests[1].Body!.Value.GetProperty("scheduledActionsForRule")[0].GetProperty("scheduledActionConfigurations")[0].GetProperty("gracePeriodHours").GetInt32();
        Assert.True(PlanSamples.Now.AddHours(hours) >= new DateTimeOffset(2023, 4, 11, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2023, 4, 10), compliance.Deadline);
    }

    [Theory]
    [InlineData("agency.example", PlanSamples.Author, "not the id of a tenant")]
    [InlineData(PlanSamples.Tenant, "Ada Ash", "not a user principal name")]
    public void Tenant_and_author_must_be_such_as_can_be_compared(string tenant, string author, string says)
    {
        var request = PlanSamples.Request(PlanSamples.Scan(PlanSamples.Phone(1))) with { Tenant = tenant, Author = author };

        Assert.Contains(says, Assert.Throws<UnusableInputException>(() => RemovalPlanner.Make(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalogue_that_is_not_the_scan_s_is_refused()
    {
        var scan = PlanSamples.Scan(PlanSamples.Phone(1));
        var other = scan with { Summary = scan.Summary with { Catalogue = "2020.01 aa" } };

        Assert.Contains("scan again", Assert.Throws<UnusableInputException>(() => RemovalPlanner.Make(PlanSamples.Request(other))).Message, StringComparison.Ordinal);
    }

    private static RemovalPlan Make(IReadOnlyList<Exposure> exposures, AuthorityProfile? profile = null) =>
        RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(exposures), profile));

    private static Exposure Windows(int number)
    {
        var phone = PlanSamples.Phone(number);
        return phone with { Device = phone.Device! with { Platform = "windows", Enrolment = "windowsAzureADJoin", Supervised = null } };
    }
}
