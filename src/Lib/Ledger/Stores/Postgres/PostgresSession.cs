using System.Data.Common;
using Dapper;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>A transaction in a PostgreSQL database.</summary>
internal sealed class PostgresSession(PostgresStore store, NpgsqlConnection connection, NpgsqlTransaction transaction, ChainHead head, bool isWriting)
    : LedgerSession(store, connection, transaction, head, isWriting)
{
    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    // now() would be the moment when the transaction began.
    public override Task<long> NowAsync(CancellationToken cancellationToken) =>
        FirstAsync<long>("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", null, cancellationToken);

    public override async Task<List<T>> QueryInAsync<T, TKey>(string sql, IReadOnlyCollection<TKey> keys, object? parameters, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];
        var all = new DynamicParameters(parameters);
        all.Add("keys", keys as TKey[] ?? [.. keys]);
        return [.. await QueryAsync<T>(sql.Replace("{in}", "= ANY (@keys)", StringComparison.Ordinal), all, cancellationToken).ConfigureAwait(false)];
    }

    public override Task CopyAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken) =>
        new PostgresLoad(connection, transaction, Authority, table, columns).AddAsync(rows, cancellationToken);

    // What the server itself refuses is refused for good, unless it was ended over it.
    protected override bool LeavesInDoubt(DbException failure) =>
        failure is not PostgresException refused || refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown;
}
