using System.Text.Json;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Blocks.Standing;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenant;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;
using TikTokBan.Tests.Removal.Applying;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Removal.Blocks.Planning;

/// <summary>Blocks in a made-up tenant over HTTP: planned, approved, carried out, seen and taken back.</summary>
public sealed class BlockRunTests : IAsyncLifetime
{
    private const string Group = "71600000-0000-4000-a000-0000000000a1", Except = "71600000-0000-4000-a000-0000000000a2";
    private const string There = "716a0000-0000-4000-8000-000000000001", Absent = "716a0000-0000-4000-8000-000000000009", Principal = "71600000-0000-4000-a000-0000000000b1";

    private readonly FastTime _time = new(PlanSamples.Now, 20);
    private readonly MemoryJournal _journal = new();
    private FakeTenant _tenant = null!;
    private TenantSession _session = null!;

    public async Task InitializeAsync()
    {
        _tenant = await FakeTenant.StartAsync(new FakeTenantOptions { Time = _time, Throttles = false });
        _session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = _tenant.TenantId,
                Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: _tenant.Endpoint.AbsoluteUri, defender: _tenant.DefenderEndpoint.AbsoluteUri),
                SignIn = new TokenSignIn((scope, _) => ValueTask.FromResult(_tenant.Tokens.IssueFor(scope)), renews: true),
                Time = _time,
            },
            CancellationToken.None);
        for (var number = 1; number <= 4; number++)
            Device(number);
        Members(Group, "Phones of the service", 1, 2, 3);
        Members(Except, "Press service", 3);
        _tenant.State.ServicePrincipals.Set($$"""{"id":"{{Principal}}","appId":"{{There}}","displayName":"TikTok for Business","replyUrls":["https://www.tiktok.com/back"],"accountEnabled":true}""");
        _tenant.State.Grants.Set($$"""{"id":"grant-1","clientId":"{{Principal}}","consentType":"AllPrincipals","resourceId":"71600000-0000-4000-a000-0000000000b9","scope":"openid profile"}""");
        _tenant.State.Indicators.Set("""{"id":"1","indicatorValue":"tiktok.com","indicatorType":"DomainName","action":"Audit","title":"Somebody else's","generateAlert":true}""");
    }

    public async Task DisposeAsync()
    {
        await _session.DisposeAsync();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Everything_is_done_once_is_seen_and_is_taken_back_to_what_was_there()
    {
        var before = WithoutGrantIds();
        var plan = await PlanAsync();

        var told = new List<ActionResult>();
        var shown = await ApplyAsync(plan, request => request with { WhatIf = true }, told);
        Assert.True(shown.Verdict.Allows);
        Assert.Equal(before, WithoutGrantIds());
        Assert.Equal(plan.Actions.Count, told.Count);

        var done = await ApplyAsync(plan);
        Assert.True(done.IsComplete, Say(done));
        var effects = _tenant.State.Effects.All.Count;
        var again = await ApplyAsync(plan);
        Assert.True(again.IsComplete, Say(again));
        Assert.Equal(effects, _tenant.State.Effects.All.Count);

        Assert.False(Enabled(There));
        Assert.False(Enabled(Absent));
        Assert.Empty(Rows("oauth2PermissionGrants"));
        Assert.Equal("Audit", Indicator("tiktok.com").GetProperty("action").GetString());
        Assert.Equal(
            BlockSamples.Request().Selection.Domains.Count - 1,
            Rows("indicators").Count(row => row.GetProperty("action").GetString() == "Block" && row.GetProperty("title").GetString() == $"TikTokBan {plan.Id}"));
        Assert.Contains("'block status' (Get-TikTokBlock -InForce)", again.Next, StringComparison.Ordinal);
        var status = await BlockStatusOperation.ReadAsync(_session, _journal);
        Assert.Empty(status.Incomplete);
        Assert.Null(status.Missing);
        Assert.All(status.Blocks, block => Assert.Equal((plan.Id, block.Name != "tiktok.com"), (block.Plan, block.InForce)));
        Assert.Equal("by an indicator that others made; its action is Audit", status.Blocks.Single(block => block.Name == "tiktok.com").Detail);
        Assert.All(status.Blocks.Where(block => block.Part is BlockPart.Intune or BlockPart.Browsers), block => Assert.Equal($"given to Phones of the service ({Group})", block.Detail));
        Assert.Equal(
            [BlockPart.Defender, BlockPart.Intune, BlockPart.Browsers, BlockPart.Entra],
            status.Blocks.Select(block => block.Part).Distinct());
        Assert.Contains(status.Blocks, block => block.Kind == "browserList");

        var undone = await UndoAsync(plan);
        Assert.True(undone.IsComplete, Say(undone));
        Assert.Equal(before, WithoutGrantIds());
        var after = await BlockStatusOperation.ReadAsync(_session, _journal);
        Assert.DoesNotContain(after.Blocks, block => block.InForce);
        Assert.Null(after.Missing);
    }

    [Fact]
    public async Task What_a_begun_plan_meant_and_is_not_there_is_missing()
    {
        var plan = await PlanAsync(BlockPart.Intune, BlockPart.Defender, BlockPart.Entra);
        await ApplyAsync(plan, request => request with { AllRings = true });
        foreach (var row in Rows("indicators").Where(row => row.GetProperty("title").GetString()!.StartsWith("TikTokBan", StringComparison.Ordinal)))
            _tenant.State.Indicators.Remove(row.GetProperty("id").ToString(), "deleted");
        var gone = Rows("deviceConfigurations").Single(row => row.GetProperty("displayName").GetString()!.EndsWith("ios-hide", StringComparison.Ordinal));
        _tenant.State.DeviceConfigurations.Remove(gone.GetProperty("id").GetString()!, "deleted");
        var planned = (await BlockStatusOperation.ReadAsync(_session, null)).Blocks.Count;

        var status = await BlockStatusOperation.ReadAsync(_session, _journal);

        var domains = BlockSamples.Request().Selection.Domains.Count - 1;
        Assert.True(planned < status.Blocks.Count);
        Assert.Equal(domains + 1, status.Blocks.Count(block => block is { MissingOfRing: not null, InForce: false, Id: "" }));
        Assert.Contains($"1 policy of Intune (ring 1 of {plan.Id})", status.Missing, StringComparison.Ordinal);
        Assert.Contains($"{domains} indicators of Defender (ring 2 of {plan.Id})", status.Missing, StringComparison.Ordinal);
        Assert.StartsWith($"{status.Blocks.Count(block => block.InForce)} of {status.Blocks.Count} planned blocks are in force.", status.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_gave_a_configuration_to_stays_and_is_named()
    {
        var plan = await PlanAsync();
        Assert.True((await ApplyAsync(plan)).IsComplete);
        var ours = Rows("deviceConfigurations").First(row => row.GetProperty("displayName").GetString()!.EndsWith("ios-hide", StringComparison.Ordinal)).GetProperty("id").GetString()!;
        var assign = new SentRequest(
            "POST", "graph", $"/beta/deviceManagement/deviceConfigurations/{ours}/assign",
            $$$"""{"assignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{Except}}}"}}]}""");
        await new GraphPlanTransport(_session).WriteAsync(assign, default, CancellationToken.None);
        _tenant.State.Groups.Set("""{"id":"71600000-0000-4000-a000-0000000000a3","displayName":"Others"}""");
        await new GraphPlanTransport(_session).WriteAsync(assign with { Body = assign.Body!.Replace(Except, "71600000-0000-4000-a000-0000000000a3", StringComparison.Ordinal) }, default, CancellationToken.None);

        var told = new List<ActionResult>();
        await UndoAsync(plan, told);

        var left = Assert.Single(told, result => result.Outcome == ActionOutcome.Skipped);
        Assert.Contains("further", left.Sentence, StringComparison.Ordinal);
        Assert.Single(Rows("deviceConfigurations"));
    }

    [Theory]
    [InlineData("renamed", "has no 'Phones of the service'")]
    [InlineData("gone", "has no 'Phones of the service'")]
    [InlineData("grown", "members and had 3")]
    [InlineData("personal", "somebody's own by now")]
    public async Task A_group_that_is_no_longer_what_was_agreed_to_gets_nothing(string change, string says)
    {
        var plan = await PlanAsync(BlockPart.Intune);
        switch (change)
        {
            case "renamed":
                Members(Group, "Everybody", 1, 2, 3);
                break;
            case "gone":
                _tenant.State.Groups.Remove(Group, "deleted");
                break;
            case "grown":
                for (var number = 5; number <= 20; number++)
                    Device(number);
                Members(Group, "Phones of the service", [.. Enumerable.Range(1, 20)]);
                break;
            default:
                Device(4, "personal");
                Members(Group, "Phones of the service", 1, 2, 3, 4);
                break;
        }

        var told = new List<ActionResult>();
        await ApplyAsync(plan, null, told);

        Assert.Empty(Rows("deviceConfigurations"));
        Assert.Empty(Rows("deviceCompliancePolicies"));
        Assert.Contains(told, result => result.Sentence.Contains(says, StringComparison.Ordinal));
        Assert.All(told.Where(result => result.Kind != "findGroup"), result => Assert.Equal(ActionOutcome.Skipped, result.Outcome));
    }

    [Fact]
    public async Task An_application_that_came_or_went_meanwhile_is_left_as_it_is()
    {
        var plan = await PlanAsync(BlockPart.Entra);
        _tenant.State.ServicePrincipals.Set($$"""{"id":"{{Principal}}","appId":"{{There}}","displayName":"TikTok for Business","accountEnabled":false}""");
        _tenant.State.Grants.Remove("grant-1", "deleted");

        Assert.True((await ApplyAsync(plan)).IsComplete);
        Assert.True((await UndoAsync(plan)).IsComplete);

        Assert.False(Enabled(There));
        Assert.Empty(Rows("oauth2PermissionGrants"));
        Assert.DoesNotContain(Rows("servicePrincipals"), row => row.GetProperty("appId").GetString() == Absent);
    }

    private async Task<RemovalPlan> PlanAsync(params BlockPart[] parts)
    {
        if (parts.Length == 0)
            parts = [BlockPart.Defender, BlockPart.Intune, BlockPart.Browsers, BlockPart.Entra];
        var request = BlockSamples.Request(parts) with { LargeGroupMeant = true, Now = _time.GetUtcNow() };
        if (request.Group is not null)
            request = request with { Group = "Phones of the service", Except = "Press service" };
        if (parts.Contains(BlockPart.Entra))
            request = request with { EntraApplications = [There, Absent] };
        var outcome = await BlockPlanOperation.MakeAsync(request, _session, []);
        Assert.True(outcome.Verdict.Allows, string.Join(' ', outcome.Verdict.Findings.Select(finding => finding.Sentence)));
        return outcome.Plan;
    }

    private Task<RunResult> ApplyAsync(RemovalPlan plan, Func<ApplyRequest, ApplyRequest>? change = null, List<ActionResult>? told = null)
    {
        var request = new ApplyRequest
        {
            Plan = plan,
            Session = _session,
            Journal = _journal,
            Operator = "bram@agency.example",
            Approvals = [PlanApproval.Make(plan, "bram@agency.example", plan.CreatedAt)],
            AllRings = true,
            MostFailures = 100,
        };
        return ApplyOperation.RunAsync(change?.Invoke(request) ?? request, new Told(told ?? []), CancellationToken.None);
    }

    private Task<RunResult> UndoAsync(RemovalPlan plan, List<ActionResult>? told = null) =>
        UndoOperation.RunAsync(new UndoRequest { Plan = plan, Session = _session, Journal = _journal, Operator = "bram@agency.example", MostFailures = 100 }, new Told(told ?? []), CancellationToken.None);

    private void Device(int number, string ownership = "company") => _tenant.State.Devices.Set(
        $$"""{"id":"71600000-0000-4000-a000-{{number:x12}}","deviceId":"3c4d0000-0000-4000-a000-{{number:x12}}","displayName":"PHONE-{{number}}","deviceOwnership":"{{ownership}}"}""");

    private void Members(string group, string name, params int[] devices)
    {
        var members = devices.Select(number => $$"""{"@odata.type":"#microsoft.graph.device","id":"71600000-0000-4000-a000-{{number:x12}}"}""");
        _tenant.State.Groups.Set($$"""{"id":"{{group}}","displayName":"{{name}}","members":[{{string.Join(',', members)}}]}""");
    }

    private bool Enabled(string appId) => Rows("servicePrincipals").Single(row => row.GetProperty("appId").GetString() == appId).GetProperty("accountEnabled").GetBoolean();

    private JsonElement Indicator(string domain) => Rows("indicators").Single(row => row.GetProperty("indicatorValue").GetString() == domain);

    private List<JsonElement> Rows(string set)
    {
        using var snapshot = JsonDocument.Parse(_tenant.State.Snapshot());
        return [.. snapshot.RootElement.GetProperty(set).EnumerateArray().Select(row => row.Clone())];
    }

    // A grant that is granted again is a new object; what it grants is the same.
    private string WithoutGrantIds()
    {
        var snapshot = _tenant.State.Snapshot();
        foreach (var grant in Rows("oauth2PermissionGrants"))
            snapshot = snapshot.Replace(grant.GetProperty("id").GetString()!, "grant", StringComparison.Ordinal);
        return snapshot;
    }

    private string Say(RunResult result) => string.Join('\n', result.Verdict.Findings.Select(finding => finding.Sentence)
        .Append(result.Stopped).Concat(_journal.Entries.Where(entry => entry.Step == JournalStep.ActionEnded).Select(entry => $"{entry.Action} {entry.Outcome} {entry.Sentence}")));

    private sealed class Told(List<ActionResult> told) : IProgress<ActionResult>
    {
        public void Report(ActionResult value) => told.Add(value);
    }
}
