using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class PagingTests
{
    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Fb%2b+c%20d%7E'(x),%C3%A9&$top=999")]
    [InlineData("https://graph.microsoft.com/v1.0/users/./%2E%2E/users?$skiptoken=%41%42")]
    [InlineData("https://graph.microsoft.com:443/other/place('x')?a=\"q\"|{b}")]
    public async Task A_link_is_sent_exactly_as_the_service_gave_it(string link)
    {
        var document = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { ["value"] = Array.Empty<int>(), ["@odata.nextLink"] = link });
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer(document), () => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await tenant.ConnectAsync();

        await ClientFixture.PagesAsync(session, TestOperations.Users);

        var sent = tenant.Requests[1].Uri;
        Assert.Equal(link[link.IndexOf('/', 8)..], sent.PathAndQuery);
    }

    [Fact]
    public async Task Headers_are_sent_again_with_each_page()
    {
        using var tenant = ClientFixture.Answering(Linking("2"), () => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await tenant.ConnectAsync();
        var request = ClientFixture.Get(session, TestOperations.Users);
        request.Headers.Add("ConsistencyLevel", "eventual");
        request.Headers.Add("Prefer", "odata.maxpagesize=5");

        await foreach (var page in session.Client.PagesAsync(TestOperations.Users, request, CancellationToken.None))
            Assert.NotEqual(0, page.Json.Length);

        Assert.Equal(["eventual", "eventual"], tenant.Requests.Select(sent => sent.Headers["ConsistencyLevel"]));
        Assert.All(tenant.Requests, sent => Assert.Equal("odata.maxpagesize=5, include-unknown-enum-members", sent.Headers["Prefer"]));
    }

    [Fact]
    public async Task Every_request_says_who_asks_and_how_patiently()
    {
        using var tenant = ClientFixture.Answering(Linking("2"), () => StubTenant.JsonAnswer("""{"value":[]}"""));
        await using var session = await tenant.ConnectAsync();

        await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.All(tenant.Requests, sent =>
        {
            Assert.Equal("Bearer made-up-token", sent.Headers["Authorization"]);
            Assert.Equal("Low", sent.Headers["x-ms-throttle-priority"]);
            Assert.StartsWith("NONISV|TikTokBan|TikTokBan/", sent.Headers["User-Agent"], StringComparison.Ordinal);
            Assert.Equal("application/json", sent.Headers["Accept"]);
        });
        Assert.Equal(2, tenant.Requests.Select(sent => Guid.Parse(sent.Headers["client-request-id"])).Distinct().Count());
    }

    [Theory]
    [InlineData("https://graph.evil.example/v1.0/users?$skiptoken=2")]
    [InlineData("http://graph.microsoft.com/v1.0/users?$skiptoken=2")]
    [InlineData("https://graph.microsoft.com:8443/v1.0/users?$skiptoken=2")]
    [InlineData("https://graph.microsoft.com.evil.example/v1.0/users")]
    [InlineData("https://graph.microsoft.com@evil.example/v1.0/users")]
    [InlineData("https://someone@graph.microsoft.com/v1.0/users")]
    [InlineData("https://evil.example\\\\@graph.microsoft.com/v1.0/users")]
    [InlineData("//evil.example/v1.0/users")]
    [InlineData("ftp://graph.microsoft.com/v1.0/users")]
    [InlineData("https://graph.microsoft.com/v1.0/users\\r\\nHost: evil.example")]
    [InlineData("users?$skiptoken=2")]
    public async Task A_link_to_another_place_is_refused_before_anything_is_sent_there(string link)
    {
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer($$"""{"value":[{"id":"1"}],"@odata.nextLink":"{{link}}"}"""));
        await using var session = await tenant.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task So_is_a_link_kept_from_an_earlier_scan_that_leads_elsewhere()
    {
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer("{}"));
        await using var session = await tenant.ConnectAsync();
        var request = session.Client.Raw(HttpMethod.Get, "https://evil.example/v1.0/users");

        await Assert.ThrowsAsync<TenantException>(() => session.Client.SendAsync(TestOperations.Users, request, CancellationToken.None));

        Assert.Empty(tenant.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Links_that_run_in_a_circle_are_noticed_and_what_was_read_stays(int length)
    {
        var served = 0;
        using var tenant = new StubTenant().On(_ => true, _ => Linking($"{served++ % length}")());
        await using var session = await tenant.ConnectAsync();
        var pages = 0;

        var failure = await Assert.ThrowsAsync<TenantException>(async () =>
        {
            await foreach (var page in session.Client.PagesAsync(TestOperations.Users, ClientFixture.Get(session, TestOperations.Users), CancellationToken.None))
                pages = page.Number;
        });

        Assert.Equal((TenantFailure.BadAnswer, length + 1), (failure.Failure, pages));
    }

    [Fact]
    public async Task Empty_pages_are_followed()
    {
        var served = 0;
        using var tenant = new StubTenant().On(_ => true, _ => served++ < 40
            ? StubTenant.JsonAnswer($$"""{"value": [ ], "@odata.nextLink":"https://graph.microsoft.com/v1.0/users?p={{served}}"}""")
            : StubTenant.JsonAnswer("""{"value":[{"id":"last"}]}"""));
        await using var session = await tenant.ConnectAsync();

        Assert.Contains("last", (await ClientFixture.PagesAsync(session, TestOperations.Users))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task But_not_for_ever()
    {
        var served = 0;
        using var tenant = new StubTenant().On(_ => true, _ => StubTenant.JsonAnswer($$"""{"value":[],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?p={{served++}}"}"""));
        await using var session = await tenant.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.InRange(served, 1_000, 1_010);
    }

    [Fact]
    public async Task Who_stops_reading_stops_asking()
    {
        using var tenant = ClientFixture.Answering(Linking("2"), Linking("3"), Linking("4"));
        await using var session = await tenant.ConnectAsync();

        await foreach (var page in session.Client.PagesAsync(TestOperations.Users, ClientFixture.Get(session, TestOperations.Users), CancellationToken.None))
        {
            if (page.Number == 2)
                break;
        }

        Assert.Equal(2, tenant.Requests.Count);
    }

    [Fact]
    public async Task What_is_said_beside_the_rows_is_read_whatever_stands_where()
    {
        using var tenant = ClientFixture.Answering(() => StubTenant.JsonAnswer(
            "\uFEFF" + """{ /* as documented */ "@odata.count": 7, "value":[{"@odata.nextLink":"https://evil.example/"},], "@odata.deltaLink":"https://graph.microsoft.com/v1.0/users/delta?t=1", }"""));
        await using var session = await tenant.ConnectAsync();

        await foreach (var page in session.Client.PagesAsync(TestOperations.Users, ClientFixture.Get(session, TestOperations.Users), CancellationToken.None))
            Assert.Equal((1, 7L, "https://graph.microsoft.com/v1.0/users/delta?t=1"), (page.Number, page.Count, page.DeltaLink));

        Assert.Single(tenant.Requests);
    }

    [Fact]
    public async Task A_packed_page_is_unpacked()
    {
        using var tenant = ClientFixture.Answering(Packed("""{"value":[{"id":"packed"}]}""", cut: 0));
        await using var session = await tenant.ConnectAsync();

        Assert.Equal(["""{"value":[{"id":"packed"}]}"""], await ClientFixture.PagesAsync(session, TestOperations.Users));
        Assert.Equal("gzip", tenant.Requests[0].Headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task A_page_whose_packing_is_broken_is_asked_for_again()
    {
        using var tenant = ClientFixture.Answering(Packed("""{"value":[{"id":"packed"}]}""", cut: 15), Packed("""{"value":[{"id":"packed"}]}""", cut: 0));
        await using var session = await tenant.ConnectAsync();

        Assert.Single(await ClientFixture.PagesAsync(session, TestOperations.Users));
        Assert.Equal(2, tenant.Requests.Count);
    }

    private static Func<HttpResponseMessage> Linking(string page) =>
        () => StubTenant.JsonAnswer($$"""{"value":[{"id":"{{page}}"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken={{page}}"}""");

    private static Func<HttpResponseMessage> Packed(string text, int cut) => () =>
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Compress))
            zip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        var answer = new HttpResponseMessage { Content = new ByteArrayContent(bytes.ToArray()[..^cut]) };
        answer.Content.Headers.ContentType = new("application/json");
        answer.Content.Headers.ContentEncoding.Add("gzip");
        return answer;
    };
}
