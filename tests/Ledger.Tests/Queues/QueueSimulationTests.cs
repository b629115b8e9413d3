using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Tests.Stores;
using Xunit.Abstractions;

namespace TikTokBan.Ledger.Tests.Queues;

/// <summary>Many authorities whose tenants a few workers share. <c>TIKTOKBAN_QUEUE_SIMULATION=full</c> for 500 authorities and 50 workers.</summary>
public sealed class QueueSimulationTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    private static bool IsFull => Environment.GetEnvironmentVariable("TIKTOKBAN_QUEUE_SIMULATION") == "full";

    [SkippableFact]
    public async Task Workers_share_the_tenants_of_many_authorities_fairly_and_never_scan_one_at_once()
    {
        var (authorities, workers, median) = IsFull ? (500, 50, TimeSpan.FromMilliseconds(1200)) : (50, 10, TimeSpan.FromMilliseconds(150));
        var tenants = SimulatedAuthorities.Make(authorities, median, Seed);
        await TestCluster.GetAsync();
        var adding = Stopwatch.StartNew();
        await using var service = await SimulatedService.CreateAsync([.. Enumerable.Range(1, authorities).Select(SimulatedAuthorities.Name)]);
        Say($"{authorities} authorities added and granted in {adding.Elapsed.TotalSeconds:F1} s");
        await service.QueueAsync(tenants);
        var simulation = new QueueSimulation(service, tenants, workers);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await simulation.RunAsync(limit.Token);

        var claims = simulation.Claims.ToList();
        var figures = new QueueFigures(tenants, claims, workers);
        Print(tenants, workers, simulation, figures);

        Assert.Empty(figures.Overlaps());
        Assert.Equal(0, simulation.Lost);
        Assert.Contains(claims, claim => claim.Outcome is Outcome.Refused);
        Assert.Contains(claims, claim => claim.Outcome is Outcome.Died);
        await ShowsInTheChains(service, tenants);

        Assert.InRange(figures.Replayed() / figures.Bound, 0, 1.5);
        Assert.InRange(figures.Busy, 0.4, 1);
        Assert.InRange(figures.Fairness, 0.85, 1);
        // Claims that came to nothing and those that are under way at the same time shift the order a little.
        Assert.InRange(figures.LongestWait(1, 2), 0, (figures.FairTurns(2) * 1.5) + (2 * workers));
    }

    // Each tenant that can be scanned was, once for each authority that queued it, and never twice at the same time by the store's clock.
    private static async Task ShowsInTheChains(SimulatedService service, IReadOnlyList<SimulatedTenant> tenants)
    {
        await using var connection = await service.AdministrateAsync();
        var events = (await connection.QueryAsync<(string Authority, string Body)>(
            "SELECT authority.name, body FROM tiktokban.event JOIN tiktokban.authority ON authority.number = event.authority WHERE kind = @ScanRun",
            new { EventKinds.ScanRun })).Select(row => (row.Authority, Scan: JsonSerializer.Deserialize<KeptScan>(row.Body)!)).ToList();
        Assert.Equal(
            tenants.Where(tenant => !tenant.Fails).Select(tenant => (tenant.Authority, tenant.Tenant)).Order(),
            events.Select(one => (one.Authority, one.Scan.Tenant)).Order());
        foreach (var tenant in events.Select(one => one.Scan).GroupBy(scan => scan.Tenant))
        {
            var inOrder = tenant.OrderBy(scan => scan.Claimed).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.InRange(pair.Second.Claimed, pair.First.Kept, long.MaxValue));
        }
    }

    private void Print(IReadOnlyList<SimulatedTenant> tenants, int workers, QueueSimulation simulation, QueueFigures figures)
    {
        var claims = simulation.Claims.ToList();
        var shared = tenants.GroupBy(tenant => tenant.Tenant).Count(group => group.Count() > 1);
        Say($"queue of tenants: {claims.Count} points tried ({figures.Authorities.Count} authorities, {tenants.Count} tenants, {shared} of them queued by two, {tenants.Count(tenant => tenant.Fails)} that fail, {workers} workers)");
        Say($"makespan {figures.Makespan.TotalSeconds:F1} s; at least {figures.Bound.TotalSeconds:F1} s (longest scan {tenants.Max(tenant => tenant.Duration).TotalSeconds:F1} s): {figures.Makespan / figures.Bound:F2} of that, and {figures.Replayed() / figures.Bound:F2} by the order of claims alone; workers busy {figures.Busy:P0}; {figures.ClaimsPerSecond:F1} claims/s");
        Say($"fairness (Jain, share of each authority at half time) {figures.Fairness:F3}; evenness of mean waits {figures.EvenWaits:F3}; longest wait in claims: authorities of 1-2 tenants {figures.LongestWait(1, 2):F0}, of 10 and more {figures.LongestWait(10, SimulatedAuthorities.MostTenants):F0}; a fair order has the first two of each after {figures.FairTurns(2):F0}");
        Say($"claims that ended with a pause {claims.Count(claim => claim.Outcome is Outcome.Refused)} (all refused late), with a worker's death {claims.Count(claim => claim.Outcome is Outcome.Died)}, failed {claims.Count(claim => claim.Outcome is Outcome.Failed)}, lost by a worker that meant well {simulation.Lost}; kept {claims.Count(claim => claim.Outcome is Outcome.Kept)}");
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
