using TikTokBan.Removal.Journals;
using TikTokBan.Tenant;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>Nothing is done to a device outside a plan, nor to one that has changed since, in whatever tenant.</summary>
public sealed class ChangedTenantTests
{
    private const int Tenants = 5;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Tenants)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_changed_between_plan_and_apply_keeps_a_device_from_being_touched(int seed)
    {
        await using var tenant = await RemovalTenant.RandomAsync(seed, Unkind(seed));
        var plan = await tenant.PlanAsync(ringSize: 4);
        var changed = Changes.Apply(tenant, plan, new Random(seed));
        var before = tenant.Server.State.Snapshot();
        tenant.Server.State.Effects.Clear();
        MakeListsLie(tenant.Server);

        var result = await tenant.ApplyAsync(plan);

        var reach = Reach.Of(tenant, before);
        Assert.True(result.Verdict.Allows, string.Join(' ', result.Verdict.Findings.Select(finding => finding.Sentence)));
        Assert.Empty(reach.Devices.Except(plan.Devices.Select(device => device.Id)));
        Assert.Empty(reach.Devices.Intersect(changed.Keys).Select(id => $"{tenant.Device(id).Name}: {changed[id]}"));
        Assert.Empty(reach.Foreign);
        Assert.Equal(plan.Devices.Select(device => device.Id).Except(changed.Keys).Order(StringComparer.Ordinal), reach.Devices.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_others_assigned_is_as_it_was_and_a_second_run_sends_nothing(int seed)
    {
        await using var tenant = await RemovalTenant.RandomAsync(seed, Unkind(seed));
        var plan = await tenant.PlanAsync();
        var others = Others(tenant);
        await tenant.ApplyAsync(plan);

        Assert.Equal(others, Others(tenant));
        var objects = (await tenant.Journal.ReadAsync(plan.Id)).Where(entry => entry is { Action: not null, ObjectId: not null }).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last().ObjectId!);
        var given = tenant.Held("mobileApps").ToDictionary(app => app.GetProperty("id").GetString()!, app => app.GetProperty("assignments").GetRawText());
        Assert.All(plan.Actions.Where(action => action.Kind == "mergeAssignment"), action => Assert.All(
            action.DependsOn.Where(id => plan.Actions.Any(group => group.Id == id && group.Kind == "ensureGroup")),
            group => Assert.Contains(objects[group], given[objects[action.DependsOn.First(id => plan.Actions.Any(app => app.Id == id && app.Kind == "ensureApp"))]], StringComparison.Ordinal)));
        var effects = tenant.Server.State.Effects.All.Count;
        await tenant.ApplyAsync(plan);
        Assert.Equal(effects, tenant.Server.State.Effects.All.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_would_be_sent_is_what_is_sent_byte_for_byte_and_telling_it_sends_nothing(int seed)
    {
        await using var tenant = await RemovalTenant.RandomAsync(seed);
        var plan = await tenant.PlanAsync(tenantWide: true);
        tenant.Server.Log.Clear();
        var told = new Dictionary<string, IReadOnlyList<SentRequest>>();
        await tenant.ApplyAsync(plan, request => request with { WhatIf = true }, one => told.Add(one.Action, one.Requests));
        Assert.Empty(Writes(tenant));
        Assert.Empty(tenant.Server.State.Effects.All);
        Assert.False(File.Exists(tenant.Ledger));

        await tenant.ApplyAsync(plan);

        var objects = (await tenant.Journal.ReadAsync(plan.Id)).Where(entry => entry is { Action: not null, ObjectId: not null }).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last().ObjectId!);
        string Filled(string text) => objects.Aggregate(text, (filled, one) => filled.Replace($"{{{one.Key}.id}}", one.Value, StringComparison.Ordinal));
        var expected = told.Values.SelectMany(requests => requests).Select(request => $"{request.Method} {Filled(request.Path)} {Filled(request.Body ?? "")}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), Writes(tenant).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Taken_back_a_tenant_is_what_it_was(int seed)
    {
        await using var tenant = await RemovalTenant.RandomAsync(seed, Unkind(seed));
        var plan = await tenant.PlanAsync(ringSize: 4, tenantWide: true);
        var before = tenant.Server.State.Snapshot();
        await tenant.ApplyAsync(plan);
        Assert.True(plan.Actions.Count == 0 || before != tenant.Server.State.Snapshot());

        var result = await tenant.UndoAsync(plan);

        Assert.Null(result.Stopped);
        Assert.Equal(before, tenant.Server.State.Snapshot());
    }

    private static Func<FakeTenantOptions, FakeTenantOptions> Unkind(int seed) => options => options with { DirectoryLag = seed % 3 };

    private static void MakeListsLie(FakeTenant tenant)
    {
        tenant.Faults.Add(new FaultRule(FaultKind.IgnoredFilter) { Method = "GET", Times = null });
        tenant.Faults.Add(new FaultRule(FaultKind.DuplicateRows) { Method = "GET", Times = null });
    }

    private static IEnumerable<string> Writes(RemovalTenant tenant) => tenant.Server.Log.Requests
        .Where(request => request.Method != "GET" && !request.Path.Contains("exportJobs", StringComparison.Ordinal) && !request.Path.Contains("oauth2", StringComparison.Ordinal))
        .Select(request => $"{request.Method} {request.Path}{(request.Query.Length > 0 ? "?" + request.Query : "")} {request.Body}");

    // Assignments of others, with everything that stands in them.
    private static IReadOnlyList<string> Others(RemovalTenant tenant) =>
    [
        .. tenant.Held("mobileApps").SelectMany(app => app.GetProperty("assignments").EnumerateArray().Select(assignment => (App: app.GetProperty("id").GetString(), Assignment: assignment)))
            .Where(one => one.Assignment.GetProperty("target").GetProperty("groupId").GetString()!.StartsWith(RemovalTenant.OthersGroup, StringComparison.Ordinal))
            .Select(one => $"{one.App} {one.Assignment.GetProperty("intent")} {one.Assignment.GetProperty("target").GetRawText()}"),
    ];
}
