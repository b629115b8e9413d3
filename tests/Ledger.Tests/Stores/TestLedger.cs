using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>An empty ledger of one of the engines, gone when it is disposed of.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TestCluster? _cluster;
    private readonly string? _database;
    private readonly List<string> _logins = [];

    private TestLedger(string folder, string address, MasterKey master, TestCluster? cluster, string? database)
    {
        (_folder, Address, _cluster, _database) = (folder, address, cluster, database);
        Store = Another(master);
    }

    /// <summary>Names of the engines, for theories.</summary>
    public static TheoryData<string> Engines => new("sqlite", "postgres");

    public ILedgerStore Store { get; }

    /// <summary>What a caller would give to name it: a path, or an address.</summary>
    public string Address { get; }

    /// <summary>A folder of its own, for other files of the test.</summary>
    public string Folder => _folder;

    /// <summary>Makes one. Skips the test where the engine is not to be had. In PostgreSQL its login may write, read and erase one authority, "local", and administers nothing.</summary>
    public static async Task<TestLedger> CreateAsync(string engine, MasterKey? master = null)
    {
        var cluster = engine == "postgres" ? await TestCluster.GetAsync() : null;
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        if (cluster is null)
            return new TestLedger(folder, Path.Combine(folder, "ledger.db"), master ?? MasterKey.None, null, null);
        var database = await cluster.CreateMigratedAsync();
        await AddAuthorityAsync(cluster, database, "local");
        return new TestLedger(folder, cluster.AddressOf(database, cluster.Worker, TestCluster.WorkerPassword), master ?? MasterKey.None, cluster, database);
    }

    /// <summary>A store of the same ledger, as another program would open it.</summary>
    public ILedgerStore Another(MasterKey? master = null) => LedgerStores.Open(LedgerLocation.Parse(Address), TimeProvider.System, master ?? MasterKey.None);

    /// <summary>A store of another authority of the same database, made where there is none. PostgreSQL only.</summary>
    public async Task<ILedgerStore> OfAsync(string authority, MasterKey? master = null)
    {
        await AddAuthorityAsync(_cluster!, _database!, authority);
        return LedgerStores.Open(LedgerLocation.Parse(_cluster!.AddressOf(_database!, _cluster.Worker, TestCluster.WorkerPassword, authority)), TimeProvider.System, master ?? MasterKey.None);
    }

    /// <summary>An address of the same database for the owner of its tables. PostgreSQL only.</summary>
    public string AddressOfOwner() => _cluster!.AddressOfAdministrator(_database!, "local");

    /// <summary>What the owner of the tables may do. PostgreSQL only.</summary>
    public PostgresAdministration Administration => new(LedgerLocation.Parse(_cluster!.AddressOfAdministrator(_database!)), TimeProvider.System);

    /// <summary>An address for a login of its own with the given rights. PostgreSQL only.</summary>
    public async Task<string> LoginAsync(string authority, params LedgerRole[] roles)
    {
        var login = $"{_database}_login_{_logins.Count}";
        await _cluster!.ExecuteAsync("postgres", $"CREATE ROLE {login} LOGIN PASSWORD '{TestCluster.WorkerPassword}'");
        _logins.Add(login);
        foreach (var role in roles)
            await Administration.GrantAsync(login, authority, role);
        return _cluster.AddressOf(_database!, login, TestCluster.WorkerPassword);
    }

    /// <summary>A connection as somebody has who holds the file, or administers the database: triggers don't stop it. In SQLite, drop them.</summary>
    public async Task<DbConnection> OpenToTamperAsync()
    {
        if (_cluster is null)
        {
            var file = new SqliteConnection($"Data Source={Address};Pooling=False");
            await file.OpenAsync();
            return file;
        }

        var connection = _cluster.Administrator(_database!);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SET session_replication_role = replica", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (_cluster is not null)
        {
            await _cluster.DropAsync(_database!);
            foreach (var login in _logins)
                await _cluster.ExecuteAsync("postgres", $"DROP ROLE {login}");
        }
    }

    private static async Task AddAuthorityAsync(TestCluster cluster, string database, string authority)
    {
        var address = PostgresAddress.Parse(cluster.AddressOfAdministrator(database));
        await using var connection = cluster.Administrator(database);
        await connection.OpenAsync();
        var members = new PostgresMembers(connection, address, TimeProvider.System);
        if (!await members.AddAsync(authority, [], CancellationToken.None))
            return;
        foreach (var role in Enum.GetValues<LedgerRole>())
            await members.GrantAsync(cluster.Worker, authority, role, CancellationToken.None);
    }
}
