using TikTokBan.Exposures;

namespace TikTokBan.Tests.Tenants;

public sealed class FirstReadingTests
{
    [Fact]
    public async Task Users_are_read_page_by_page()
    {
        using var tenant = new StubTenant()
            .On(
                request => request.Path == "/v1.0/users" && !request.Query.Contains("skiptoken", StringComparison.Ordinal),
                _ => StubTenant.JsonAnswer("""{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2","value":[{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"a@agency.example"}]}"""))
            .Json("/v1.0/users", """{"value":[{"id":"716aaaaa-0000-4000-8000-00000000000b","userPrincipalName":"b@agency.example"}]}""");
        await using var session = await tenant.ConnectAsync();

        var outcome = await TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = ["directory.users"] }, null, CancellationToken.None);

        Assert.Equal(2, outcome.Scan.Summary.People);
        Assert.Equal("read", Assert.Single(outcome.Scan.Coverage, line => line.Source == "directory.users").State);
    }
}
