using System.Text.Json;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tenant.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync(options => options with { Throttles = false });
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("2.128", "2.128")]
    [InlineData("{date+3}", "Mon, 16 Nov 2026 07:30:03 GMT")]
    [InlineData(null, null)]
    public async Task Too_many_requests_says_when_in_every_form(string? rule, string? header)
    {
        _tenant.Faults.Add(new(FaultKind.Throttle) { RetryAfter = rule });

        using var response = await _client.SendAsync(HttpMethod.Get, "v1.0/users?$top=1");

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(header, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        await _client.GetAsync("v1.0/users?$top=1");
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeAnswer)]
    [InlineData(FaultKind.ResetInBody)]
    public async Task A_connection_is_cut(FaultKind kind)
    {
        _tenant.Faults.Add(new(kind));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await _client.SendAsync(HttpMethod.Get, "v1.0/users?$top=500");
            await response.Content.ReadAsStringAsync();
        });

        await _client.GetAsync("v1.0/users?$top=500");
    }

    [Theory]
    [InlineData(FaultKind.TruncatedBody)]
    [InlineData(FaultKind.HtmlPage)]
    public async Task A_body_with_the_right_status_is_no_JSON(FaultKind kind)
    {
        _tenant.Faults.Add(new(kind));

        using var response = await _client.SendAsync(HttpMethod.Get, "v1.0/users?$top=5");
        var text = await response.Content.ReadAsStringAsync();

        Assert.True(response.IsSuccessStatusCode);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task A_packed_body_is_garbage()
    {
        _tenant.Faults.Add(new(FaultKind.GarbageGzip));

        using var response = await _client.SendAsync(HttpMethod.Get, "v1.0/users?$top=5", null, ("Accept-Encoding", "gzip"));
        await using var packed = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        await Assert.ThrowsAsync<InvalidDataException>(async () => await packed.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Rows_are_doubled_and_reordered_and_pages_are_empty_and_still_nothing_is_lost()
    {
        foreach (var kind in new[] { FaultKind.DuplicateRows, FaultKind.EmptyPage, FaultKind.ReorderRows })
            _tenant.Faults.Add(new(kind) { Path = "/users", Times = 2 });

        var rows = await _client.AllAsync("v1.0/users?$select=id&$top=100");

        Assert.True(rows.Count > _tenant.State.Users.Count);
        Assert.Equal(_tenant.State.Users.Count, rows.Select(row => row.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(1, _tenant.Log.MinimalRequests()["GET /v1.0/users"]);
    }

    [Fact]
    public async Task Links_lead_elsewhere_or_in_a_circle()
    {
        _tenant.Faults.Add(new(FaultKind.ForeignNextLink)).Add(new(FaultKind.NextLinkLoop));

        var foreign = await _client.GetAsync("v1.0/users?$top=5");
        var loop = await _client.GetAsync("v1.0/users?$top=5");

        Assert.NotEqual(_tenant.Endpoint.Host, new Uri(foreign.GetProperty("@odata.nextLink").GetString()!).Host);
        Assert.Equal(new Uri(_tenant.Endpoint, "v1.0/users?$top=5"), new Uri(loop.GetProperty("@odata.nextLink").GetString()!));
    }

    [Fact]
    public async Task A_claims_challenge_is_met_only_by_a_token_with_the_claims()
    {
        _tenant.Faults.Add(new(FaultKind.ClaimsChallenge) { Times = null });

        using var challenged = await _client.SendAsync(HttpMethod.Get, "v1.0/users?$top=1");

        Assert.Contains("insufficient_claims", challenged.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        _client.Token = _tenant.Tokens.Issue(new() { WithClaims = true });
        await _client.GetAsync("v1.0/users?$top=1");
    }

    [Theory]
    [InlineData(FaultKind.StrandedJob, "inProgress")]
    [InlineData(FaultKind.FailedJob, "failed")]
    public async Task A_job_never_ends_well(FaultKind kind, string state)
    {
        _tenant.Faults.Add(new(kind));
        var job = await _client.PostAsync("v1.0/deviceManagement/reports/exportJobs", """{"reportName":"Devices"}""");

        for (var i = 0; i < 30; i++)
            Assert.Equal(state, (await _client.GetAsync($"v1.0/deviceManagement/reports/exportJobs('{job.GetProperty("id").GetString()}')")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Every_kind_of_request_fails_once_in_each_way()
    {
        _tenant.Faults.EachKindOnce(new(FaultKind.Throttle), new(FaultKind.HtmlError) { Status = 502 }, new(FaultKind.IgnoredFilter));

        async Task<int> Status(string target)
        {
            using var response = await _client.SendAsync(HttpMethod.Get, target);
            return (int)response.StatusCode;
        }

        foreach (var target in new[] { "v1.0/users", "v1.0/groups", "v1.0/deviceManagement/managedDevices" })
        {
            int[] statuses = [await Status(target), await Status(target), await Status(target), await Status(target)];
            Assert.Equal<int[]>([429, 502, 200, 200], statuses);
        }

        var ignored = (await _client.GetAsync("v1.0/groups?$filter=displayName eq 'nobody'")).GetProperty("value").GetArrayLength();
        var heard = (await _client.GetAsync("v1.0/groups?$filter=displayName eq 'nobody'")).GetProperty("value").GetArrayLength();
        Assert.Equal((_tenant.State.Groups.Count, 0), (ignored, heard));
    }

    [Fact]
    public async Task Chance_is_the_same_for_the_same_seed()
    {
        async Task<List<string?>> Faults(ulong seed)
        {
            await using var tenant = await SampleTenant.StartAsync(options => options with { Exports = null, Throttles = false });
            tenant.Faults.AtRandom(seed, 0.5);
            using var client = new TenantClient(tenant);
            for (var i = 0; i < 40; i++)
            {
                try
                {
                    using var response = await client.SendAsync(HttpMethod.Get, "v1.0/users");
                    await response.Content.ReadAsByteArrayAsync();
                }
                catch (Exception error) when (error is HttpRequestException or IOException)
                {
                    // It was cut.
                }
            }
            return [.. tenant.Log.Requests.Select(request => request.Fault)];
        }

        var first = await Faults(1);

        Assert.InRange(first.Count(fault => fault is not null), 5, 35);
        Assert.Equal(first, await Faults(1));
        Assert.NotEqual(first, await Faults(2));
    }
}
