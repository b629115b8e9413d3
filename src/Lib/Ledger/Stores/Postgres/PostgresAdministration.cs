using System.Data.Common;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>What the owner of a PostgreSQL ledger's tables does: bring them to this program's version, add authorities, let logins use them.</summary>
public sealed class PostgresAdministration
{
    private readonly PostgresAddress _address;
    private readonly TimeProvider _time;

    /// <summary>Prepares to administer; connects to nothing yet.</summary>
    /// <param name="location">The database, with the login of its owner.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">It is a file, which has neither authorities nor logins.</exception>
    public PostgresAdministration(LedgerLocation location, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(location);
        _address = location.Address ?? throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger in a file has one authority and no logins; name a database (postgres://server/database)", location.Path);
        _time = time;
    }

    /// <summary>Applies the steps that the tables lack, all or none. Safe to run by several at once, and again.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many steps were applied.</returns>
    /// <exception cref="UnusableInputException">The login may not, the tables are of a newer version, or a step is not what was released.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellationToken = default) => WithAsync(
        async connection =>
        {
            var migrator = new PostgresMigrator(connection, _address, _time);
            var state = await migrator.StateAsync(cancellationToken).ConfigureAwait(false);
            if (!state.IsEmpty && !state.OwnsSchema)
                throw new UnusableInputException(InputProblem.LedgerUnusable, "this login does not own the ledger's tables; run this as their owner", _address.Name);
            return await migrator.MigrateAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Adds an authority with an empty chain. Nobody may use it before a grant, not even the owner.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="UnusableInputException">The login may not, or the name can't be used.</exception>
    public Task<bool> AddAuthorityAsync(string name, CancellationToken cancellationToken = default) =>
        MembersAsync(members => members.AddAsync(name, [], cancellationToken), cancellationToken);

    /// <summary>Lets a login use an authority's ledger.</summary>
    /// <param name="login">A login of the server.</param>
    /// <param name="authority">Name of the authority.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The login may not, or there is no such login or authority.</exception>
    public Task GrantAsync(string login, string authority, LedgerRole role, CancellationToken cancellationToken = default) =>
        MembersAsync(
            async members =>
            {
                await members.GrantAsync(login, authority, role, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Takes a right away again. What the login does at this moment is not interrupted.</summary>
    /// <param name="login">The login.</param>
    /// <param name="authority">Name of the authority.</param>
    /// <param name="role">What it may no longer do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it had the right.</returns>
    /// <exception cref="UnusableInputException">The login may not, or there is no such authority.</exception>
    public Task<bool> RevokeAsync(string login, string authority, LedgerRole role, CancellationToken cancellationToken = default) =>
        MembersAsync(members => members.RevokeAsync(login, authority, role, cancellationToken), cancellationToken);

    /// <summary>Lists the authorities and who may use them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The login may not, or there is no ledger.</exception>
    public Task<IReadOnlyList<LedgerAuthority>> ListAsync(CancellationToken cancellationToken = default) =>
        MembersAsync(members => members.ListAsync(cancellationToken), cancellationToken);

    private Task<T> MembersAsync<T>(Func<PostgresMembers, Task<T>> act, CancellationToken cancellationToken) => WithAsync(
        async connection =>
        {
            var migrator = new PostgresMigrator(connection, _address, _time);
            var state = await migrator.StateAsync(cancellationToken).ConfigureAwait(false);
            await migrator.CheckAsync(state, cancellationToken).ConfigureAwait(false);
            return state.OwnsSchema
                ? await act(new PostgresMembers(connection, _address, _time)).ConfigureAwait(false)
                : throw new UnusableInputException(InputProblem.LedgerUnusable, "this login does not own the ledger's tables; run this as their owner", _address.Name);
        },
        cancellationToken);

    private async Task<T> WithAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await PostgresConnections.OpenAsync(_address, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await act(connection).ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw PostgresFailures.Explain(failure, _address);
        }
    }
}
