using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Network.Hunting;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants;

/// <summary>Queries are cut so that no answer is cut off, and together they give everything once.</summary>
public sealed class NetworkHuntingTests
{
    private const int Limit = 50;

    private static readonly string[] Devices = ["aa01", "bb02", "cc03", "dd04", "ee05", "ff06", "ab07", "ac08"];

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 30, 12, 345, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(impatient: true, Now);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(49, 1)]
    [InlineData(50, 3)]
    [InlineData(400, 9)]
    public async Task What_is_cut_off_is_asked_for_in_parts(int events, int atLeast)
    {
        var hunting = new NetworkHuntingStub(Limit);
        for (var i = 0; i < events; i++)
            hunting.With(Now.AddMinutes(-1 - (i * 97.3 % 43_000)), Devices[i % 8], "www.tiktok.com");

        var rows = await RowsAsync(hunting);

        Assert.Equal(Enumerable.Range(0, events), rows.Order());
        Assert.True(hunting.Queries.Count >= atLeast, $"{hunting.Queries.Count} queries");
    }

    [Fact]
    public async Task What_happens_all_at_once_is_told_apart_by_device()
    {
        var hunting = new NetworkHuntingStub(Limit);
        for (var i = 0; i < 300; i++)
            hunting.With(Now.AddDays(-3).AddMilliseconds(i), Devices[i % 8], "www.tiktok.com");

        var rows = await RowsAsync(hunting);

        Assert.Equal(Enumerable.Range(0, 300), rows.Order());
        Assert.Contains(hunting.Queries, query => query.Contains("hash(DeviceId, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_takes_the_service_too_long_is_asked_for_in_parts()
    {
        var hunting = new NetworkHuntingStub(Limit) { Refuses = 20 };
        for (var i = 0; i < 120; i++)
            hunting.With(Now.AddHours(-1 - (5 * i)), Devices[i % 8], "www.tiktok.com");

        Assert.Equal(Enumerable.Range(0, 120), (await RowsAsync(hunting)).Order());
    }

    [Fact]
    public async Task More_from_one_device_at_one_moment_than_an_answer_holds_is_said_and_the_rest_stays()
    {
        var hunting = new NetworkHuntingStub(Limit).With(Now.AddDays(-1), "aa01", "www.tiktok.com");
        for (var i = 0; i < 60; i++)
            hunting.With(Now.AddDays(-9), "bb02", "www.tiktok.com");
        var rows = new List<int>();

        var problem = await Assert.ThrowsAsync<TenantException>(() => RowsAsync(hunting, rows));

        Assert.Equal([0], rows);
        Assert.StartsWith("DeviceNetworkEvents of before 2026-11-07", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_casings_of_an_answer_are_read_and_a_column_of_the_schema_is_no_row(bool capitals)
    {
        var hunting = new NetworkHuntingStub(100_000) { Capitals = capitals }.With(Now.AddDays(-1), "AA01", "www.tiktok.com").With(Now.AddDays(-2), "BB02", "nottiktok.com");
        using var tenant = hunting.Tenant();

        var read = await LiveReading.OfAsync(tenant, "network.events", _time);

        Assert.Null(read.Problem);
        Assert.Equal(2, read.Tally.RowsRead);
        Assert.Equal("aa01", Assert.Single(read.Observations).Device.DefenderId);
    }

    [Theory]
    [InlineData("network.devices")]
    [InlineData("network.events")]
    [InlineData("network.clicks")]
    [InlineData("network.cloud-apps")]
    [InlineData("software.inventory")]
    [InlineData("software.web-apps")]
    [InlineData("mail.events")]
    public async Task Every_query_is_short_enough_and_asks_for_no_column_twice(string source)
    {
        var hunting = new NetworkHuntingStub(10);
        using var tenant = hunting.Tenant();

        var read = await LiveReading.OfAsync(tenant, source, _time);

        Assert.Null(read.Problem);
        Assert.NotEmpty(hunting.Queries);
        Assert.All(hunting.Queries, query => Assert.True(query.Length < 8000, $"{query.Length} characters"));
        Assert.All(hunting.Queries.Where(query => query.Contains("| project ", StringComparison.Ordinal)), query => Assert.Distinct(query[(query.IndexOf("| project ", StringComparison.Ordinal) + 10)..].Split(", ")));
    }

    [SkippableTheory]
    [InlineData("v1.0.security-runhuntingquery.response.1.json", "network.events")]
    [InlineData("v1.0.security-runhuntingquery.response.2.json", "software.web-apps")]
    [InlineData("v1.0.security-runhuntingquery.response.2.json", "network.clicks")]
    [InlineData("v1.0.security-runhuntingquery.response.1.json", "mail.events")]
    [InlineData("v1.0.security-runhuntingquery.response.1.json", "software.inventory")]
    public async Task The_documentations_answers_are_read(string sample, string source)
    {
        using var tenant = new StubTenant().Json(NetworkHuntingStub.Path, await File.ReadAllTextAsync(Repository.Shared("data", "graph", "samples", sample)));

        var read = await LiveReading.OfAsync(tenant, source, _time);

        Assert.Null(read.Problem);
        Assert.Equal((2, 0), (read.Tally.RowsRead, read.Tally.RowsRejected));
        Assert.Empty(read.Observations);
    }

    [Fact]
    public async Task Clouds_without_hunting_are_not_asked()
    {
        using var tenant = new StubTenant();

        var read = await LiveReading.OfAsync(tenant, "network.events", _time, cloud: TenantCloud.China);

        Assert.True(read.Problem is { Failure: TenantFailure.NotSupported });
        Assert.Empty(tenant.Requests);
    }

    private async Task<List<int>> RowsAsync(NetworkHuntingStub hunting, List<int>? rows = null)
    {
        rows ??= [];
        using var tenant = hunting.Tenant();
        await using var session = await tenant.ConnectAsync(_time);
        var scan = new LiveScan(session, new LiveOptions { Now = Now }, CoveredCatalogue.Load(ProductFiles.Catalogue));
        var query = Assert.Single(HuntingQueries.NetworkEvents(new HuntingTerms(scan.Catalogue)));
        await foreach (var answer in new HuntingRun(scan, NetworkOperations.HuntEvents, Limit).AnswersAsync(query, CancellationToken.None))
        {
            using var document = JsonDocument.Parse(answer);
            rows.AddRange(document.RootElement.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("ReportId").GetInt32()));
        }

        return rows;
    }
}
