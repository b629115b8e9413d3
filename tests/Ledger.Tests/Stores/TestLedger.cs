using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Sqlite;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>An empty ledger of one of the engines, gone when it is disposed of.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly string _folder;

    private TestLedger(string folder, ILedgerStore store) => (_folder, Store) = (folder, store);

    /// <summary>Names of the engines, for theories.</summary>
    public static TheoryData<string> Engines => new("sqlite", "postgres");

    public ILedgerStore Store { get; }

    /// <summary>Makes one. Skips the test where the engine is not to be had.</summary>
    public static Task<TestLedger> CreateAsync(string engine, MasterKey? master = null)
    {
        Skip.If(engine == "postgres", "there is no PostgreSQL to test with");
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        return Task.FromResult(new TestLedger(folder, new SqliteStore(Path.Combine(folder, "ledger.db"), master ?? MasterKey.None, TimeProvider.System)));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
