using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using TikTokBan.Ledger.Queues;
using Xunit.Abstractions;

namespace TikTokBan.Ledger.Tests.Queues;

public sealed partial class ClaimPlanTests(ITestOutputHelper output)
{
    private const int Authorities = 500;
    private const int Tenants = 5000;

    [SkippableFact]
    public async Task To_find_the_next_tenant_reads_the_queue_a_few_times_and_not_once_for_each_tenant()
    {
        await using var service = await SimulatedService.CreateAsync([.. Enumerable.Range(1, Authorities).Select(SimulatedAuthorities.Name)]);
        await using (var administrator = await service.AdministrateAsync())
        {
            await administrator.ExecuteAsync(
                """
                INSERT INTO tiktokban.scan_task (authority, tenant, settings, every, due, fence, until, attempts)
                SELECT 1 + n % @Authorities, 'tenant-' || n, '{}', 86400000, n * 1000, 0, 0, 0 FROM generate_series(1, @Tenants) AS n
                """,
                new { Authorities, Tenants });
            await administrator.ExecuteAsync("ANALYZE tiktokban.scan_task");
        }

        await using var connection = await service.ConnectAsync();
        var parameters = new { now = DateTimeOffset.UnixEpoch.AddYears(50).ToUnixTimeMilliseconds(), taken0 = "", turns = 1L };
        var statement = "EXPLAIN (ANALYZE, COSTS OFF) " + TaskRow.Next("FOR UPDATE SKIP LOCKED", 1);
        await connection.QueryAsync<string>(statement, parameters);
        var plan = (await connection.QueryAsync<string>(statement, parameters)).ToList();
        output.WriteLine(string.Join('\n', plan));

        // What each node gave, times how often it was asked: a look for each tenant among an authority's others, or all authorities of the login with each row, would show.
        var rows = plan.Select(line => Given().Match(line)).Where(found => found.Success).Sum(found => Number(found, 1) * Number(found, 2));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"claim among {Tenants} tenants of {Authorities} authorities: {plan.Count} lines of plan, {rows} rows from node to node; {plan[^1].Trim()}"));
        Assert.InRange(rows, Tenants, Tenants * 20);
        Assert.DoesNotContain(plan, line => line.Contains("= ANY (", StringComparison.Ordinal));
        Assert.NotNull(await service.Tasks.ClaimAsync("a", TimeSpan.FromMinutes(1)));
    }

    private static long Number(Match found, int group) => long.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"actual time=[\d.]+\.\.[\d.]+ rows=(\d+)(?:\.\d+)? loops=(\d+)")]
    private static partial Regex Given();
}
