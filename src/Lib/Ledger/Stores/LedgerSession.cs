using System.Data.Common;
using Dapper;

namespace TikTokBan.Ledger.Stores;

/// <summary>
/// A transaction on one authority's part of a ledger. What is not committed before it is disposed of never was.
/// Statements are the same for both engines and name the authority by <c>@authority</c>.
/// </summary>
internal abstract class LedgerSession : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly long _eventsBefore;

    /// <summary>Reads the authority's head. A writer's session has locked it before.</summary>
    protected LedgerSession(ILedgerStore store, DbConnection connection, DbTransaction transaction, ChainHead head, bool isWriting) =>
        (Store, _connection, _transaction, Head, IsWriting, _eventsBefore) = (store, connection, transaction, head, isWriting, head.Events);

    /// <summary>The store that it is a session of.</summary>
    public ILedgerStore Store { get; }

    /// <summary>How far the authority's chain goes. A writer moves it on; committing stores it.</summary>
    public ChainHead Head { get; set; }

    /// <summary>Whether it may append.</summary>
    public bool IsWriting { get; }

    /// <summary>Number of the authority within the store.</summary>
    public long Authority => Head.Authority;

    public Task<IEnumerable<T>> QueryAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        _connection.QueryAsync<T>(Command(sql, parameters, cancellationToken)).UnwrappedAsync();

    public Task<T?> FirstAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        _connection.QueryFirstOrDefaultAsync<T?>(Command(sql, parameters, cancellationToken)).UnwrappedAsync();

    /// <summary>Rows as they arrive, for what may be too large to hold.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters = null) =>
        _connection.QueryUnbufferedAsync<T>(sql, Parameters(parameters), _transaction).UnwrappedAsync();

    public Task<int> ExecuteAsync(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        _connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    /// <summary>Asks for many keys at once. The statement says <c>column {in}</c>; the answers' order is open.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="keys">Numbers, texts or tokens; none asks nothing.</param>
    /// <param name="parameters">What else it names.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<List<T>> QueryInAsync<T, TKey>(string sql, IReadOnlyCollection<TKey> keys, object? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Adds rows in bulk.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, <c>authority</c> aside, which is added.</param>
    /// <param name="rows">Values in the columns' order: <see cref="long"/>, <see cref="string"/>, <see cref="byte"/>[] or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task CopyAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken = default);

    /// <summary>The store's own clock, which all its users share: milliseconds since 1970. It goes on within a session.</summary>
    public abstract Task<long> NowAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a SELECT so that its rows are this session's, and those that other sessions hold are passed over.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Makes all of it last: on the disk when this returns. A writer that loses the engine in this very moment asks it again.</summary>
    /// <exception cref="UnconfirmedCommitException">The engine was lost, and nobody can say whether it lasts.</exception>
    /// <exception cref="DbException">It was refused: nothing of it lasts.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        if (IsWriting)
        {
            await ExecuteAsync(
                "UPDATE chain_head SET events = @events, hash = @hash, parts = @parts, subjects = @subjects WHERE authority = @authority",
                new { events = Head.Events, hash = Head.Hash, parts = Head.Parts, subjects = Head.Subjects },
                cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException lost) when (LeavesInDoubt(lost))
        {
            if (!(await WasKeptAsync().ConfigureAwait(false) ?? throw new UnconfirmedCommitException(lost)))
                throw;
        }
    }

    /// <summary>Whether a commit that failed so may have been carried out all the same.</summary>
    protected virtual bool LeavesInDoubt(DbException failure) => false;

    // A session that holds the chain begins only once this one's transaction is over, and a hash is no other event's.
    private async Task<bool?> WasKeptAsync()
    {
        if (!IsWriting || Head.Events == _eventsBefore)
            return null;
        try
        {
            var session = await Store.WriteAsync(CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var hash = await session.FirstAsync<byte[]>("SELECT hash FROM event WHERE authority = @authority AND number = @Events", new { Head.Events }, CancellationToken.None).ConfigureAwait(false);
                return hash is not null && hash.AsSpan().SequenceEqual(Head.Hash);
            }
        }
        catch (Exception unknown) when (unknown is UnusableInputException or DbException)
        {
            return null;
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    protected CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, Parameters(parameters), _transaction, cancellationToken: cancellationToken);

    private DynamicParameters Parameters(object? parameters)
    {
        var all = new DynamicParameters(parameters);
        all.Add("authority", Authority);
        return all;
    }
}

/// <summary>How far an authority's chain goes.</summary>
/// <param name="Authority">Number of the authority within the store.</param>
/// <param name="Chain">The chain's own id, 32 hexadecimal digits: made at random with it, and the same wherever it is moved.</param>
/// <param name="Name">The authority's name.</param>
/// <param name="Events">Number of the last event; 0 for none.</param>
/// <param name="Hash">Its hash; 32 zero bytes for none.</param>
/// <param name="Parts">Number of the last sealed part.</param>
/// <param name="Subjects">Number of the last subject.</param>
internal sealed record ChainHead(long Authority, string Chain, string Name, long Events, byte[] Hash, long Parts, long Subjects)
{
    public ChainHead()
        : this(0, "", "", 0, new byte[32], 0, 0)
    {
    }
}
