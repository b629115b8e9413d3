using Npgsql;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

/// <summary>A database without tables, owned by a login that may do nothing else; gone when it is disposed of.</summary>
internal sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly TestCluster _cluster;

    private EmptyDatabase(TestCluster cluster, string name) => (_cluster, Name) = (cluster, name);

    public string Name { get; }

    /// <summary>Address for the login that owns it.</summary>
    public string Owner => _cluster.AddressOf(Name, Name + "_owner", TestCluster.WorkerPassword);

    /// <summary>As the server's administrator.</summary>
    public PostgresAdministration Administration => new(LedgerLocation.Parse(_cluster.AddressOfAdministrator(Name)), TimeProvider.System);

    public static async Task<EmptyDatabase> CreateAsync()
    {
        var cluster = await TestCluster.GetAsync();
        var name = await cluster.CreateAsync();
        await cluster.ExecuteAsync("postgres", $"CREATE ROLE {name}_owner LOGIN PASSWORD '{TestCluster.WorkerPassword}'");
        await cluster.ExecuteAsync("postgres", $"ALTER DATABASE {name} OWNER TO {name}_owner");
        return new EmptyDatabase(cluster, name);
    }

    /// <summary>A connection of its owner.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(PostgresAddress.Parse(Owner).ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DropAsync(Name);
        await _cluster.ExecuteAsync("postgres", $"DROP ROLE {Name}_owner");
    }
}
