using System.Net;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

public sealed class GroupReaderTests
{
    private const string Source = "directory.groups";
    private const string Office = "716aaaaa-0000-4000-8000-0000000000b1", Unit = "716aaaaa-0000-4000-8000-0000000000b2";
    private const string Ann = """{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"ann@agency.example","mail":"ann@agency.example"}""";

    [Fact]
    public async Task Nothing_wanted_asks_nothing_and_is_read()
    {
        using var tenant = new StubTenant();

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Empty(read.Records);
        Assert.Null(read.Problem);
        Assert.Empty(tenant.Requests);
    }

    [Fact]
    public async Task Only_wanted_groups_are_opened_even_where_the_filter_is_ignored()
    {
        using var tenant = Tenant($$"""{"id":"{{Office}}","displayName":"Front Office"},{"id":"716aaaaa-0000-4000-8000-0000000000b9","displayName":"Others"}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Source, ["Front*"]);

        var member = Assert.IsType<MembershipRecord>(Assert.Single(read.Records));
        Assert.Equal(("Front Office", "716aaaaa-0000-4000-8000-00000000000a"), (member.GroupName, member.Member.UserId));
        Assert.Contains("$filter=startswith(displayName,'Front')", tenant.Requests[0].Query, StringComparison.Ordinal);
        var members = Assert.Single(tenant.Requests, request => request.Path.Contains("transitiveMembers", StringComparison.Ordinal));
        Assert.Equal($"/v1.0/groups/{Office}/transitiveMembers/microsoft.graph.user", members.Path);
        Assert.Equal("eventual", members.Headers["ConsistencyLevel"]);
        Assert.Contains("$count=true", members.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Front Office", "displayName eq 'Front Office'")]
    [InlineData("O'Hara", "displayName eq 'O''Hara'")]
    [InlineData("{716AAAAA-0000-4000-8000-0000000000B1}", "id eq '716aaaaa-0000-4000-8000-0000000000b1'")]
    [InlineData("O'Hara*", "startswith(displayName,'O''Hara')")]
    public async Task The_service_is_asked_by_name_or_id(string pattern, string filter)
    {
        using var tenant = Tenant("");

        await DirectoryFixture.ReadAsync(tenant, Source, [pattern]);

        Assert.Contains($"$filter={filter}&", tenant.Requests[0].Query + "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_name_can_only_be_looked_for_here()
    {
        using var tenant = Tenant($$"""{"id":"{{Office}}","displayName":"Front Office"}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Source, ["*office", "Nobody"]);

        Assert.Single(read.Records);
        Assert.DoesNotContain("$filter", tenant.Requests[0].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_is_known_by_its_id_in_any_writing()
    {
        using var tenant = Tenant($$"""{"id":"{{Office}}","displayName":"Front Office"}""");

        Assert.Single((await DirectoryFixture.ReadAsync(tenant, Source, [Office.ToUpperInvariant()])).Records);
    }

    [Fact]
    public async Task Devices_and_groups_among_the_members_are_nobody()
    {
        using var tenant = Tenant(
            $$"""{"id":"{{Office}}","displayName":"Front Office"}""",
            """
            {"@odata.type":"#microsoft.graph.device","id":"716aaaaa-0000-4000-8000-0000000000f1"},
            {"@odata.type":"#microsoft.graph.group","id":"716aaaaa-0000-4000-8000-0000000000b7","mail":"group@agency.example"},
            {"id":"716aaaaa-0000-4000-8000-0000000000b8","mail":"list@agency.example","groupTypes":[]},
            {"@odata.type":"#microsoft.graph.user","id":"716aaaaa-0000-4000-8000-00000000000b","userPrincipalName":null},
            {"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/716aaaaa-0000-4000-8000-00000000000c"},
            """);

        var read = await DirectoryFixture.ReadAsync(tenant, Source, ["Front Office"]);

        Assert.Equal(
            ["716aaaaa-0000-4000-8000-00000000000b", "716aaaaa-0000-4000-8000-00000000000c"],
            read.Records.Cast<MembershipRecord>().Select(record => record.Member.UserId));
    }

    [Fact]
    public async Task A_group_of_nobody_is_still_a_group()
    {
        using var tenant = Tenant($$"""{"id":"{{Office}}","displayName":"Front Office"}""", "");

        var read = await DirectoryFixture.ReadAsync(tenant, Source, ["Front Office"]);

        Assert.True(Assert.IsType<MembershipRecord>(Assert.Single(read.Records)).Member.IsEmpty);
    }

    [Fact]
    public async Task An_administrative_unit_counts_as_a_group()
    {
        using var tenant = Tenant("", units: $$"""{"id":"{{Unit}}","displayName":"Province"}""");

        var read = await DirectoryFixture.ReadAsync(tenant, Source, ["Province"]);

        Assert.Equal("Province", Assert.IsType<MembershipRecord>(Assert.Single(read.Records)).GroupName);
        Assert.Contains(tenant.Requests, request => request.Path == $"/v1.0/directory/administrativeUnits/{Unit}/members/microsoft.graph.user");
    }

    [Fact]
    public async Task Units_that_may_not_be_read_matter_only_to_what_no_group_fits()
    {
        using var tenant = new StubTenant()
            .Json("/v1.0/directory/administrativeUnits", """{"error":{"code":"Authorization_RequestDenied","message":"No."}}""", HttpStatusCode.Forbidden)
            .Json("/v1.0/groups", $$"""{"value":[{"id":"{{Office}}","displayName":"Front Office"}]}""")
            .Json($"/v1.0/groups/{Office}/transitiveMembers/microsoft.graph.user", $$"""{"value":[{{Ann}}]}""");

        var found = await DirectoryFixture.ReadAsync(tenant, Source, ["Front Office"]);
        var missing = await DirectoryFixture.ReadAsync(tenant, Source, ["Front Office", "Province"]);

        Assert.Null(found.Problem);
        Assert.Single(missing.Records);
        Assert.Contains("\"Province\"", missing.Problem?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Front Office", missing.Problem?.Message, StringComparison.Ordinal);
    }

    private static StubTenant Tenant(string groups, string members = Ann, string units = "") => new StubTenant()
        .Json("/v1.0/groups", $$"""{"@odata.count":2,"value":[{{groups}}]}""")
        .Json("/v1.0/directory/administrativeUnits", $$"""{"value":[{{units}}]}""")
        .Json($"/v1.0/groups/{Office}/transitiveMembers/microsoft.graph.user", $$"""{"value":[{{members}}]}""")
        .Json($"/v1.0/directory/administrativeUnits/{Unit}/members/microsoft.graph.user", $$"""{"value":[{{members}}]}""");
}
