using Dapper;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Finds whose chain an address means. Asks once, since neither tables nor numbers change under a program.</summary>
internal sealed class PostgresAuthority(PostgresAddress address, TimeProvider time)
{
    /// <summary>The authority that is made where an address names none and there is none yet.</summary>
    public const string Default = "default";

    private long? _number;

    /// <summary>Its number; null where there is no ledger yet.</summary>
    /// <param name="connection">A connection outside of a transaction.</param>
    /// <param name="mayMake">Whether a login that may administer makes what is missing.</param>
    /// <param name="ofAny">Whether any that the login may use will do where the address names none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The tables are of another version, or the address names none that the login may use.</exception>
    public async Task<long?> FindAsync(NpgsqlConnection connection, bool mayMake, bool ofAny, CancellationToken cancellationToken)
    {
        if (_number is not null)
            return _number;
        var migrator = new PostgresMigrator(connection, address, time);
        var state = await migrator.StateAsync(cancellationToken).ConfigureAwait(false);
        if (state.IsEmpty && !mayMake)
            return null;
        if (state.IsEmpty && state.OwnsDatabase && !state.HasOthers)
            await migrator.MigrateAsync(cancellationToken).ConfigureAwait(false);
        else
            await migrator.CheckAsync(state, cancellationToken).ConfigureAwait(false);

        var usable = await NamesAsync(connection, cancellationToken).ConfigureAwait(false);
        if (ofAny && address.Authority is null && usable.Count > 1)
            return usable[0].Number;
        _number = Choose(usable);
        if (_number is null && mayMake && (state.OwnsSchema || state.IsEmpty))
        {
            if (!await new PostgresMembers(connection, address, time).AddFirstAsync(address.Authority ?? Default, cancellationToken).ConfigureAwait(false))
                throw PostgresFailures.NoRight(address);
            _number = Choose(await NamesAsync(connection, cancellationToken).ConfigureAwait(false));
        }

        return _number ?? (state.OwnsSchema ? null : throw PostgresFailures.NoRight(address));
    }

    private long? Choose(IReadOnlyList<NamedAuthority> usable)
    {
        if (address.Authority is { } wanted)
        {
            return usable.FirstOrDefault(one => one.Name == wanted)?.Number ?? (usable.Count == 0
                ? null
                : throw new UnusableInputException(InputProblem.LedgerNotFound, $"this login may not use an authority \"{wanted}\" here; it may use {Listed(usable)}", address.Name));
        }

        return usable.Count > 1
            ? throw new UnusableInputException(InputProblem.LedgerUnusable, $"this login may use several authorities; name one with ?authority=: {Listed(usable)}", address.Name)
            : (usable.Count == 1 ? usable[0].Number : null);
    }

    private static string Listed(IReadOnlyList<NamedAuthority> authorities)
    {
        const int most = 10;
        var names = string.Join(", ", authorities.Take(most).Select(one => one.Name));
        return authorities.Count > most ? $"{names} and {authorities.Count - most} more" : names;
    }

    // What the login is a member of, not what it could see: an owner sees all names.
    private static async Task<IReadOnlyList<NamedAuthority>> NamesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<NamedAuthority>(new CommandDefinition(
            """
            SELECT DISTINCT number AS Number, name AS Name FROM authority JOIN member ON member.authority = authority.number
            WHERE member.login = session_user ORDER BY name
            """,
            cancellationToken: cancellationToken)).ConfigureAwait(false)];

    private sealed class NamedAuthority
    {
        public long Number { get; init; }

        public string Name { get; init; } = "";
    }
}
