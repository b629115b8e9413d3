using System.Globalization;
using System.Reflection;
using Dapper;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Brings a database's tables to this program's version: forward only, one at a time, all steps or none.</summary>
internal sealed class PostgresMigrator(NpgsqlConnection connection, PostgresAddress address, TimeProvider time)
{
    // Drawn at random once; held to the end of a transaction.
    private const long Lock = 5_316_808_402_716_337_031;

    private const string MakeBase = """
        CREATE SCHEMA IF NOT EXISTS tiktokban;
        CREATE TABLE IF NOT EXISTS tiktokban.schema_step (number bigint NOT NULL PRIMARY KEY, sha256 text NOT NULL, applied_at text NOT NULL, product text NOT NULL);
        """;

    // Roles belong to the whole server: another database's steps may be making them at this moment.
    private const string MakeRoles = """
        DO $do$
        DECLARE wanted text;
        BEGIN
          FOREACH wanted IN ARRAY ARRAY['tiktokban_writer', 'tiktokban_reader', 'tiktokban_eraser'] LOOP
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
              BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
              EXCEPTION WHEN duplicate_object OR unique_violation THEN
              END;
            END IF;
          END LOOP;
        END $do$;
        """;

    /// <summary>The steps of this program.</summary>
    internal IReadOnlyList<PostgresStep> Steps { get; init; } = PostgresStep.All;

    /// <summary>What there is, and whose.</summary>
    public Task<PostgresState> StateAsync(CancellationToken cancellationToken) => connection.QuerySingleAsync<PostgresState>(new CommandDefinition(
        """
        SELECT NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'tiktokban') AS IsEmpty,
          (SELECT pg_has_role(session_user, datdba, 'USAGE') FROM pg_database WHERE datname = current_database()) AS OwnsDatabase,
          coalesce((SELECT pg_has_role(session_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'tiktokban'), false) AS OwnsSchema,
          coalesce((SELECT has_schema_privilege(session_user, oid, 'USAGE') FROM pg_namespace WHERE nspname = 'tiktokban'), false) AS MayUse,
          EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE relkind IN ('r', 'p') AND nspname !~ '^(pg_|information_schema$|tiktokban$)') AS HasOthers
        """,
        cancellationToken: cancellationToken));

    /// <summary>Refuses tables that are not exactly those of this program.</summary>
    /// <exception cref="UnusableInputException">They are missing, newer or older, or a step is not what was released.</exception>
    public async Task CheckAsync(PostgresState state, CancellationToken cancellationToken)
    {
        if (state.IsEmpty)
            throw Refused("this database holds no ledger yet; run \"tiktokban ledger migrate\" as its owner");
        if (!state.MayUse)
        {
            // A connection keeps to the schemas that it could use when it was made, whatever is granted later.
            NpgsqlConnection.ClearPool(connection);
            throw PostgresFailures.NoRight(address);
        }

        if (await AppliedAsync(cancellationToken).ConfigureAwait(false) is var applied && applied < Steps.Count)
            throw Refused($"the tables of this ledger are at step {applied} and this program needs step {Steps.Count}; run \"tiktokban ledger migrate\" as their owner");
    }

    /// <summary>Applies what is missing.</summary>
    /// <returns>How many steps were applied.</returns>
    /// <exception cref="UnusableInputException">The database is newer than this program, or a step is not what was released.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync("SELECT pg_advisory_xact_lock(@Lock)", new { Lock }, cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(MakeBase, null, cancellationToken).ConfigureAwait(false);
            await MakeRolesAsync(cancellationToken).ConfigureAwait(false);
            var missing = Steps.Skip(await AppliedAsync(cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var step in missing)
            {
                await ExecuteAsync(step.Text, null, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    "INSERT INTO tiktokban.schema_step (number, sha256, applied_at, product) VALUES (@Number, @Sha256, @now, @product)",
                    new { Number = (long)step.Number, step.Sha256, now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture), product = Product },
                    cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return missing.Count;
        }
    }

    private static string Product => "TikTokBan " + typeof(PostgresMigrator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private async Task<int> AppliedAsync(CancellationToken cancellationToken)
    {
        var applied = (await connection.QueryAsync<StepRow>(new CommandDefinition(
            "SELECT number AS Number, sha256 AS Sha256, product AS Product FROM tiktokban.schema_step ORDER BY number", cancellationToken: cancellationToken)).ConfigureAwait(false)).ToList();
        for (var index = 0; index < applied.Count; index++)
        {
            if (index >= Steps.Count)
                throw Refused($"this ledger was made by a newer version ({applied[^1].Product}); update this program");
            if (applied[index].Number != Steps[index].Number || applied[index].Sha256 != Steps[index].Sha256)
                throw Refused($"step {applied[index].Number} of this ledger's tables is not the one that this program knows (made by {applied[index].Product}); use the program that made it, or move the ledger into a new database");
        }

        return applied.Count;
    }

    private async Task MakeRolesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(MakeRoles, null, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Refused("the server lacks the roles tiktokban_writer, tiktokban_reader and tiktokban_eraser, and this login may not make them; let an administrator run CREATE ROLE … NOLOGIN for each");
        }
    }

    private UnusableInputException Refused(string sentence) => new(InputProblem.LedgerUnusable, sentence, address.Name);

    private Task ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

    private sealed class StepRow
    {
        public long Number { get; init; }

        public string Sha256 { get; init; } = "";

        public string Product { get; init; } = "";
    }
}

/// <summary>What a database holds, and what the login is in it.</summary>
internal sealed class PostgresState
{
    /// <summary>Whether it has no ledger's tables.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether the login owns the database.</summary>
    public bool OwnsDatabase { get; init; }

    /// <summary>Whether the login owns the ledger's tables.</summary>
    public bool OwnsSchema { get; init; }

    /// <summary>Whether the login may use the ledger's tables at all.</summary>
    public bool MayUse { get; init; }

    /// <summary>Whether other tables are in it.</summary>
    public bool HasOthers { get; init; }
}
