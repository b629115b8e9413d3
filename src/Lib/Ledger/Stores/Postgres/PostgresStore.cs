using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>One authority's ledger in a PostgreSQL database that many may share. Connections are pooled by address; safe to use from many threads and processes at once.</summary>
/// <param name="address">Where it is.</param>
/// <param name="master">What wraps its keys.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresStore(PostgresAddress address, MasterKey master, TimeProvider time) : ILedgerStore
{
    // A worker that is stopped for good must not keep the others from their chain.
    private const string WriterSettings = "SET LOCAL idle_in_transaction_session_timeout = '120s';";

    // Durable also where the server's default is not; a stricter setting stays.
    private const string HeadColumns = """
        authority.number AS Authority, chain AS Chain, name AS Name, events AS Events, hash AS Hash, parts AS Parts, subjects AS Subjects,
        CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END AS Durable
        FROM authority JOIN chain_head ON chain_head.authority = authority.number WHERE authority.number = @number
        """;

    private readonly PostgresAuthority _authority = new(address, time);
    private bool _hasConnected;

    public string Name => address.Name;

    public MasterKey Master => master;

    public ChainSigner? Signer { get; init; }

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await _authority.FindAsync(connection, mayMake: false, ofAny: true, cancellationToken).UnwrappedAsync().ConfigureAwait(false) is not null;
        }
        catch (DbException failure)
        {
            throw Explain(failure);
        }
    }

    public Task<LedgerSession> ReadAsync(CancellationToken cancellationToken = default) => BeginAsync(Purpose.Read, cancellationToken);

    public Task<LedgerSession> WriteAsync(CancellationToken cancellationToken = default) => BeginAsync(Purpose.Write, cancellationToken);

    public Task<LedgerSession> BesideAsync(CancellationToken cancellationToken = default) => BeginAsync(Purpose.Beside, cancellationToken);

    private const string Vacuum = "runs VACUUM FULL tiktokban.subject_key while no older transaction is open";
    private const string Elsewhere = "The server's write-ahead log, replicas and archives hold them until they are recycled";

    public async Task<string?> WipeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                // Without the right the statement only warns, and does nothing.
                if (!await connection.ExecuteScalarAsync<bool>("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'tiktokban.subject_key'::regclass").ConfigureAwait(false))
                    return $"deleted keys stand in the file of their table until its owner {Vacuum}; ask for that. {Elsewhere}";
                // A plain VACUUM frees the room in a page and leaves the bytes in it; a full one keeps what any open transaction could still see.
                // A change of a column's type copies what is there and nothing else, into a new file.
                // Whoever waits for the table's lock keeps all others from it, so not for long.
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await connection.ExecuteAsync(new CommandDefinition(
                        "SET LOCAL lock_timeout = '5s'; ALTER TABLE tiktokban.subject_key ALTER COLUMN key TYPE bytea USING substring(key FROM 1)", transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                return null;
            }
        }
        catch (DbException failure)
        {
            var why = failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } ? "another transaction holds the table of keys" : "the server did not do it";
            return $"it is done, but the bytes of deleted keys could not be wiped from the file of their table, as {why}; they are gone once its owner {Vacuum}. {Elsewhere}";
        }
    }

    public Task<LedgerSession> BesideAllAsync(CancellationToken cancellationToken = default) => BeginAsync(Purpose.BesideAll, cancellationToken);

    public UnusableInputException Explain(DbException failure) => PostgresFailures.Explain(failure, address);

    private async Task<LedgerSession> BeginAsync(Purpose purpose, CancellationToken cancellationToken)
    {
        var retry = new PostgresRetry(time, _hasConnected);
        while (true)
        {
            try
            {
                var session = await BeginOnceAsync(purpose, cancellationToken).UnwrappedAsync().ConfigureAwait(false);
                _hasConnected = true;
                return session;
            }
            catch (DbException failure)
            {
                if (!await retry.WaitAsync(failure, cancellationToken).ConfigureAwait(false))
                    throw Explain(failure);
            }
        }
    }

    private async Task<LedgerSession> BeginOnceAsync(Purpose purpose, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        NpgsqlTransaction? transaction = null;
        try
        {
            var number = await _authority.FindAsync(connection, mayMake: purpose is Purpose.Write, ofAny: purpose is Purpose.BesideAll, cancellationToken).ConfigureAwait(false)
                ?? throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here yet; scan first, let the database's owner run 'tiktokban ledger migrate', or name another database", Name);
            transaction = await connection.BeginTransactionAsync(purpose is Purpose.Read ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            var head = await connection.QuerySingleOrDefaultAsync<ChainHead>(new CommandDefinition(
                purpose switch
                {
                    Purpose.Read => $"SET TRANSACTION READ ONLY; SELECT {HeadColumns}",
                    Purpose.Write => $"{WriterSettings} SELECT {HeadColumns} FOR UPDATE OF chain_head",
                    _ => $"{WriterSettings} SELECT {HeadColumns}",
                },
                new { number },
                transaction,
                cancellationToken: cancellationToken)).ConfigureAwait(false);
            return head is null ? throw PostgresFailures.NoRight(address) : new PostgresSession(this, connection, transaction, head, purpose is Purpose.Write);
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private enum Purpose
    {
        Read,
        Write,
        Beside,
        BesideAll,
    }

    private Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => PostgresConnections.OpenAsync(address, cancellationToken);
}
