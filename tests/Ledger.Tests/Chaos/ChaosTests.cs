using System.Globalization;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;
using TikTokBan.Ledger.Tests.Stores;
using Xunit.Abstractions;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>Writers that are killed, a bad network, and a server that restarts. <c>TIKTOKBAN_CHAOS=minutes</c> for 8 writers and three minutes.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly string[] Authorities = ["north", "south", "east"];
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);

    private static bool IsLong => Environment.GetEnvironmentVariable("TIKTOKBAN_CHAOS") == "minutes";

    [SkippableFact]
    public async Task No_acknowledged_event_is_lost_whatever_befalls_writers_network_and_server()
    {
        var (number, seconds) = IsLong ? (8, 180) : (4, 15);
        var logs = Directory.CreateTempSubdirectory("chaos").FullName;
        await using var server = await TestServer.StartAsync();
        Skip.If(server is null, "there is no PostgreSQL to test with: initdb, pg_ctl and postgres are not on the path");
        var cluster = await TestCluster.OfAsync(server!);
        try
        {
            var database = await MadeAsync(cluster);
            await using var proxy = new CuttingProxy(new Uri(cluster.Address).Port, seed: 8);
            var addresses = Authorities.Select(name => cluster.AddressOf(database, cluster.Worker, TestCluster.WorkerPassword, name) + "&sslmode=disable").ToList();
            var throughProxy = addresses.Select(address => new UriBuilder(address) { Port = proxy.Port }.Uri.AbsoluteUri).ToList();
            await using var writers = new ChaosWriters(logs, number, (seconds * 2) + 60, throughProxy);
            await WaitAsync(() => writers.Busy.Count == number);
            var (terminated, restarts) = await DisturbAsync(cluster, database, server!, writers, seconds);
            await writers.EndAsync();

            var check = new ChaosCheck();
            foreach (var address in addresses)
                await check.ReadAsync(LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None));
            Judge(check, writers, $"connections cut {proxy.Cuts} ({proxy.Hangs} after a hang) and {proxy.CommitCuts} between commit and answer, {terminated} ended by the server, {restarts.Fast} fast restarts and {restarts.Crashes} crashes of it");
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    [Fact]
    public async Task No_acknowledged_event_is_lost_from_a_file_whose_writers_are_killed()
    {
        var (number, kills) = IsLong ? (8, 60) : (3, 6);
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        await using var writers = new ChaosWriters(ledger.Folder, number, 300, [ledger.Address]);
        await WaitAsync(() => writers.Busy.Count == number);
#pragma warning disable CA5394 // Chance for a test.
        var random = new Random(9);
        for (var kill = 0; kill < kills; kill++)
        {
            await WaitAsync(() => writers.Busy.Count == number);
            await Task.Delay(random.Next(50, 500));
            await writers.KillAsync(random.Next(number));
        }
#pragma warning restore CA5394
        await writers.EndAsync();
        var check = new ChaosCheck();
        await check.ReadAsync(ledger.Store);
        Judge(check, writers, $"a file");
    }

    private void Judge(ChaosCheck check, ChaosWriters writers, FormattableString disturbed)
    {
        var notes = writers.Notes();
        var figures = check.Compare(notes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"chaos: {figures.Writes} points tried ({writers.Count} writers, {writers.Kills} killed and started again; {FormattableString.Invariant(disturbed)})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acknowledged {figures.Acknowledged} ({notes.Count(note => note is { What: "ACK", Kind: ChaosWriter.Begin or ChaosWriter.Sending or ChaosWriter.Ended })} of journals), doubtful {figures.Doubtful} ({figures.DoubtfulFound} of them in the chain), there twice after a try in doubt {figures.Twice}; events in the chains {check.Events}; lost {figures.Lost.Count}, more often than allowed {figures.TooMany.Count}"));
        foreach (var said in notes.Where(note => note.What == "DOUBT").GroupBy(note => note.Text).OrderByDescending(group => group.Count()))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {said.Count()} × {said.Key}"));
        Assert.Empty(notes.Where(note => note.What == "CRASH").Select(note => note.Text));
        Assert.Empty(figures.Lost);
        Assert.Empty(figures.TooMany);
        Assert.True(figures.Acknowledged > writers.Count, "Hardly anything was written.");
        foreach (var kind in new[] { ChaosWriter.Begin, ChaosWriter.Sending, ChaosWriter.Ended })
            Assert.True(notes.Any(note => note.What == "ACK" && note.Kind == kind), $"No entry of a journal was acknowledged ({kind}).");
        Assert.True(writers.Kills > 0, "No writer was killed.");
    }

    private static async Task<(int Terminated, (int Fast, int Crashes) Restarts)> DisturbAsync(TestCluster cluster, string database, TestServer server, ChaosWriters writers, int seconds)
    {
#pragma warning disable CA5394 // Chance for a test.
        var random = new Random(7);
        var (terminated, fast, crashes) = (0, 0, 0);
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 1; TimeProvider.System.GetElapsedTime(began).TotalSeconds < seconds; round++)
        {
            await Task.Delay(Between * (0.5 + random.NextDouble()));
            // A restart now and then, each kind in turn; in between what befalls single writers.
            if (round % 12 == 6)
            {
                await server.RestartAsync(isCrash: fast > crashes);
                (fast, crashes) = fast > crashes ? (fast, crashes + 1) : (fast + 1, crashes);
            }
            else if (round % 3 == 0)
            {
                terminated += await TerminateAsync(cluster, database);
            }
            else if (writers.Busy is { Count: > 0 } busy)
            {
                await writers.KillAsync(busy[random.Next(busy.Count)]);
            }
        }
#pragma warning restore CA5394
        return (terminated, (fast, crashes));
    }

    private static async Task<int> TerminateAsync(TestCluster cluster, string database)
    {
        await using var connection = cluster.Administrator("postgres");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity WHERE datname = @database AND pid <> pg_backend_pid() ORDER BY random() LIMIT 2) AS chosen",
            connection);
        command.Parameters.AddWithValue("database", database);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<string> MadeAsync(TestCluster cluster)
    {
        var database = await cluster.CreateMigratedAsync();
        await using var connection = cluster.Administrator(database);
        await connection.OpenAsync();
        await using (var path = new Npgsql.NpgsqlCommand("SET search_path = tiktokban, pg_temp", connection))
            await path.ExecuteNonQueryAsync();
        var members = new PostgresMembers(connection, PostgresAddress.Parse(cluster.AddressOfAdministrator(database)), TimeProvider.System);
        foreach (var authority in Authorities)
        {
            await members.AddAsync(authority, [], CancellationToken.None);
            foreach (var role in Enum.GetValues<LedgerRole>())
                await members.GrantAsync(cluster.Worker, authority, role, CancellationToken.None);
        }

        return database;
    }

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (var tries = 0; tries < 1200 && !isSo(); tries++)
            await Task.Delay(50);
        Assert.True(isSo(), "The writers don't write.");
    }
}
