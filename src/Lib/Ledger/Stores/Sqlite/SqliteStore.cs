using System.Data.Common;
using System.Numerics;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores.Sqlite.Upgrade;

namespace TikTokBan.Ledger.Stores.Sqlite;

/// <summary>One authority's ledger in a file. Holds no connection between sessions; safe to use from several processes at once.</summary>
/// <param name="path">The file. It is made by the first session that writes.</param>
/// <param name="master">What wraps its keys.</param>
/// <param name="time">Its clock.</param>
internal sealed class SqliteStore(string path, MasterKey master, TimeProvider time) : ILedgerStore
{
    /// <summary>Number of the one authority that a file is of.</summary>
    public const long TheAuthority = 1;

    public string Name => path;

    public string? FilePath => path;

    public MasterKey Master => master;

    public ChainSigner? Signer { get; init; }

    /// <summary>Told of each connection that is about to be used.</summary>
    internal Action<SqliteConnection>? Opened { get; init; }

    public Task<bool> ExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(File.Exists(path));

    public Task<LedgerSession> ReadAsync(CancellationToken cancellationToken = default) => BeginAsync(LedgerFile.OpenToRead, isLocking: false, isWriting: false, cancellationToken);

    public Task<LedgerSession> WriteAsync(CancellationToken cancellationToken = default) => BeginAsync(LedgerFile.OpenOrCreate, isLocking: true, isWriting: true, cancellationToken);

    public Task<LedgerSession> BesideAsync(CancellationToken cancellationToken = default) => BeginAsync(LedgerFile.OpenExisting, isLocking: true, isWriting: false, cancellationToken);

    public Task<string?> WipeAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var connection = LedgerFile.OpenOrCreate(path);
            return Task.FromResult(SqliteWiping.Wipe(connection));
        }
        catch (SqliteException failure)
        {
            throw LedgerFile.Explain(failure, path);
        }
    }

    public Task<LedgerSession> BesideAllAsync(CancellationToken cancellationToken = default) => BesideAsync(cancellationToken);

    public UnusableInputException Explain(DbException failure) => LedgerFile.Explain((SqliteException)failure, path);

    private async Task<LedgerSession> BeginAsync(Func<string, SqliteConnection> open, bool isLocking, bool isWriting, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var connection = open(path);
            if (LedgerSchema.IsOld(connection))
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                await ConvertAsync(cancellationToken).ConfigureAwait(false);
                connection = open(path);
            }

            try
            {
                Opened?.Invoke(connection);
                if (isWriting)
                    await connection.ExecuteAsync(SqliteWiping.Pragma).ConfigureAwait(false);
                // Who writes takes the lock before reading, so that of two programs the second sees what the first wrote.
                var transaction = connection.BeginTransaction(deferred: !isLocking);
                var head = await HeadAsync(connection, transaction).ConfigureAwait(false);
                return new SqliteSession(this, connection, transaction, head, isWriting, time);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (SqliteException failure)
        {
            throw LedgerFile.Explain(failure, path);
        }
    }

    private async Task<ChainHead> HeadAsync(SqliteConnection connection, SqliteTransaction transaction) => await connection.QueryFirstOrDefaultAsync<ChainHead>(
        """
        SELECT authority.number AS Authority, chain AS Chain, name AS Name, events AS Events, hash AS Hash, parts AS Parts, subjects AS Subjects
        FROM authority JOIN chain_head ON chain_head.authority = authority.number WHERE authority.number = 1
        """,
        transaction: transaction).ConfigureAwait(false)
        ?? throw new UnusableInputException(InputProblem.LedgerDamaged, "this ledger no longer says how far its chain goes (tables authority and chain_head); restore it from a copy", path);

    private async Task ConvertAsync(CancellationToken cancellationToken)
    {
        using var connection = LedgerFile.OpenExisting(path);
        using (var transaction = connection.BeginTransaction())
        {
            // Another process may have done it while this one waited for the lock.
            if (!LedgerSchema.IsOld(connection, transaction))
                return;
            var session = new SqliteSession(this, connection, transaction, await HeadAsync(connection, transaction).ConfigureAwait(false), isWriting: true, time);
            await OldLedger.ConvertAsync(session, connection, transaction, path, cancellationToken).ConfigureAwait(false);
            LedgerSchema.MarkConverted(connection, transaction);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (session.Head.Events == 0)
                return;
        }

        // What stood in the old tables in clear is not to be found in the file any more.
        await connection.ExecuteAsync("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);").ConfigureAwait(false);
    }

    private sealed class SqliteSession(SqliteStore store, SqliteConnection connection, SqliteTransaction transaction, ChainHead head, bool isWriting, TimeProvider time)
        : LedgerSession(store, connection, transaction, head, isWriting)
    {
        private const int KeysAtOnce = 512;

        // One session at a time writes to a file.
        public override string SkipLocked => "";

        public override Task<long> NowAsync(CancellationToken cancellationToken) => Task.FromResult(time.GetUtcNow().ToUnixTimeMilliseconds());

        public override async Task<List<T>> QueryInAsync<T, TKey>(string sql, IReadOnlyCollection<TKey> keys, object? parameters, CancellationToken cancellationToken)
        {
            var found = new List<T>();
            foreach (var some in keys.Chunk(KeysAtOnce))
            {
                // Named one by one: the library would take a key of bytes for a list.
                var all = new DynamicParameters(parameters);
                // Few different statements, for each is prepared and read by code made for it: the last key fills up to the next power of two.
                var padded = some.Concat(Enumerable.Repeat(some[^1], (int)BitOperations.RoundUpToPowerOf2((uint)some.Length) - some.Length));
                var names = padded.Select((key, index) => { all.Add("in" + index, key); return "@in" + index; }).ToList();
                found.AddRange(await QueryAsync<T>(sql.Replace("{in}", $"IN ({string.Join(',', names)})", StringComparison.Ordinal), all, cancellationToken).ConfigureAwait(false));
            }

            return found;
        }

        public override Task CopyAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
        {
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
#pragma warning disable CA2100 // Names of tables and columns are this library's own; values go in as parameters.
            insert.CommandText = $"INSERT INTO {table} (authority, {string.Join(", ", columns)}) VALUES (@authority, {string.Join(", ", columns.Select(column => "@" + column))})";
#pragma warning restore CA2100
            insert.Parameters.AddWithValue("@authority", Authority);
            foreach (var column in columns)
                insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var index = 0; index < columns.Count; index++)
                    insert.Parameters[index + 1].Value = row[index] ?? DBNull.Value;
                insert.ExecuteNonQuery();
            }

            return Task.CompletedTask;
        }
    }
}
