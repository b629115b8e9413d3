using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Authorities and who may use them, as the owner of the tables writes them.</summary>
internal sealed class PostgresMembers(NpgsqlConnection connection, PostgresAddress address, TimeProvider time)
{
    private const long Lock = 5_316_808_402_716_337_032;

    /// <summary>Adds an authority that the login itself may write and erase.</summary>
    /// <returns>Whether it is new, or else the login's own by now.</returns>
    public async Task<bool> AddFirstAsync(string name, CancellationToken cancellationToken) =>
        await AddAsync(name, [LedgerRole.Writer, LedgerRole.Eraser], cancellationToken).ConfigureAwait(false)
        || await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM member JOIN authority ON number = authority WHERE name = @name AND login = session_user)", new { name }, cancellationToken: cancellationToken)).ConfigureAwait(false);

    /// <summary>Adds an authority.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="own">What the login itself may do with it afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(string name, IReadOnlyCollection<LedgerRole> own, CancellationToken cancellationToken)
    {
        Accept(name);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync("SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, cancellationToken).ConfigureAwait(false);
            var number = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
                """
                INSERT INTO authority (number, name, chain, made_at) SELECT coalesce(max(number), 0) + 1, @name, @chain, @now FROM authority
                ON CONFLICT (name) DO NOTHING RETURNING number
                """,
                new { name, chain = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant(), now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture) },
                cancellationToken: cancellationToken)).ConfigureAwait(false);
            if (number is null)
                return false;
            await ExecuteAsync("INSERT INTO chain_head (authority, events, hash, parts, subjects) VALUES (@number, 0, @hash, 0, 0)", new { number, hash = new byte[32] }, cancellationToken).ConfigureAwait(false);
            foreach (var role in own)
                await ExecuteAsync("INSERT INTO member (login, authority, role) VALUES (session_user, @number, @role)", new { number, role = PostgresRights.Name(role) }, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Lets a login do something with an authority's ledger.</summary>
    public async Task GrantAsync(string login, string authority, LedgerRole role, CancellationToken cancellationToken)
    {
        var number = await NumberAsync(authority, cancellationToken).ConfigureAwait(false);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = @login)", new { login }, cancellationToken: cancellationToken)).ConfigureAwait(false))
            throw new UnusableInputException(InputProblem.LedgerUnusable, $"this server has no login \"{login}\"; make it first (CREATE ROLE … LOGIN)", address.Name);
        await ExecuteAsync("INSERT INTO member (login, authority, role) VALUES (@login, @number, @role) ON CONFLICT DO NOTHING", new { login, number, role = PostgresRights.Name(role) }, cancellationToken).ConfigureAwait(false);
        // Who may grant the group is not always who owns the tables.
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT pg_has_role(@login, @group, 'USAGE')", new { login, group = PostgresRights.Group(role) }, cancellationToken: cancellationToken)).ConfigureAwait(false))
            await ExecuteAsync($"GRANT {PostgresRights.Group(role)} TO {Quoted(login)}", null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes that right away. The login stays in the role's group, which other databases may need and which gives no access by itself.</summary>
    /// <returns>Whether it had the right.</returns>
    public async Task<bool> RevokeAsync(string login, string authority, LedgerRole role, CancellationToken cancellationToken)
    {
        var number = await NumberAsync(authority, cancellationToken).ConfigureAwait(false);
        return await ExecuteAsync("DELETE FROM member WHERE login = @login AND authority = @number AND role = @role", new { login, number, role = PostgresRights.Name(role) }, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>All authorities, by name, with who may do what.</summary>
    public async Task<IReadOnlyList<LedgerAuthority>> ListAsync(CancellationToken cancellationToken)
    {
        var members = (await connection.QueryAsync<(string Name, string Login, string Role)>(new CommandDefinition(
            "SELECT name, login, role FROM member JOIN authority ON number = authority ORDER BY name, login, role", cancellationToken: cancellationToken)).ConfigureAwait(false)).ToLookup(row => row.Name, StringComparer.Ordinal);
        var authorities = await connection.QueryAsync<(string Name, string Chain)>(new CommandDefinition("SELECT name, chain FROM authority ORDER BY name", cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. authorities.Select(one => new LedgerAuthority(one.Name, one.Chain, [.. members[one.Name].Select(row => new LedgerMember(row.Login, PostgresRights.Role(row.Role)))]))];
    }

    private async Task<long> NumberAsync(string authority, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition("SELECT number FROM authority WHERE name = @authority", new { authority }, cancellationToken: cancellationToken)).ConfigureAwait(false)
        ?? throw new UnusableInputException(InputProblem.LedgerNotFound, $"this ledger has no authority \"{authority}\"", address.Name);

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private void Accept(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200 || name.Any(char.IsControl))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "an authority's name has 1 to 200 characters and none that can't be seen", address.Name);
    }

    private Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
}
