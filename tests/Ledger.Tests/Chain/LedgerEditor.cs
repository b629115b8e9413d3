using System.Data.Common;
using Dapper;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>Rows of a ledger as somebody changes them who has the file, or administers the database; and as they were.</summary>
internal sealed class LedgerEditor : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly Dictionary<string, List<IDictionary<string, object?>>> _rows = [];

    private LedgerEditor(DbConnection connection) => _connection = connection;

    public static async Task<LedgerEditor> OpenAsync(TestLedger ledger, string engine)
    {
        var editor = new LedgerEditor(await ledger.OpenToTamperAsync());
        if (engine == "sqlite")
        {
            await editor._connection.ExecuteAsync("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;");
            foreach (var trigger in await editor._connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
                await editor._connection.ExecuteAsync($"DROP TRIGGER {trigger}");
        }
        else
        {
            await editor._connection.ExecuteAsync("SET search_path = tiktokban");
        }

        foreach (var table in LedgerTables.All)
            editor._rows[table] = await editor.ReadAsync(table);
        return editor;
    }

    /// <summary>A table's rows as they were at first.</summary>
    public IReadOnlyList<IDictionary<string, object?>> this[string table] => _rows[table];

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => _connection.ExecuteAsync(sql, parameters);

    public async Task<List<IDictionary<string, object?>>> ReadAsync(string table) =>
        [.. (await _connection.QueryAsync<dynamic>($"SELECT * FROM {table}")).Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];

    /// <summary>Puts the rows of a table in the place of those that are there.</summary>
    public async Task WriteAsync(string table, IEnumerable<IDictionary<string, object?>> rows)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await _connection.ExecuteAsync($"DELETE FROM {table}", transaction: transaction);
        foreach (var row in rows)
        {
            var parameters = new DynamicParameters();
            foreach (var (column, value) in row)
                parameters.Add(column, value);
            await _connection.ExecuteAsync($"INSERT INTO {table} ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(column => "@" + column))})", parameters, transaction);
        }

        await transaction.CommitAsync();
    }

    /// <summary>Makes all as it was at first.</summary>
    public async Task RestoreAsync(IEnumerable<string> tables)
    {
        foreach (var table in LedgerTables.All.Where(tables.Contains))
            await WriteAsync(table, _rows[table]);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
