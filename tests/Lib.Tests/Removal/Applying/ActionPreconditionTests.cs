using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Removal;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class ActionPreconditionTests
{
    private const string Other = "716e0000-0000-4000-8000-000000000099";

    [Fact]
    public async Task A_group_that_holds_what_the_plan_put_there_passes()
    {
        await using var tenant = PresentTenant.OfOne();

        Assert.Null((await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration))).Refusal);
    }

    [Fact]
    public async Task An_empty_group_passes()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Members.Clear();

        Assert.Null((await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration))).Refusal);
    }

    [Theory]
    [InlineData("""{"@odata.type":"#microsoft.graph.device","id":"x","deviceId":"3c4d0000-0000-4000-a000-000000000999"}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.user","id":"x"}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.device","id":"x","deviceId":null}""")]
    [InlineData("""{"@odata.type":"#microsoft.graph.device","id":"x","deviceId":""}""")]
    public async Task A_group_that_holds_another_is_not_given_anything(string member)
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Members.Add(JsonNode.Parse(member)!.AsObject());

        var refusal = (await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration))).Refusal;

        Assert.Contains("holds x, which the plan does not put there", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_of_another_ring_is_another()
    {
        await using var tenant = PresentTenant.For(PlanSamples.Phone(1), PlanSamples.Phone(2));

        // All devices of the plan are in the one group that the test knows.
        Assert.NotNull((await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration))).Refusal);
    }

    [Fact]
    public async Task A_member_that_nothing_may_be_done_to_any_longer_is_named()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Device["managedDeviceOwnerType"] = "personal";

        var refusal = (await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration))).Refusal;

        Assert.Contains("TOESTEL-00001", refusal, StringComparison.Ordinal);
        Assert.Contains("Take it out of the group", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_no_group_bounds_is_refused()
    {
        await using var tenant = PresentTenant.OfOne();

        Assert.NotNull((await tenant.CheckAsync(tenant.Action(ActionKinds.EnsureConfiguration) with { DependsOn = [] })).Refusal);
    }

    [Fact]
    public async Task What_others_assigned_in_between_is_seen_whatever_its_order()
    {
        await using var tenant = PresentTenant.OfOne();
        var action = Merging(tenant);
        tenant.Assignments.AddRange([Assignment("1", "available", Other), Assignment("2", "uninstall", Other)]);
        var before = PresentTenant.Rows(tenant.Assignments);
        tenant.Assignments.Reverse();
        Assert.Null((await tenant.CheckAsync(action, ("before", before))).Refusal);

        tenant.Assignments[0]["intent"] = "available";
        Assert.Contains("Somebody changed what is assigned", (await tenant.CheckAsync(action, ("before", before))).Refusal, StringComparison.Ordinal);

        tenant.Assignments.Clear();
        Assert.NotNull((await tenant.CheckAsync(action, ("before", before))).Refusal);
        Assert.NotNull((await tenant.CheckAsync(action)).Refusal);
    }

    [Theory]
    [InlineData("required", "#microsoft.graph.groupAssignmentTarget", Other, "the group GRP-Other")]
    [InlineData("Required", "#microsoft.graph.allDevicesAssignmentTarget", null, "all devices")]
    [InlineData("required", "#microsoft.graph.allLicensedUsersAssignmentTarget", null, "all users")]
    [InlineData("required", "#microsoft.graph.exclusionGroupAssignmentTarget", Other, null)]
    [InlineData("available", "#microsoft.graph.groupAssignmentTarget", Other, null)]
    [InlineData("uninstall", "#microsoft.graph.allDevicesAssignmentTarget", null, null)]
    public async Task What_somebody_else_demands_is_not_taken_away(string intent, string type, string? group, string? named)
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Assignments.Add(Assignment("1", intent, group, type));

        var refusal = (await tenant.CheckAsync(Merging(tenant), ("before", PresentTenant.Rows(tenant.Assignments)))).Refusal;

        if (named is null)
            Assert.Null(refusal);
        else
            Assert.Contains($"is required for {(group is null ? named : $"the group {Other}")}", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_demands_it_is_named()
    {
        await using var tenant = PresentTenant.OfOne();
        tenant.Assignments.Add(Assignment("1", "required", PresentTenant.Group));

        var refusal = (await tenant.CheckAsync(Merging(tenant), ("before", PresentTenant.Rows(tenant.Assignments)))).Refusal;

        Assert.Contains($"is required for the group GRP-Communication ({PresentTenant.Group})", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_told_and_not_there_yet_is_not_asked_for()
    {
        await using var tenant = PresentTenant.OfOne();
        var action = tenant.Action(ActionKinds.EnsureConfiguration);

        Assert.Null(TikTokBan.Removal.Applying.Checks.FilledPath.Of("/v1.0/groups/{a-00001.id}", new RunValues(new Dictionary<string, string> { ["a-00001"] = "{a-00001.id}" }, new Dictionary<string, IReadOnlyList<JsonElement>>())));
        Assert.Equal("/v1.0/groups/x/members", TikTokBan.Removal.Applying.Checks.FilledPath.Of("/v1.0/groups/{a-00001.id}/members", new RunValues(new Dictionary<string, string> { ["a-00001"] = "x" }, new Dictionary<string, IReadOnlyList<JsonElement>>())));
        Assert.Contains(action.Preconditions, condition => condition.Check == "groupMembersWithinPlan");
    }

    // An uninstall assignment, with the conditions that plans give to one.
    private static PlanAction Merging(PresentTenant tenant)
    {
        var action = tenant.Action(ActionKinds.EnsureConfiguration);
        return action with
        {
            Kind = ActionKinds.MergeAssignment,
            Preconditions = [new Precondition("groupMembersWithinPlan", "action"), new Precondition("assignmentsUnchanged", "action"), new Precondition("notRequiredElsewhere", "action")],
            Requests = [new PlanRequest { Role = "read", Method = "GET", Path = $"/v1.0/deviceAppManagement/mobileApps/{{{action.Id}.id}}/assignments", As = "before" }],
        };
    }

    private static JsonObject Assignment(string id, string intent, string? group, string type = "#microsoft.graph.groupAssignmentTarget") => new()
    {
        ["id"] = id,
        ["intent"] = intent,
        ["target"] = new JsonObject { ["@odata.type"] = type, ["groupId"] = group },
    };
}
