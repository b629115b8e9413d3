using System.Net.Http.Headers;
using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

/// <summary>Sites, libraries, pieces of files, lists and drafts, as their documentation has them.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private const int Step = 320 * 1024;
    private const string Drive = "v1.0/drives/b!716-1-council/items/root";

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;
    private HttpClient _plain = null!;

    private string Site => $"v1.0/sites/{_tenant.State.SharePoint.Sites[0].Id}";

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync(options => options with { Throttles = false });
        _client = new TenantClient(_tenant);
        _plain = new HttpClient(new SocketsHttpHandler(), disposeHandler: true);
    }

    public async Task DisposeAsync()
    {
        _plain.Dispose();
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_site_is_found_by_its_address_and_its_libraries_by_its_id()
    {
        var site = await _client.GetAsync($"v1.0/sites/{_tenant.State.SharePoint.Host}:/sites/council?$select=id,webUrl");
        Assert.Equal(_tenant.State.SharePoint.Sites[0].Id, site.GetProperty("id").GetString());
        Assert.Equal(["Documents", "Reports"], (await _client.AllAsync($"{Site}/drives")).Select(drive => drive.GetProperty("name").GetString()));
        Assert.Equal("itemNotFound", (await _client.RefusedAsync($"v1.0/sites/{_tenant.State.SharePoint.Host}:/sites/nowhere")).Code);
        Assert.Equal("accessDenied", await WithRoleAsync(null, () => _client.RefusedAsync($"{Site}/drive")));
    }

    [Fact]
    public async Task Folders_and_small_files_are_made_found_and_not_made_twice()
    {
        const string Folder = """{"name":"2026","folder":{},"@microsoft.graph.conflictBehavior":"fail"}""";
        Assert.Equal(201, await _client.WriteAsync(HttpMethod.Post, Drive + "/children", Folder));
        Assert.Equal(409, await _client.WriteAsync(HttpMethod.Post, Drive + "/children", Folder));
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, Drive + "/children", """{"name":"a:b","folder":{}}"""));

        Assert.Equal(201, await PutAsync(Drive + ":/a%20b.txt:/content?@microsoft.graph.conflictBehavior=fail", "one"));
        Assert.Equal(409, await PutAsync(Drive + ":/a%20b.txt:/content?@microsoft.graph.conflictBehavior=fail", "two"));
        var item = await _client.GetAsync(Drive + ":/A%20B.txt");
        Assert.Equal(3, item.GetProperty("size").GetInt64());
        Assert.Equal(412, await PutAsync($"v1.0/drives/b!716-1-council/items/{item.GetProperty("id").GetString()}/content", "two", ("If-Match", "\"old\"")));
        Assert.Equal(2, (await _client.AllAsync(Drive + "/children?$top=1")).Count);
    }

    [Fact]
    public async Task Pieces_are_taken_in_order_and_in_size_and_without_a_token()
    {
        var address = await BeginAsync("large.bin");
        Assert.Equal(401, await PieceAsync(address, 0, Step, 2 * Step, token: true));
        Assert.Equal(400, await PieceAsync(address, 0, Step - 1, 2 * Step));
        Assert.Equal(400, await PieceAsync(address, 0, 0, 2 * Step, "bytes 5-"));
        Assert.Equal(416, await PieceAsync(address, Step, Step, 2 * Step));
        Assert.Equal(202, await PieceAsync(address, 0, Step, 2 * Step));
        Assert.Equal(416, await PieceAsync(address, 0, Step, 2 * Step));
        Assert.Equal(400, await PieceAsync(address, Step, Step, 3 * Step));
        using (var progress = JsonDocument.Parse(await _plain.GetStringAsync(address)))
            Assert.Equal($"{Step}-", Assert.Single(progress.RootElement.GetProperty("nextExpectedRanges").EnumerateArray()).GetString());
        Assert.Equal(201, await PieceAsync(address, Step, Step, 2 * Step));
        Assert.Equal(404, await PieceAsync(address, Step, Step, 2 * Step));
        Assert.Equal(2 * Step, _tenant.State.SharePoint.Find("council/Documents/large.bin")!.Content.Length);
    }

    [Fact]
    public async Task A_name_that_is_taken_a_lock_a_quota_and_a_lost_address_are_refusals()
    {
        var sharing = _tenant.State.SharePoint;
        var address = await BeginAsync("large.bin");
        sharing.Put("council/Documents/large.bin", [1]);
        Assert.Equal(409, await PieceAsync(address, 0, 10, 10));

        sharing.Find("council/Documents/large.bin")!.IsLocked = true;
        Assert.Equal(423, await PutAsync(Drive + ":/large.bin:/content", "two"));
        sharing.Quota = 5;
        Assert.Equal(507, await PutAsync(Drive + ":/other.txt:/content", "too long"));
        Assert.Equal(507, await _client.WriteAsync(HttpMethod.Post, Drive + ":/other.txt:/createUploadSession", """{"item":{"fileSize":100}}"""));

        sharing.Quota = 1_000;
        address = await BeginAsync("lost.bin");
        sharing.LoseUploads();
        Assert.Equal(404, await PieceAsync(address, 0, 10, 10));
    }

    [Fact]
    public async Task A_list_keeps_to_its_columns_and_a_day_becomes_midnight_where_the_site_is()
    {
        _tenant.Permissions.Add("Sites.Manage.All");
        _client.Token = _tenant.Tokens.Issue();
        var list = await _client.PostAsync($"{Site}/lists", """{"displayName":"W","list":{"template":"genericList"},"columns":[{"name":"day","dateTime":{"format":"dateOnly"}},{"name":"word","choice":{"choices":["yes"]}},{"name":"line","text":{}}]}""");
        var items = $"{Site}/lists/{list.GetProperty("id").GetString()}/items";
        Assert.Equal(409, await _client.WriteAsync(HttpMethod.Post, $"{Site}/lists", """{"displayName":"w"}"""));

        await _client.PostAsync(items, """{"fields":{"Title":"1","day":"2026-11-16T12:00:00Z","word":"yes"}}""");
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, items, """{"fields":{"nosuch":"1"}}"""));
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, items, """{"fields":{"word":"perhaps"}}"""));
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, items, $$$"""{"fields":{"line":"{{{new string('x', 256)}}}"}}"""));
        // What no property is, only the published schema tells.
        Assert.Equal(_tenant.IsStrict ? 400 : 201, await _client.WriteAsync(HttpMethod.Post, items, """{"fields":{},"nosuch":1}"""));
        Assert.Equal(200, await _client.WriteAsync(HttpMethod.Patch, items + "/1/fields", """{"word":null}"""));
        Assert.Equal(412, await _client.WriteAsync(HttpMethod.Patch, items + "/1/fields", """{"word":null}""", ("If-Match", "\"old\"")));

        var row = (await _client.AllAsync(items + "?$expand=fields&$top=1"))[0];
        Assert.Equal("2026-11-15T23:00:00Z", row.GetProperty("fields").GetProperty("day").GetString());
        Assert.False(row.GetProperty("fields").TryGetProperty("word", out _));
        Assert.False((await _client.AllAsync(items))[0].TryGetProperty("fields", out _));
    }

    [Fact]
    public async Task A_draft_is_kept_and_an_application_has_no_mailbox_of_its_own()
    {
        var user = _tenant.State.Users.All[0].GetProperty("userPrincipalName").GetString();
        var draft = await _client.PostAsync($"v1.0/users/{user}/messages", """{"subject":"s","body":{"contentType":"html","content":"c"},"toRecipients":[{"emailAddress":{"address":"a@b.example"}}]}""");
        Assert.True(draft.GetProperty("isDraft").GetBoolean());
        Assert.Equal(400, await _client.WriteAsync(HttpMethod.Post, "v1.0/me/messages", """{"subject":"s"}"""));
        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Post, "v1.0/users/nobody@b.example/messages", """{"subject":"s"}"""));
        Assert.Equal(_tenant.IsStrict ? 400 : 201, await _client.WriteAsync(HttpMethod.Post, $"v1.0/users/{user}/messages", """{"subjekt":"s"}"""));
        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Post, $"v1.0/users/{user}/sendMail", "{}"));
    }

    private async Task<string> WithRoleAsync(string? role, Func<Task<(int Status, string Code, string Message)>> ask)
    {
        var site = _tenant.State.SharePoint.Sites[0];
        (var before, site.GrantedRole) = (site.GrantedRole, role);
        var code = (await ask()).Code;
        site.GrantedRole = before;
        return code;
    }

    private async Task<string> BeginAsync(string name) =>
        (await _client.PostAsync($"{Drive}:/{name}:/createUploadSession", """{"item":{"@microsoft.graph.conflictBehavior":"fail"}}""")).GetProperty("uploadUrl").GetString()!;

    private async Task<int> PieceAsync(string address, int from, int length, int total, string? range = null, bool token = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(new byte[length]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", range ?? $"bytes {from}-{from + length - 1}/{total}");
        if (token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _client.Token);
        using var response = await _plain.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task<int> PutAsync(string path, string content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_tenant.Endpoint, path)) { Content = new StringContent(content) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _client.Token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _plain.SendAsync(request);
        return (int)response.StatusCode;
    }
}
