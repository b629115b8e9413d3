using TikTokBan.Sources;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

/// <summary>The documentation's own answers, given to the readers that ask for them.</summary>
public sealed class DirectorySampleTests : IDisposable
{
    private const string Group = "716aaaaa-0000-4000-8000-0000000000b1", Link = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=one";
    private const string Wanted = """{"value":[{"id":"716aaaaa-0000-4000-8000-0000000000b1","displayName":"Wanted"}]}""";
    private const string Covered = """{"id":"716aaaaa-0000-4000-8000-0000000000e1","appId":"716aaaaa-0000-4000-8000-0000000000a1","displayName":"TikTok for Business","replyUrls":["https://ads.tiktok.com/callback"]}""";

    private readonly string _state = Path.Combine(Path.GetTempPath(), "tiktokban-state-" + Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }

    [SkippableTheory]
    [InlineData("v1.0.user-list.response.1.json", "directory.users", "/v1.0/users", 1, 0)]
    [InlineData("v1.0.user-list.response.2.json", "directory.users", "/v1.0/users", 0, 1)]
    [InlineData("v1.0.user-list.response.3.json", "directory.users", "/v1.0/users", 1, 0)]
    [InlineData("v1.0.user-list.response.4.json", "directory.users", "/v1.0/users", 1, 0)]
    [InlineData("v1.0.user-list.response.6.json", "directory.users", "/v1.0/users", 2, 0)]
    [InlineData("v1.0.user-list.response.7.json", "directory.users", "/v1.0/users", 2, 0)]
    [InlineData("v1.0.device-list.response.1.json", "directory.devices", "/v1.0/devices", 1, 0)]
    [InlineData("v1.0.device-list.response.3.json", "directory.devices", "/v1.0/devices", 1, 0)]
    [InlineData("v1.0.serviceprincipal-list.response.1.json", "directory.service-principals", "/v1.0/servicePrincipals", 1, 0)]
    [InlineData("v1.0.serviceprincipal-list.response.3.json", "directory.service-principals", "/v1.0/servicePrincipals", 1, 0)]
    [InlineData("v1.0.oauth2permissiongrant-list.response.1.json", "directory.grants", "/v1.0/oauth2PermissionGrants", 1, 0)]
    [InlineData("v1.0.oauth2permissiongrant-delta.response.1.json", "directory.grants", "/v1.0/oauth2PermissionGrants", 1, 0)]
    [InlineData("v1.0.serviceprincipal-list-oauth2permissiongrants.response.2.json", "directory.grants", "/v1.0/oauth2PermissionGrants", 1, 0)]
    [InlineData("v1.0.signin-list.response.1.json", "directory.sign-ins", "/v1.0/auditLogs/signIns", 1, 0)]
    [InlineData("v1.0.signin-list.response.2.json", "directory.sign-ins", "/v1.0/auditLogs/signIns", 1, 0)]
    [InlineData("v1.0.group-list-transitivemembers.response.2.json", "directory.groups", $"/v1.0/groups/{Group}/transitiveMembers/microsoft.graph.user", 1, 0)]
    [InlineData("v1.0.group-list-transitivemembers.response.3.json", "directory.groups", $"/v1.0/groups/{Group}/transitiveMembers/microsoft.graph.user", 1, 0)]
    [InlineData("v1.0.group-list-transitivemembers.response.4.json", "directory.groups", $"/v1.0/groups/{Group}/transitiveMembers/microsoft.graph.user", 1, 0)]
    [InlineData("v1.0.group-list-transitivemembers.response.5.json", "directory.groups", $"/v1.0/groups/{Group}/transitiveMembers/microsoft.graph.user", 1, 0)]
    public async Task Is_read_whole(string name, string source, string path, int rows, int rejected)
    {
        using var tenant = Tenant(Sample(name), path);

        var read = await DirectoryFixture.ReadAsync(tenant, source, ["Wanted"]);

        Assert.Null(read.Problem);
        Assert.Null(read.Tally.Incomplete);
        Assert.Equal((rows, rejected), (read.Tally.RowsRead, read.Tally.RowsRejected));
    }

