namespace TikTokBan.Tenant.Tests;

public sealed class WriteLimitTests : IAsyncLifetime
{
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
    [InlineData("v1.0/deviceManagement/managedDevices/x/syncDevice", 200)]
    [InlineData("v1.0/deviceAppManagement/mobileApps/x/assign", 100)]
    [InlineData("v1.0/deviceManagement/deviceConfigurations/x/assign", 100)]
    public async Task Intune_refuses_more_writes_than_it_bears_and_does_not_say_for_how_long(string target, int most)
    {
        var body = target.EndsWith("assign", StringComparison.Ordinal) ? "{}" : null;
        for (var i = 0; i < most; i++)
            Assert.NotEqual(429, await _client.WriteAsync(HttpMethod.Post, target, body));

        using var refused = await _client.SendAsync(HttpMethod.Post, target, body);

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.False(refused.Headers.Contains("Retry-After"));
        await _client.GetAsync("v1.0/deviceManagement/managedDevices?$top=1");
        await _client.GetAsync("v1.0/deviceAppManagement/mobileApps");
    }

    [Fact]
    public async Task What_one_kind_of_object_spent_the_others_still_have()
    {
        for (var i = 0; i < 101; i++)
            await _client.WriteAsync(HttpMethod.Post, "v1.0/deviceAppManagement/mobileApps/x/assign", "{}");

        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Delete, "v1.0/deviceManagement/deviceConfigurations/x"));
        Assert.Equal(404, await _client.WriteAsync(HttpMethod.Post, "v1.0/deviceManagement/managedDevices/x/syncDevice"));
    }

    [Fact]
    public async Task A_device_reports_by_itself_some_time_after_a_sync()
    {
        await using var tenant = await SampleTenant.StartAsync(options => options with { CheckInDelay = TimeSpan.FromMilliseconds(1) });
        using var client = new TenantClient(tenant);
        var device = tenant.State.ManagedDevices.Rows()[0].GetProperty("id").GetString();

        Assert.Equal(204, await client.WriteAsync(HttpMethod.Post, $"v1.0/deviceManagement/managedDevices/{device}/syncDevice"));

        for (var looks = 0; ; looks++)
        {
            var results = (await client.GetAsync($"v1.0/deviceManagement/managedDevices/{device}?$select=deviceActionResults")).GetProperty("deviceActionResults");
            if (results[0].GetProperty("actionState").GetString() == "done")
                break;
            Assert.True(looks < 1_500, "The device never reported.");
            await Task.Delay(5);
        }
    }
}
