using System.Net;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

public sealed class ChangesTests : IDisposable
{
    private const string Source = "directory.users";
    private const string Place1 = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=one", Place2 = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=two";
    private const string AnnId = "716aaaaa-0000-4000-8000-00000000000a", BobId = "716aaaaa-0000-4000-8000-00000000000b", CatId = "716aaaaa-0000-4000-8000-00000000000c";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "tiktokban-state-" + Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_first_scan_notes_its_place_before_it_reads_the_list()
    {
        using var tenant = Tenant();

        await ReadAsync(tenant);

        Assert.Equal(["/v1.0/users/delta", "/v1.0/users"], tenant.Requests.Select(request => request.Path));
        Assert.StartsWith("$deltatoken=latest&$select=id,userPrincipalName,", tenant.Requests[0].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_scan_asks_for_changes_alone_and_gives_everybody()
    {
        using var first = Tenant();
        var before = await ReadAsync(first);
        using var second = Changes("");

        var after = await ReadAsync(second);

        Assert.Equal(Place1, Assert.Single(second.Requests).Uri.AbsoluteUri);
        Assert.Equal(before.Select(Told), after.Select(Told));
    }

    [Fact]
    public async Task A_change_alters_only_the_properties_that_it_names()
    {
        await ReadOnceAsync();
        using var tenant = Changes($$"""{"id":"{{AnnId}}","department":"Press"},{"id":"{{AnnId}}","department":"Legal","mail":null}""");

        var ann = Assert.Single(await ReadAsync(tenant), person => person.Keys.UserId == AnnId);

        Assert.Equal(("Legal", "Ann", null), (ann.Department, ann.DisplayName, ann.Keys.Mail));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("deleted")]
    public async Task Whoever_is_removed_is_gone_in_this_scan_and_the_next(string reason)
    {
        await ReadOnceAsync();
        using var tenant = Changes($$$"""{"id":"{{{AnnId}}}","@removed":{"reason":"{{{reason}}}"}}""");
        using var later = Changes("", from: "two");

        Assert.Equal([BobId], (await ReadAsync(tenant)).Select(person => person.Keys.UserId));
        Assert.Equal([BobId], (await ReadAsync(later)).Select(person => person.Keys.UserId));
        Assert.Equal(Place2, Assert.Single(later.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Somebody_new_is_added_and_kept()
    {
        await ReadOnceAsync();
        using var tenant = Changes($$"""{"id":"{{CatId}}","userPrincipalName":"cat@agency.example"}""");
        using var later = Changes("", from: "two");

        await ReadAsync(tenant);

        Assert.Equal([AnnId, BobId, CatId], (await ReadAsync(later)).Select(person => person.Keys.UserId));
    }

    [Fact]
    public async Task Changes_come_on_several_pages()
    {
        await ReadOnceAsync();
        using var tenant = new StubTenant()
            .On(request => request.Query.Contains("deltatoken=one", StringComparison.Ordinal), _ => Page($$"""{"id":"{{AnnId}}","department":"Press"}""", "@odata.nextLink", "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=2"))
            .On(request => request.Query.Contains("skiptoken=2", StringComparison.Ordinal), _ => Page($$"""{"id":"{{BobId}}","department":"Law"}""", "@odata.deltaLink", Place2));

        Assert.Equal(["Press", "Law"], (await ReadAsync(tenant)).Select(person => person.Department));
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, "resyncRequired")]
    [InlineData(HttpStatusCode.NotFound, "ResourceNotFound")]
    [InlineData(HttpStatusCode.BadRequest, "Directory_ExpiredPageToken")]
    public async Task A_place_that_the_service_has_forgotten_means_the_list_again(HttpStatusCode status, string code)
    {
        await ReadOnceAsync();
        using var tenant = Tenant(
            one: request => StubTenant.JsonAnswer($$$"""{"error":{"code":"{{{code}}}","message":"Start again."}}""", status),
            place: Place2);
        using var later = Changes("", from: "two");

        Assert.Equal(2, (await ReadAsync(tenant)).Count);
        Assert.Contains(tenant.Requests, request => request.Path == "/v1.0/users");
        Assert.Equal(2, (await ReadAsync(later)).Count);
    }

    [Fact]
    public async Task A_change_of_somebody_unknown_that_tells_too_little_means_the_list_again()
    {
        await ReadOnceAsync();
        using var tenant = Tenant(one: _ => Page($$"""{"id":"{{CatId}}","department":"Press"}""", "@odata.deltaLink", Place2));

        Assert.Equal([AnnId, BobId], (await ReadAsync(tenant)).Select(person => person.Keys.UserId));
    }

    [Theory]
    [InlineData(6, "/v1.0/users/delta")]
    [InlineData(8, "/v1.0/users/delta", "/v1.0/users")]
    public async Task After_a_week_the_list_is_read_again(int days, params string[] asked)
    {
        await ReadOnceAsync();
        using var between = Tenant(place: Place1);
        await DirectoryFixture.ReadAsync(between, Source, state: _folder, later: 3);
        using var tenant = Tenant();

        await DirectoryFixture.ReadAsync(tenant, Source, state: _folder, later: days);

        Assert.Equal(asked, tenant.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_service_without_changes_is_read_in_full_each_time()
    {
        using var tenant = new StubTenant().Json("/v1.0/users", List);

        Assert.Equal(2, (await ReadAsync(tenant)).Count);
        Assert.Equal(2, (await ReadAsync(tenant)).Count);
        Assert.Equal(2, tenant.Requests.Count(request => request.Path == "/v1.0/users"));
    }

    [Fact]
    public async Task A_list_that_breaks_off_leaves_what_was_kept()
    {
        await ReadOnceAsync();
        using var broken = new StubTenant()
            .On(request => request.Query.Contains("deltatoken=one", StringComparison.Ordinal), _ => StubTenant.JsonAnswer("{}", HttpStatusCode.Gone))
            .On(request => request.Query.Contains("latest", StringComparison.Ordinal), _ => Page("", "@odata.deltaLink", Place2))
            .On(request => request.Path == "/v1.0/users", _ => StubTenant.JsonAnswer("{}", HttpStatusCode.Forbidden));
        using var later = Changes("");

        Assert.NotNull((await DirectoryFixture.ReadAsync(broken, Source, state: _folder)).Problem);
        Assert.Equal(2, (await ReadAsync(later)).Count);
        Assert.Equal(Place1, Assert.Single(later.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_kept_link_to_another_host_is_never_followed()
    {
        using var first = Tenant(place: "https://elsewhere.example/v1.0/users/delta?$deltatoken=one");
        using var second = Tenant();

        await ReadAsync(first);
        await ReadAsync(second);

        Assert.All(first.Requests.Concat(second.Requests), request => Assert.Equal("graph.microsoft.com", request.Uri.Host));
        Assert.Contains(second.Requests, request => request.Path == "/v1.0/users");
    }

    private const string List = $$"""
        {"value":[
          {"id":"{{AnnId}}","userPrincipalName":"ann@agency.example","mail":"ann.a@agency.example","displayName":"Ann","department":"Office"},
          {"id":"{{BobId}}","userPrincipalName":"bob@agency.example","displayName":"Bob"}]}
        """;

    private static StubTenant Tenant(Func<StubRequest, HttpResponseMessage>? one = null, string place = Place1) => new StubTenant()
        .On(request => one is not null && request.Query.Contains("deltatoken=one", StringComparison.Ordinal), request => one!(request))
        .On(request => request.Path == "/v1.0/users/delta", _ => Page("", "@odata.deltaLink", place))
        .Json("/v1.0/users", List);

    private static StubTenant Changes(string changes, string from = "one") => new StubTenant()
        .On(request => request.Query.Contains($"deltatoken={from}", StringComparison.Ordinal), _ => Page(changes, "@odata.deltaLink", Place2));

    private static HttpResponseMessage Page(string rows, string relation, string link) => StubTenant.JsonAnswer($$"""{"{{relation}}":"{{link}}","value":[{{rows}}]}""");

    private static object Told(PersonRecord person) => (person.Reference, person.Keys, person.DisplayName, person.Department);

    private async Task ReadOnceAsync()
    {
        using var tenant = Tenant();
        await ReadAsync(tenant);
    }

    private async Task<List<PersonRecord>> ReadAsync(StubTenant tenant)
    {
        var read = await DirectoryFixture.ReadAsync(tenant, Source, state: _folder);
        Assert.Null(read.Problem);
        return [.. read.Records.Cast<PersonRecord>().OrderBy(person => person.Keys.UserId, StringComparer.Ordinal)];
    }
}