    [SkippableTheory]
    [InlineData("v1.0.group-list.response.2.json", 2)]
    [InlineData("v1.0.group-list.response.3.json", 0)]
    [InlineData("v1.0.group-list.response.4.json", 0)]
    [InlineData("v1.0.group-list.response.5.json", 0)]
    public async Task Groups_that_carry_an_id_are_opened(string name, int opened)
    {
        using var tenant = Tenant(Sample(name), "/v1.0/groups")
            .On(request => request.Path.Contains("/transitiveMembers/", StringComparison.Ordinal), _ => StubTenant.JsonAnswer("""{"value":[]}"""));

        var read = await DirectoryFixture.ReadAsync(tenant, "directory.groups", ["*"]);

        Assert.Null(read.Problem);
        Assert.Equal(opened, tenant.Requests.Count(request => request.Path.Contains("/transitiveMembers/", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [InlineData("v1.0.user-delta.response.1.json", 2)]
    [InlineData("v1.0.user-delta.response.2.json", 1)]
    [InlineData("v1.0.user-delta.response.3.json", 1)]
    public async Task Changes_are_applied_or_the_list_is_read_again(string name, int people)
    {
        const string Ann = """{"value":[{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"ann@agency.example"}]}""";
        using var first = new StubTenant().Json("/v1.0/users/delta", $$"""{"@odata.deltaLink":"{{Link}}","value":[]}""").Json("/v1.0/users", Ann);
        await DirectoryFixture.ReadAsync(first, "directory.users", state: _state);
        using var second = new StubTenant()
            .On(request => request.Query.Contains("deltatoken=one", StringComparison.Ordinal), _ => StubTenant.JsonAnswer(Sample(name)))
            .On(request => request.Query.Contains("skiptoken", StringComparison.Ordinal), _ => StubTenant.JsonAnswer($$"""{"@odata.deltaLink":"{{Link}}","value":[]}"""))
            .Json("/v1.0/users/delta", $$"""{"@odata.deltaLink":"{{Link}}","value":[]}""")
            .Json("/v1.0/users", Ann);

        var read = await DirectoryFixture.ReadAsync(second, "directory.users", state: _state);

        Assert.Null(read.Problem);
        Assert.Equal(people, read.Records.Count);
    }

    [SkippableFact]
    public async Task Members_that_are_addresses_alone_are_known_by_their_id()
    {
        using var tenant = Units(Sample("v1.0.administrativeunit-list-members.response.4.json"));

        var read = await DirectoryFixture.ReadAsync(tenant, "directory.groups", ["Wanted"]);

        Assert.Equal(
            ["492c5308-59fd-4740-9c83-4b3db07a6d70", "07eaa5c7-c9b6-45cf-8ff7-3147d5122caa"],
            read.Records.Cast<MembershipRecord>().Select(record => record.Member.UserId));
    }

    [SkippableFact]
    public async Task A_fragment_is_no_answer_and_says_so()
    {
        using var tenant = Units(Sample("v1.0.administrativeunit-list-members.response.3.json"));

        var read = await DirectoryFixture.ReadAsync(tenant, "directory.groups", ["Wanted"]);

        Assert.Equal(TenantFailure.BadAnswer, read.Problem?.Failure);
    }

    [SkippableTheory]
    [InlineData("directory.users", "/v1.0/users")]
    [InlineData("directory.groups", "/v1.0/groups")]
    [InlineData("directory.groups", $"/v1.0/groups/{Group}/transitiveMembers/microsoft.graph.user")]
    [InlineData("directory.devices", "/v1.0/devices")]
    [InlineData("directory.service-principals", "/v1.0/servicePrincipals")]
    [InlineData("directory.grants", "/v1.0/oauth2PermissionGrants")]
    [InlineData("directory.sign-ins", "/v1.0/auditLogs/signIns")]
    public async Task No_answer_whatever_ends_in_anything_but_rows_or_a_sentence(string source, string path)
    {
        var sample = "";
        using var tenant = new StubTenant()
            .On(request => request.Path == path, _ => StubTenant.JsonAnswer(sample))
            .Json("/v1.0/groups", Wanted)
            .Json("/v1.0/directory/administrativeUnits", """{"value":[]}""");
        await using var session = await tenant.ConnectAsync();
        foreach (var file in Directory.GetFiles(Repository.Shared("data", "graph", "samples"), "*.json"))
        {
            sample = await File.ReadAllTextAsync(file);
            var read = await DirectoryFixture.ReadAloneAsync(session, source, ["*"]);
            Assert.True(read.Problem is null or { Message.Length: > 0 });
        }
    }

    private static string Sample(string name) => File.ReadAllText(Repository.Shared("data", "graph", "samples", name));

    // Links to further pages lead to an empty one.
    private static StubTenant Tenant(string sample, string path) => new StubTenant()
        .On(request => request.Query.Contains("skiptoken", StringComparison.Ordinal), _ => StubTenant.JsonAnswer($$"""{"@odata.deltaLink":"{{Link}}","value":[]}"""))
        .Json(path, sample)
        .Json("/v1.0/servicePrincipals", $$"""{"value":[{{Covered}}]}""")
        .Json("/v1.0/groups", Wanted)
        .Json("/v1.0/directory/administrativeUnits", """{"value":[]}""");

    private static StubTenant Units(string members) => new StubTenant()
        .Json("/v1.0/groups", """{"value":[]}""")
        .Json("/v1.0/directory/administrativeUnits", Wanted)
        .Json($"/v1.0/directory/administrativeUnits/{Group}/members/microsoft.graph.user", members);
}
