using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class MailAndHuntingTests : IAsyncLifetime
{
    private const string Traces = "v1.0/admin/exchange/tracing/messageTraces";

    private FakeTenant _tenant = null!;
    private TenantClient _client = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SampleTenant.StartAsync();
        _client = new TenantClient(_tenant);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [InlineData("receivedDateTime ge 2026-11-01T00:00:00Z and receivedDateTime le 2026-11-11T00:00:01Z")]
    [InlineData("receivedDateTime ge 2026-08-18T07:29:59Z and receivedDateTime le 2026-08-20T00:00:00Z")]
    [InlineData("receivedDateTime ge 2026-11-10T00:00:00Z and receivedDateTime le 2026-11-16T07:30:01Z")]
    [InlineData("receivedDateTime ge 2026-11-10T00:00:00Z")]
    [InlineData("receivedDateTime ge 2026-11-10 and receivedDateTime le 2026-11-12")]
    [InlineData("startswith(senderAddress,'a')")]
    public async Task A_window_that_message_trace_does_not_take_is_refused(string filter) => Assert.Equal(400, (await _client.RefusedAsync($"{Traces}?$filter={filter}")).Status);

    [Fact]
    public async Task Too_large_a_page_is_refused() => Assert.Equal(400, (await _client.RefusedAsync(Traces + "?$top=5001")).Status);

    [Fact]
    public async Task The_windows_of_ninety_days_give_each_message_and_recipient_once_or_at_a_border_twice()
    {
        var keys = new HashSet<string>();
        var start = new DateTimeOffset(2026, 8, 18, 7, 30, 0, TimeSpan.Zero);
        for (var i = 0; i < 9; i++)
        {
            var rows = await _client.AllAsync($"{Traces}?$filter=receivedDateTime ge {start.AddDays(10 * i):yyyy-MM-ddTHH:mm:ssZ} and receivedDateTime le {start.AddDays(10 * i + 10):yyyy-MM-ddTHH:mm:ssZ}&$top=5000");
            keys.UnionWith(rows.Select(row => $"{row.GetProperty("id")}|{row.GetProperty("recipientAddress")}"));
        }

        Assert.Equal(_tenant.State.MessageTraces.Count, keys.Count);
        Assert.Equal(9, _tenant.Log.MinimalRequests()["GET /v1.0/admin/exchange/tracing/messageTraces"]);
    }

    [Fact]
    public async Task An_or_is_not_heard_and_the_last_value_counts()
    {
        var rows = await _client.AllAsync(Traces + "?$filter=receivedDateTime ge 2026-11-07T00:00:00Z and receivedDateTime le 2026-11-16T00:00:00Z and (senderAddress eq 'noreply@linkedin.example' or senderAddress eq 'planning@maesenzonen.example')");

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("planning@maesenzonen.example", row.GetProperty("senderAddress").GetString()));
        Assert.False(rows[0].TryGetProperty("key", out _));
    }

    [Fact]
    public async Task Without_its_service_principal_message_trace_answers_401_until_somebody_creates_it()
    {
        _tenant.State.ForgetMessageTrace();
        _tenant.State.MessageTracePropagation = 1;
        Assert.Equal(401, (await _client.RefusedAsync(Traces)).Status);
        _client.Token = _tenant.Tokens.Issue(new() { Permissions = ["Application.ReadWrite.All", "ExchangeMessageTrace.Read.All"] });

        await _client.PostAsync("v1.0/servicePrincipals", """{"appId":"8bd644d1-64a1-4d4b-ae52-2e0cbf64e373"}""");

        Assert.Equal(401, (await _client.RefusedAsync(Traces)).Status);
        await _client.GetAsync(Traces);
    }

    [Fact]
    public async Task The_hundred_and_first_look_within_five_minutes_is_refused()
    {
        for (var i = 0; i < 100; i++)
            await _client.GetAsync(Traces + "?$top=1");

        Assert.Equal(429, (await _client.RefusedAsync(Traces + "?$top=1")).Status);
    }

    [Theory]
    [InlineData("DeviceNetworkEvents | where RemoteUrl has \"tiktok.com\" | count", 1)]
    [InlineData("DeviceNetworkEvents | where Timestamp between (datetime(2026-11-01) .. datetime(2026-11-10T12:00:00Z)) and RemoteUrl has_any (\"tiktok.com\", 'musical.ly') | project Timestamp, DeviceId, RemoteUrl", null)]
    [InlineData("DeviceNetworkEvents | where RemoteUrl in~ (\"WWW.TIKTOK.COM\") or InitiatingProcessFileName =~ \"tiktok.exe\" | project Host = RemoteUrl, DeviceId | take 3", 3)]
    [InlineData("DeviceNetworkEvents\n| where Timestamp >= ago(30d) // a month\n| where RemoteUrl has_any (dynamic([\"tiktok.com\"]))\n| summarize Events = count(), First = min(Timestamp), Last = max(Timestamp) by DeviceId\n| order by Events desc", null)]
    [InlineData("DeviceInfo | summarize arg_max(Timestamp, *) by DeviceId | project DeviceId, DeviceName, AadDeviceId", null)]
    [InlineData("DeviceTvmSoftwareInventory | where SoftwareVendor has \"tiktok\" or SoftwareName contains \"tiktok\" | project DeviceId, SoftwareName", null)]
    [InlineData("EmailEvents | where SenderFromDomain endswith \"tiktok.com\" and not(Subject has \"zzz\") | distinct SenderFromDomain", null)]
    [InlineData("DeviceProcessEvents | where ProcessCommandLine has_any (\"--app-id\") | take 1", 0)]
    public async Task A_hunt_is_run_as_it_is_written(string query, int? rows)
    {
        var answer = await HuntAsync(query);

        if (rows is { } expected)
            Assert.Equal(expected, answer.Count);
        else
            Assert.NotEmpty(answer);
    }

    [Fact]
    public async Task Buckets_and_slices_together_give_every_row_once()
    {
        var whole = await HuntAsync("DeviceNetworkEvents | where Timestamp between (datetime(2026-10-17T07:30:00Z) .. datetime(2026-11-16T07:30:00Z)) | project DeviceId, ReportId, Timestamp");
        var parts = new List<JsonElement>();
        for (var bucket = 0; bucket < 4; bucket++)
        {
            parts.AddRange(await HuntAsync($"DeviceNetworkEvents | where Timestamp >= datetime(2026-10-17T07:30:00Z) and Timestamp < datetime(2026-11-01) | where hash(DeviceId, 4) == {bucket} | project DeviceId, ReportId, Timestamp"));
            parts.AddRange(await HuntAsync($"DeviceNetworkEvents | where Timestamp >= datetime(2026-11-01) and Timestamp <= datetime(2026-11-16T07:30:00Z) | where hash(DeviceId, 4) == {bucket} | project DeviceId, ReportId, Timestamp"));
        }

        Assert.True(whole.Count > 1_500);
        Assert.Equal(whole.Select(row => row.ToString()).Order(), parts.Select(row => row.ToString()).Order());
    }

    [Theory]
    [InlineData("DeviceNetworkEvents | project AadDeviceId", "Failed to resolve scalar expression")]
    [InlineData("MadeUpTable | take 1", "Failed to resolve table")]
    [InlineData("CloudAppEvents | take 1", "Failed to resolve table")]
    [InlineData("EmailEvents | where Subject ==", "Syntax error")]
    [InlineData("EmailEvents | where subject == \"x\"", "Failed to resolve scalar expression")]
    public async Task A_hunt_that_the_service_does_not_understand_is_refused(string query, string words)
    {
        _tenant.State.UnlicensedTables.Add("CloudAppEvents");

        using var response = await _client.SendAsync(HttpMethod.Post, "v1.0/security/runHuntingQuery", JsonSerializer.Serialize(new { Query = query }));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hunt_gives_no_more_than_its_limit_and_keys_in_two_casings()
    {
        await using var tenant = await SampleTenant.StartAsync(options => options with { HuntingRowLimit = 50 });
        using var client = new TenantClient(tenant);
        var first = await client.PostAsync("v1.0/security/runHuntingQuery", """{"Query":"DeviceNetworkEvents"}""");
        var second = await client.PostAsync("v1.0/security/runHuntingQuery", """{"query":"DeviceNetworkEvents"}""");

        Assert.Equal(50, first.GetProperty("Results").GetArrayLength());
        Assert.Equal(50, second.GetProperty("results").GetArrayLength());
        Assert.True(first.GetProperty("Schema")[0].TryGetProperty("Type", out _));
    }

    private async Task<List<JsonElement>> HuntAsync(string query)
    {
        var answer = await _client.PostAsync("v1.0/security/runHuntingQuery", JsonSerializer.Serialize(new { Query = query, Timespan = "P30D" }));
        return [.. answer.EnumerateObject().Single(member => member.Name.Equals("results", StringComparison.OrdinalIgnoreCase)).Value.EnumerateArray()];
    }
}
