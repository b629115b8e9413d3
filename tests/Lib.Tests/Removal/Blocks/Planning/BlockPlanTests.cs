using System.Text.Json.Nodes;
using TikTokBan.Authorities;
using TikTokBan.Removal;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Reports;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Removal.Blocks.Planning;

public sealed class BlockPlanTests
{
    private static readonly BlockPart[] Everything = Enum.GetValues<BlockPart>();

    [Fact]
    public async Task Everything_is_planned_as_the_schema_says_and_the_same_input_gives_the_same_plan()
    {
        var request = BlockSamples.Request(Everything) with { Except = BlockSamples.Except, EntraApplications = [BlockSamples.Covered, BlockSamples.Absent] };
        var outcome = await Make(request);
        var plan = outcome.Plan;

        Assert.True(outcome.Verdict.Allows, string.Join(' ', outcome.Verdict.Findings.Select(finding => finding.Sentence)));
        Assert.Empty(SchemaCheck.Find("plan.schema.json", PlanFile.ToJson(plan)));
        Assert.Equal(PlanFile.ToJson(plan), PlanFile.ToJson((await Make(request)).Plan));
        Assert.Equal(PlanPurpose.Block, plan.Purpose);
        Assert.Empty(plan.Devices);
        Assert.Equal(
            ["disableServicePrincipal", "ensureApp", "ensureCompliance", "ensureConfiguration", "ensureServicePrincipal", "findGroup", "importIndicators", "mergeAssignment", "revokeGrant"],
            plan.Actions.Select(action => action.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(plan.Actions.Where(action => action.Ring == 1), plan.Actions.TakeWhile(action => action.Ring == 1));
        Assert.Equal(plan.Actions.SelectMany(action => action.DependsOn).Distinct().Order(StringComparer.Ordinal), plan.Actions.Where(action => action.Kind is "findGroup" or "ensureApp").Select(action => action.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_made_carries_the_plan_s_id_and_goes_to_the_group_alone()
    {
        var plan = (await Make(BlockSamples.Request(BlockPart.Intune, BlockPart.Browsers) with { Except = "press service" })).Plan;

        var (group, except) = (plan.Actions[0], plan.Actions[1]);
        Assert.Equal([BlockSamples.Group], group.Target.Ids);
        Assert.Equal([BlockSamples.Except], except.Target.Ids);
        Assert.All(plan.Actions.Skip(2), action =>
        {
            Assert.Contains(plan.Id, action.Target.Name, StringComparison.Ordinal);
            var assigned = action.Requests.Single(request => request.Path.EndsWith("/assign", StringComparison.Ordinal)).Body!.Value.GetRawText();
            Assert.Equal(
                $$$"""{"assignments":["{{{{action.Id}}}.before.others:a-00001.id,a-00002.id}",{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{a-00001.id}"}},{"target":{"@odata.type":"#microsoft.graph.exclusionGroupAssignmentTarget","groupId":"{a-00002.id}"}}]}""",
                assigned);
        });
        Assert.Equal(["android-admin-compliance", "android-admin-hide", "android-personal-block", "browser-blocklist", "ios-compliance", "ios-hide", "mac-report"],
            plan.Actions.Select(action => action.Control).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Orders_to_uninstall_join_those_of_others_and_go_to_devices_alone()
    {
        var request = BlockSamples.Request(BlockPart.Uninstall) with { Except = BlockSamples.Except };
        var plan = (await Make(request)).Plan;

        var orders = plan.Actions.Where(action => action.Kind == "mergeAssignment").ToList();
        Assert.Equal(["android-uninstall", "ios-uninstall", "windows-uninstall"], orders.Select(action => action.Control).Distinct().Order(StringComparer.Ordinal));
        Assert.All(orders, order =>
        {
            Assert.Equal(["groupAsPlanned", "assignmentsUnchanged", "notRequiredElsewhere"], order.Preconditions.Select(precondition => precondition.Check));
            Assert.Equal(
                $$$"""{"mobileAppAssignments":["{{{{order.Id}}}.before.others:a-00001.id,a-00002.id}",{"@odata.type":"#microsoft.graph.mobileAppAssignment","intent":"uninstall","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{a-00001.id}"}},{"@odata.type":"#microsoft.graph.mobileAppAssignment","intent":"uninstall","target":{"@odata.type":"#microsoft.graph.exclusionGroupAssignmentTarget","groupId":"{a-00002.id}"}}]}""",
                order.Requests[^1].Body!.Value.GetRawText());
            Assert.Equal($$$"""{"mobileAppAssignments":["{{{{order.Id}}}.now.others:a-00001.id,a-00002.id}"]}""", order.Undo.Requests[^1].Body!.Value.GetRawText());
        });
        await Refused(BlockSamples.Request(BlockPart.Uninstall), "enrolled of their own", BlockSamples.Tenant(people: 1));
    }

    [Fact]
    public async Task The_browsers_get_the_block_list_under_the_ids_that_this_tenant_uses()
    {
        var outcome = await Make(BlockSamples.Request(BlockPart.Browsers));
        var body = JsonNode.Parse(outcome.Plan.Actions[1].Requests[1].Body!.Value.GetRawText())!;
        var choice = body["settings"]![0]!["settingInstance"]!;
        var list = choice["choiceSettingValue"]!["children"]![0]!;

        Assert.Equal(3, outcome.Plan.Actions.Count);
        Assert.EndsWith("microsoft_edge_urlblocklist", choice["settingDefinitionId"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("_urlblocklist_1", choice["choiceSettingValue"]!["value"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("_urlblocklistdesc", list["settingDefinitionId"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("tiktok.com", list["simpleSettingCollectionValue"]!.AsArray().Select(entry => entry!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_browser_whose_setting_could_be_two_is_not_planned()
    {
        var twice = BlockSamples.Tenant().With(
            "/beta/deviceManagement/configurationSettings",
            [.. BlockSamples.Settings("device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge_urlblocklist"), .. BlockSamples.Settings("device_vendor_msft_policy_config_microsoft_edgev2~policy~microsoft_edge_urlblocklist")]);
        var plan = (await Make(BlockSamples.Request(BlockPart.Browsers), twice)).Plan;

        Assert.Empty(plan.Actions);
        Assert.Collection(
            plan.Block!.NotPlanned,
            edge => Assert.Contains("2 settings", edge, StringComparison.Ordinal),
            chrome => Assert.Contains("no setting", chrome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Applications_of_Entra_are_only_listed_until_somebody_names_them()
    {
        var outcome = await Make(BlockSamples.Request(BlockPart.Entra));

        Assert.Empty(outcome.Plan.Actions);
        Assert.Equal([BlockSamples.Covered, BlockSamples.Own, BlockSamples.Microsofts], outcome.Plan.Block!.ForPeople.Select(one => one.AppId));
        Assert.Contains("confirms no application id", Assert.Single(outcome.Plan.Block.NotPlanned), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_named_is_switched_off_with_its_grants_and_what_is_not_there_is_put_there_switched_off()
    {
        var plan = (await Make(BlockSamples.Request(BlockPart.Entra) with { EntraApplications = [BlockSamples.Covered.ToUpperInvariant(), BlockSamples.Absent] })).Plan;

        Assert.Equal(["disableServicePrincipal", "revokeGrant", "revokeGrant", "ensureServicePrincipal"], plan.Actions.Select(action => action.Kind));
        Assert.Equal("""{"accountEnabled":false}""", plan.Actions[0].Requests[1].Body!.Value.GetRawText());
        Assert.Equal("""{"clientId":"sp-716a0000-0000-4000-8000-000000000001","consentType":"Principal","principalId":"u-1","resourceId":"sp-graph","scope":" openid profile"}""", plan.Actions[1].Undo.Requests[1].Body!.Value.GetRawText());
        Assert.Equal($$"""{"appId":"{{BlockSamples.Absent}}","accountEnabled":false}""", plan.Actions[3].Requests[1].Body!.Value.GetRawText());
    }

    [Theory]
    [InlineData(BlockSamples.Stranger, "not in the catalogue", "neither")]
    [InlineData(BlockSamples.Own, "this tenant's own", "its owner")]
    [InlineData(BlockSamples.Microsofts, "Microsoft's own", "not planned")]
    public async Task A_slip_does_not_switch_off_what_people_work_with(string appId, string says, string also)
    {
        var plan = (await Make(BlockSamples.Request(BlockPart.Entra) with { EntraApplications = [appId] })).Plan;

        Assert.Empty(plan.Actions);
        var sentence = Assert.Single(plan.Block!.NotPlanned);
        Assert.True(sentence.Contains(says, StringComparison.Ordinal) || sentence.Contains(also, StringComparison.Ordinal), sentence);
    }

    [Fact]
    public async Task The_part_for_Exchange_is_bound_to_the_plan_by_its_hash()
    {
        var outcome = await Make(BlockSamples.Request(BlockPart.Exchange));

        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(outcome.Exchange!.Files[0].Bytes.Span)), outcome.Plan.Block!.Exchange!.Sha256, ignoreCase: true);
        Assert.True(outcome.Plan.BlastRadius.TenantWide);
        Assert.Contains(outcome.Verdict.Findings, finding => finding.Code == GuardCode.TenantWide);
    }

    [Theory]
    [InlineData(GuardCode.TooManyDevices)]
    [InlineData(GuardCode.TooLargeShare)]
    [InlineData(GuardCode.ProtectedTarget)]
    [InlineData(GuardCode.PersonalDevices)]
    public async Task A_group_that_reaches_too_far_is_refused(GuardCode code)
    {
        var request = BlockSamples.Request(BlockPart.Intune);
        var tenant = BlockSamples.Tenant(code == GuardCode.TooManyDevices ? 51 : code == GuardCode.TooLargeShare ? 40 : 12);
        if (code == GuardCode.ProtectedTarget)
            request = request with { Profile = new AuthorityProfile { ProtectedDevices = ["PHONE-3"] } };
        if (code == GuardCode.PersonalDevices)
            tenant.With($"/v1.0/groups/{BlockSamples.Group}/transitiveMembers", BlockSamples.Device(1), With(BlockSamples.Device(2), "deviceOwnership", "personal"));
        var finding = Assert.Single((await Make(request, tenant)).Verdict.Findings, finding => finding.Refuses);

        Assert.Equal(code, finding.Code);
        if (code is GuardCode.TooManyDevices or GuardCode.TooLargeShare)
            Assert.True((await Make(request with { LargeGroupMeant = true }, tenant)).Verdict.Allows);
    }

    [Fact]
    public async Task Whoever_has_a_waiver_is_counted_and_can_be_left_out()
    {
        var request = BlockSamples.Request(BlockPart.Intune) with { Waivers = [Waiver()] };
        var reached = await Make(request);
        var leftOut = await Make(request with { Except = BlockSamples.Except });

        Assert.Equal(1, reached.Plan.Block!.Group!.Excepted);
        Assert.Contains(reached.Verdict.Findings, finding => finding is { Code: GuardCode.ExceptionReached, Refuses: false });
        Assert.Equal(0, leftOut.Plan.Block!.Group!.Excepted);
        Assert.Empty(leftOut.Verdict.Findings);
    }

    [Fact]
    public async Task Groups_that_Intune_cannot_tell_apart_or_that_are_not_there_are_refused()
    {
        var people = BlockSamples.Tenant().With($"/v1.0/groups/{BlockSamples.Except}/transitiveMembers", BlockSamples.Person(1));
        await Refused(BlockSamples.Request(BlockPart.Intune) with { Except = BlockSamples.Except }, "one holds people", people);
        await Refused(BlockSamples.Request(BlockPart.Intune) with { Except = BlockSamples.Group }, "are the same");
        await Refused(BlockSamples.Request(BlockPart.Intune) with { Group = "All phone" }, "no group 'All phone'");
        await Refused(BlockSamples.Request(BlockPart.Intune) with { Group = null }, "Nothing is given to all devices");
        await Refused(BlockSamples.Request(BlockPart.Defender) with { Group = "All phones" }, "neither is asked for");
        await Refused(BlockSamples.Request(BlockPart.Entra) with { EntraApplications = ["TikTok"] }, "not the id");
        await Refused(BlockSamples.Request(), "Say where");
        await Refused(BlockSamples.Request(BlockPart.Defender) with { Author = "ada" }, "user principal name");
    }

    [Fact]
    public async Task A_plan_that_was_widened_and_hashed_anew_is_refused()
    {
        var plan = (await Make(BlockSamples.Request(BlockPart.Intune))).Plan;
        var everybody = JsonNode.Parse(plan.Actions[1].Requests[^1].Body!.Value.GetRawText())!.AsObject();
        everybody["assignments"]!.AsArray().Add(new JsonObject { ["target"] = new JsonObject { ["@odata.type"] = "#microsoft.graph.allDevicesAssignmentTarget" } });
        var action = plan.Actions[1];
        Widened(plan with { Actions = [plan.Actions[0], action with { Requests = [.. action.Requests.SkipLast(1), action.Requests[^1] with { Body = ActionList.Body(everybody) }] }, .. plan.Actions.Skip(2)] });
        Widened(plan with { Actions = [plan.Actions[0] with { Requests = [plan.Actions[0].Requests[0] with { Match = new Dictionary<string, string> { ["id"] = BlockSamples.Except } }] }, .. plan.Actions.Skip(1)] });
        Widened(plan with { Actions = [.. plan.Actions, action with { Kind = ActionKinds.SyncDevice }] });
    }

    [Fact]
    public async Task A_plan_is_approved_by_somebody_else_and_read_in_four_languages()
    {
        var plan = (await Make(BlockSamples.Request(Everything))).Plan;

        Assert.Throws<UnusableInputException>(() => PlanApproval.Make(plan, PlanSamples.Author, PlanSamples.Now));
        var approval = PlanApproval.Make(plan, "bram@agency.example", PlanSamples.Now);
        Assert.True(ApprovalCheck.Check(plan, [approval], ApprovalPolicy.Default, PlanSamples.Now).Allows);
        Assert.All(new[] { "en", "fr", "nl", "de" }, language =>
        {
            var lines = PlanDocument.Lines(plan, PlanSamples.Remedies, language);
            Assert.Contains(lines, line => line.Contains("All phones", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains(plan.Block!.Exchange!.Sha256, StringComparison.Ordinal));
        });
    }

    private static void Widened(RemovalPlan plan)
    {
        plan = plan with { Hash = PlanFile.HashOf(plan) };
        var verdict = RemovalGuard.Check(new GuardRequest { Plan = plan, Now = PlanSamples.Now });
        Assert.Contains(verdict.Findings, finding => finding is { Code: GuardCode.TargetOutsidePlan, Refuses: true });
    }

    private static async Task Refused(BlockPlanRequest request, string says, PlayedTransport? tenant = null)
    {
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => Make(request, tenant));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static Task<BlockPlanOutcome> Make(BlockPlanRequest request, PlayedTransport? tenant = null) =>
        BlockPlanOperation.MakeAsync(request, PlanSamples.Tenant, tenant ?? BlockSamples.Tenant(), [], CancellationToken.None);

    private static JsonObject With(JsonObject row, string name, string value)
    {
        row[name] = value;
        return row;
    }

    private static Waiver Waiver() => new()
    {
        Id = "w-2023-001",
        DeviceId = "3c4d0000-0000-4000-a000-000000000001",
        Directive = "be-federal-716",
        DirectiveHash = new string('a', 64),
        Kind = "operational",
        Approver = "head",
        ApprovedBy = "carla@agency.example",
        Grantor = "dirk@agency.example",
        Motive = "Press service",
        ValidFrom = new DateOnly(2023, 3, 1),
        Expires = new DateOnly(2023, 12, 31),
        GrantedAt = PlanSamples.Now.AddDays(-20),
    };
}
