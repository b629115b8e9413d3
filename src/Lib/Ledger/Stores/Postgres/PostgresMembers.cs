using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Authorities and who may use them, as the owner of the tables writes them.</summary>
internal sealed class PostgresMembers(NpgsqlConnection connection, PostgresAddress address, TimeProvider time)
{
    private const long Lock = 5_316_808_402_716_337_032;

    /// <summary>Adds an authority that the login itself may write and erase, unless somebody else was quicker.</summary>
    public Task AddFirstAsync(string name, CancellationToken cancellationToken) => AddAsync(name, [LedgerRole.Writer, LedgerRole.Eraser], cancellationToken);

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
        await ExecuteAsync($"GRANT {PostgresRights.Group(role)} TO {Quoted(login)}", null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes that right away. The login stays in the role's group, which other databases may need and which gives no access by itself.</summary>
    /// <returns>Whether it had the right.</returns>
    public async Task<bool> RevokeAsync(string login, string authority, LedgerRole role, CancellationToken cancellationToken)
    {
        var number = await NumberAsync(authority, cancellationToken).ConfigureAwait(false);
        return await ExecuteAsync("DELETE FROM member WHERE login = @login AND authority = @number AND role = @role", new { login, number, role = PostgresRights.Name(role) }, cancellationToken).ConfigureAwait(false) > 0;
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
