using TikTokBan.Ledger.Queues;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Queues;

/// <summary>A database of many authorities that one login works for. Gone when it is disposed of.</summary>
internal sealed class SimulatedService : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly Dictionary<string, ILedgerStore> _stores;

    private SimulatedService(TestCluster cluster, string database, IEnumerable<string> authorities)
    {
        (_cluster, Database) = (cluster, database);
        _stores = authorities.ToDictionary(name => name, name => (ILedgerStore)Open(name));
        Tasks = new ScanTasks(_stores.Values.First());
    }

    public string Database { get; }

    /// <summary>The queue of all of them.</summary>
    public ScanTasks Tasks { get; }

    public ILedgerStore Of(string authority) => _stores[authority];

    /// <summary>Makes a database with authorities, all of which the login may write for.</summary>
    public static async Task<SimulatedService> CreateAsync(IReadOnlyCollection<string> authorities)
    {
        var cluster = await TestCluster.GetAsync();
        var database = await cluster.CreateMigratedAsync();
        var address = PostgresAddress.Parse(cluster.AddressOfAdministrator(database));
        await using var connection = new Npgsql.NpgsqlConnection(address.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        var members = new PostgresMembers(connection, address, TimeProvider.System);
        foreach (var name in authorities)
        {
            await members.AddAsync(name, [], CancellationToken.None);
            await members.GrantAsync(cluster.Worker, name, LedgerRole.Writer, CancellationToken.None);
        }

        return new SimulatedService(cluster, database, authorities);
    }

    /// <summary>Queues tenants, all due at once. A queue is filled over years: what takes long here isn't what is tried.</summary>
    public Task QueueAsync(IEnumerable<SimulatedTenant> tenants) => Parallel.ForEachAsync(
        tenants,
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (one, cancellation) => await new ScanTasks(Of(one.Authority)).AddAsync(one.Tenant, "{}", TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch.AddYears(50), cancellation));

    /// <summary>The administrator's connection to the database; row security doesn't hold for it.</summary>
    public async Task<Npgsql.NpgsqlConnection> AdministrateAsync()
    {
        var connection = _cluster.Administrator(Database);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A connection as the workers have it.</summary>
    public async Task<Npgsql.NpgsqlConnection> ConnectAsync()
    {
        var connection = new Npgsql.NpgsqlConnection(Address(_stores.Keys.First()).ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync() => await _cluster.DropAsync(Database);

    private PostgresAddress Address(string authority) => PostgresAddress.Parse(_cluster.AddressOf(Database, _cluster.Worker, TestCluster.WorkerPassword, authority));

    private PostgresStore Open(string authority) => new(Address(authority), MasterKey.None, TimeProvider.System);
}
