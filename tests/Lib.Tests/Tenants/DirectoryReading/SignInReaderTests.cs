using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

public sealed partial class SignInReaderTests
{
    private const string Source = "directory.sign-ins", AppId = "716aaaaa-0000-4000-8000-0000000000a1";

    [Fact]
    public async Task Each_covered_application_is_asked_for_and_the_name_once()
    {
        using var tenant = Tenant(_ => true);

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Equal(30, read.Records.Count);
        Assert.Equal(
            [
                $"createdDateTime ge 2026-10-17T12:00:00Z and createdDateTime le 2026-11-16T12:00:00Z and appId eq '{AppId}'",
                "createdDateTime ge 2026-10-17T12:00:00Z and createdDateTime le 2026-11-16T12:00:00Z and startswith(appDisplayName,'TikTok')",
            ],
            Asked(tenant).Select(FilterOf));
        Assert.All(Asked(tenant), request => Assert.Contains("$top=1000", request.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_period_that_is_too_much_is_asked_for_in_halves_and_nothing_is_lost_or_doubled()
    {
        using var tenant = Tenant(length => length <= TimeSpan.FromDays(8));

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Null(read.Problem);
        Assert.Equal(30, read.Records.Count);
        Assert.Equal(30, read.Tally.RowsRead);
        Assert.Distinct(read.Records.Select(record => record.Reference));
    }

    [Fact]
    public async Task The_latest_half_is_read_first()
    {
        using var tenant = Tenant(length => length <= TimeSpan.FromDays(8));

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Equal(DirectoryFixture.Now.AddHours(-12), ((Observation)read.Records[0]).ObservedAt);
    }

    [Fact]
    public async Task Rows_that_came_before_a_period_failed_are_not_given_again()
    {
        // Half of the thirty days come on a first page, and the second page never does.
        using var tenant = Tenant(length => length <= TimeSpan.FromDays(15), firstPage: 15);

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Equal(30, read.Records.Count);
        Assert.Equal(30, read.Tally.RowsRead);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_left_after_a_few_tries_and_named_with_the_period()
    {
        using var tenant = Tenant(_ => false);

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.Contains("2026-11-16T12:00:00Z", read.Problem?.Message, StringComparison.Ordinal);
        Assert.InRange(Asked(tenant).Count(), 5, 40);
    }

    [Fact]
    public async Task A_refusal_that_smaller_periods_would_not_mend_is_not_repeated()
    {
        using var tenant = Applications().Json("/v1.0/auditLogs/signIns", """{"error":{"code":"BadRequest","message":"Invalid filter clause."}}""", HttpStatusCode.BadRequest);

        var read = await DirectoryFixture.ReadAsync(tenant, Source);

        Assert.NotNull(read.Problem);
        Assert.Single(Asked(tenant));
    }

    // A sign-in at midnight of each of thirty days, of which the service gives those of the period that it is asked for.
    private static StubTenant Tenant(Func<TimeSpan, bool> manages, int firstPage = 0) => Applications().On(
        request => request.Path == "/v1.0/auditLogs/signIns",
        request =>
        {
            if (request.Query.Contains("skiptoken", StringComparison.Ordinal))
                return Late();
            var (from, to) = PeriodOf(FilterOf(request));
            var rows = Enumerable.Range(0, 30).Select(day => (Day: day, At: DirectoryFixture.Now.AddDays(-day).AddHours(-12)))
                .Where(row => row.At >= from && row.At <= to).Select(row => Row(row.Day, row.At)).ToList();
            if (manages(to - from))
                return StubTenant.JsonAnswer($$"""{"value":[{{string.Join(',', rows)}}]}""");
            return firstPage == 0
                ? Late()
                : StubTenant.JsonAnswer($$"""{"@odata.nextLink":"https://graph.microsoft.com/v1.0/auditLogs/signIns?$skiptoken=2","value":[{{string.Join(',', rows.Take(firstPage))}}]}""");
        });

    private static StubTenant Applications() => new StubTenant().Json(
        "/v1.0/servicePrincipals",
        $$"""{"value":[{"id":"716aaaaa-0000-4000-8000-0000000000e1","appId":"{{AppId}}","displayName":"TikTok for Business","replyUrls":["https://ads.tiktok.com/callback"]}]}""");

    private static HttpResponseMessage Late() => StubTenant.JsonAnswer("""{"error":{"code":"UnknownError","message":"timed out"}}""", HttpStatusCode.GatewayTimeout);

    private static IEnumerable<StubRequest> Asked(StubTenant tenant) => tenant.Requests.Where(request => request.Path == "/v1.0/auditLogs/signIns");

    private static string FilterOf(StubRequest request) => request.Query.Split('&').Single(part => part.StartsWith("$filter=", StringComparison.Ordinal))["$filter=".Length..];

    private static (DateTimeOffset From, DateTimeOffset To) PeriodOf(string filter)
    {
        var times = Time().Matches(filter).Select(match => DateTimeOffset.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return (times[0], times[1]);
    }

    private static string Row(int day, DateTimeOffset at) =>
        $$"""{"id":"s{{day}}","createdDateTime":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","appId":"{{AppId}}","appDisplayName":"TikTok for Business","userId":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"ann@agency.example","status":{"errorCode":0} }""";

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Time();
}
