using System.Net;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants.Access;

public sealed class TenantAccessTests
{
    private static readonly TenantOperation Users = TenantOperation.Get("t.users", "t.people", "/v1.0/users", ServiceFamily.Directory, "User.Read.All");
    private static readonly TenantOperation Members = TenantOperation.Get("t.members", "t.people", "/v1.0/groups/{id}/members", ServiceFamily.Directory, "GroupMember.Read.All");
    private static readonly TenantOperation Job = TenantOperation.Post("t.job", "t.jobs", "/v1.0/deviceManagement/reports/exportJobs", ServiceFamily.IntuneExports, "DeviceManagementManagedDevices.Read.All");
    private static readonly TenantOperation Trace = TenantOperation.Get("t.trace", "t.mail", "/v1.0/admin/exchange/tracing/messageTraces", ServiceFamily.MessageTrace, "ExchangeMessageTrace.Read.All") with { Clouds = [TenantCloud.Global] };
    private static readonly TenantOperation Hunt = TenantOperation.Post("t.hunt", "network.events", "/v1.0/security/runHuntingQuery", ServiceFamily.Hunting, "ThreatHunting.Read.All");

    [Fact]
    public async Task What_answers_is_readable_and_no_more_is_asked_than_one_row()
    {
        using var tenant = new StubTenant().Json("/v1.0/users", """{"value":[]}""");

        var found = Assert.Single(await TestAsync(tenant, Users));

        Assert.Equal((AccessState.Readable, null), (found.State, found.Problem));
        Assert.True(Assert.Single(found.Operations).WasAsked);
        Assert.Equal("$top=1&$select=id", Assert.Single(tenant.Requests).Query);
    }

    [Fact]
    public async Task A_refusal_names_the_permission_of_both_kinds()
    {
        using var tenant = new StubTenant().Json("/v1.0/users", """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""", HttpStatusCode.Forbidden);

        var found = Assert.Single(await TestAsync(tenant, Users with { Delegated = ["User.ReadBasic.All"] }));

        Assert.Equal(["User.Read.All"], found.MissingApplication);
        Assert.Equal(["User.ReadBasic.All"], found.MissingDelegated);
    }

    [Fact]
    public async Task Nothing_is_started_in_the_tenant()
    {
        using var tenant = new StubTenant();

        var found = await TestAsync(tenant, Job, Members);

        Assert.Empty(tenant.Requests);
        Assert.All(found, source => Assert.False(Assert.Single(source.Operations).WasAsked));
    }

    [Fact]
    public async Task A_hunting_query_counts_one_row_and_shows_none()
    {
        using var tenant = new StubTenant().Json("/v1.0/security/runHuntingQuery", """{"schema":[],"results":[]}""");

        await TestAsync(tenant, Hunt);

        Assert.Contains("DeviceNetworkEvents | take 1 | count", Assert.Single(tenant.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_is_asked_once()
    {
        using var tenant = new StubTenant().Json("/v1.0/users", """{"value":[]}""");

        var found = await TestAsync(tenant, Users, Users with { Id = "t.again", Source = "t.other" });

        Assert.Equal([AccessState.Readable, AccessState.Readable], found.Select(source => source.State));
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task What_is_optional_does_not_make_its_source_unreadable()
    {
        using var tenant = new StubTenant()
            .Json("/v1.0/users", """{"value":[]}""")
            .Json("/v1.0/devices", """{"error":{"code":"Authorization_RequestDenied","message":"No."}}""", HttpStatusCode.Forbidden);
        var optional = TenantOperation.Get("t.devices", "t.people", "/v1.0/devices", ServiceFamily.Directory, "Device.Read.All") with { IsOptional = true };

        var found = Assert.Single(await TestAsync(tenant, Users, optional));

        Assert.Equal(AccessState.Readable, found.State);
        Assert.False(found.IsOptional);
        Assert.StartsWith("Without t.devices:", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_without_its_principal_says_how_to_create_it()
    {
        using var tenant = new StubTenant().Json(Trace.Path, """{"error":{"code":"UnknownError","message":""}}""", HttpStatusCode.Unauthorized);

        var found = Assert.Single(await TestAsync(tenant, Trace));

        Assert.Equal(AccessState.NotProvisioned, found.State);
        Assert.Contains("8bd644d1-64a1-4d4b-ae52-2e0cbf64e373", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_cloud_lacks_is_not_asked_for()
    {
        using var tenant = new StubTenant();

        var found = Assert.Single(await TestAsync(tenant, Trace with { Clouds = [TenantCloud.China] }));

        Assert.Equal(AccessState.NotSupportedInCloud, found.State);
        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task A_change_is_never_tried_and_an_opaque_token_leaves_it_unknown()
    {
        using var tenant = new StubTenant().On(request => request.Method == "GET", _ => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await tenant.ConnectAsync();
        var found = new List<SourceAccess>();
        await foreach (var source in TenantAccess.TestAsync(session, [.. TenantAccess.Acts], AccessPurpose.Apply, CancellationToken.None))
            found.Add(source);

        Assert.All(tenant.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Equal(TenantAccess.Acts, found.Select(source => source.Source));
        Assert.All(found, source => Assert.Equal((AccessState.Unknown, true), (source.State, source.IsForActing)));
        Assert.Contains("api.securitycenter.microsoft.com", tenant.Requests.Select(request => request.Uri.Host));
        Assert.Contains("Ti.ReadWrite", found.Single(source => source.Source == "block.indicators").MissingApplication);
    }

    [Fact]
    public void Acting_is_asked_about_only_when_it_is_meant()
    {
        Assert.Empty(TenantAccess.Sources.Intersect(TenantAccess.Acts));
        Assert.Throws<UnusableInputException>(() => TenantAccess.Chosen(["removal.groups"]));
        Assert.Equal(["removal.groups"], TenantAccess.Chosen(["removal.groups"], AccessPurpose.Apply));
        Assert.Equal(TenantAccess.Sources, TenantAccess.Chosen(null));
        Assert.All(TenantOperations.Reading, operation => Assert.False(operation.Changes || operation.IsForActing));
        Assert.All(TenantOperations.Acting, operation => Assert.Equal(operation.Method != HttpMethod.Get, operation.Changes));
        Assert.All(TenantOperations.Acting.Where(operation => operation.Method == HttpMethod.Post), operation => Assert.False(operation.IsRepeatable));
    }

    [Fact]
    public void A_source_that_no_tenant_has_is_refused_with_those_there_are()
    {
        var refusal = Assert.Throws<UnusableInputException>(() => TenantAccess.Chosen(["directory.user"]));

        Assert.Contains("directory.users", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<List<SourceAccess>> TestAsync(StubTenant tenant, params TenantOperation[] operations)
    {
        await using var session = await tenant.ConnectAsync();
        var found = new List<SourceAccess>();
        await foreach (var source in TenantAccess.TestAsync(session, operations, [.. operations.Select(operation => operation.Source).Distinct()], CancellationToken.None))
            found.Add(source);
        return found;
    }
}
