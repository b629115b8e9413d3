using Npgsql;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>
/// The PostgreSQL server that tests use: the one that <c>TIKTOKBAN_TEST_POSTGRES</c> names by an administrator's address, else
/// one that is started for this run and ends with it. Holds a migrated database that tests' own are copied from.
/// </summary>
internal sealed class TestCluster
{
    public const string Variable = "TIKTOKBAN_TEST_POSTGRES";

    private static readonly Lazy<Task<TestCluster?>> Started = new(StartAsync);
    private static int _databases;

    private readonly SemaphoreSlim _copying = new(1);
    private readonly string _template = $"template_{Environment.ProcessId}";

    private TestCluster(string address) => Address = address;

    /// <summary>Its administrator's address, of the database "postgres".</summary>
    public string Address { get; }

    /// <summary>The login of tests' stores: no administrator, so that row security holds for it.</summary>
    public string Worker { get; } = $"worker_{Environment.ProcessId}";

    public const string WorkerPassword = "only-for-tests";

    /// <summary>The server; the test is skipped where there is none.</summary>
    public static async Task<TestCluster> GetAsync()
    {
        var cluster = await Started.Value;
        Skip.If(cluster is null, "there is no PostgreSQL to test with: initdb, pg_ctl and postgres are not on the path");
        return cluster!;
    }

    /// <summary>A server that a test does to what others don't bear.</summary>
    public static async Task<TestCluster> OfAsync(TestServer server)
    {
        var cluster = new TestCluster(server.Address);
        await cluster.PrepareAsync();
        return cluster;
    }

    /// <summary>The administrator's connection to a database.</summary>
    public NpgsqlConnection Administrator(string database) => new(new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(Address).ConnectionString) { Database = database, Pooling = false }.ToString());

    /// <summary>An address of a database, for a login.</summary>
    public string AddressOf(string database, string login, string password, string? authority = null)
    {
        var own = new UriBuilder(Address) { UserName = login, Password = password, Path = database, Query = authority is null ? "" : "authority=" + Uri.EscapeDataString(authority) };
        return own.Uri.AbsoluteUri;
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = Administrator(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes a database without tables.</summary>
    public async Task<string> CreateAsync()
    {
        var name = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Makes a database with tables and nothing in them.</summary>
    public async Task<string> CreateMigratedAsync()
    {
        var name = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        // A database that is being copied can't be copied by another at the same time.
        await _copying.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {_template}");
        }
        finally
        {
            _copying.Release();
        }

        return name;
    }

    public Task DropAsync(string database) => ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private static async Task<TestCluster?> StartAsync()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(address))
            address = (await TestServer.StartAsync())?.Address;
        if (address is null)
            return null;
        var cluster = new TestCluster(address);
        await cluster.PrepareAsync();
        return cluster;
    }

    private async Task PrepareAsync()
    {
        await ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {_template}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {_template}");
        await using (var connection = new NpgsqlConnection(PostgresAddress.Parse(AddressOfAdministrator(_template)).ConnectionString))
        {
            await connection.OpenAsync();
            await new PostgresMigrator(connection, PostgresAddress.Parse(AddressOfAdministrator(_template)), TimeProvider.System).MigrateAsync(CancellationToken.None);
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync("postgres", $"DROP ROLE IF EXISTS {Worker}");
        await ExecuteAsync("postgres", $"CREATE ROLE {Worker} LOGIN PASSWORD '{WorkerPassword}' IN ROLE tiktokban_writer, tiktokban_reader, tiktokban_eraser");
    }

    /// <summary>The administrator's address of a database.</summary>
    public string AddressOfAdministrator(string database, string? authority = null)
    {
        var login = new Uri(Address).UserInfo.Split(':');
        return AddressOf(database, Uri.UnescapeDataString(login[0]), login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "", authority);
    }
}
