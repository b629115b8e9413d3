using System.Globalization;
using Dapper;
using Npgsql;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

public sealed class RightsTests
{
    private const string NoRight = PostgresErrorCodes.InsufficientPrivilege;

    private static readonly string[] Tables = [.. LedgerTables.All.Where(table => table != "authority")];

    [SkippableTheory]
    [InlineData("")]
    [InlineData("SET ROLE tiktokban_writer")]
    [InlineData("SET ROLE tiktokban_eraser")]
    [InlineData("CREATE TEMPORARY TABLE member AS SELECT session_user::text AS login, generate_series(1, 9)::bigint AS authority, 'writer' AS role; SET search_path = pg_temp, tiktokban")]
    public async Task A_login_of_one_authority_cannot_reach_anothers_rows_in_any_table(string trick)
    {
        await using var ledger = await FilledAsync();
        var address = await ledger.LoginAsync("local", LedgerRole.Writer, LedgerRole.Reader, LedgerRole.Eraser);
        var before = await FingerprintAsync(ledger);
        await using var login = await OpenAsync(address, trick);
        foreach (var table in Tables)
        {
            var name = "tiktokban." + table;
            Assert.Equal((0L, 1L), await login.QuerySingleAsync<(long, long)>($"SELECT count(*) FILTER (WHERE authority = 2), count(DISTINCT authority) FROM {name}"));
            await RefusedAsync(login, $"INSERT INTO {name} SELECT (jsonb_populate_record(one, '{{\"authority\": 2}}')).* FROM {name} one LIMIT 1", mayDoNothing: false);
            await RefusedAsync(login, $"UPDATE {name} SET authority = 2", mayDoNothing: false);
            await RefusedAsync(login, $"DELETE FROM {name} WHERE authority = 2", mayDoNothing: true);
            await RefusedAsync(login, $"TRUNCATE {name}", mayDoNothing: false);
        }

        await RefusedAsync(login, "UPDATE tiktokban.chain_head SET events = events + 1 WHERE authority = 2", mayDoNothing: true);
        await RefusedAsync(login, "INSERT INTO tiktokban.member (login, authority, role) VALUES (session_user, 2, 'writer')", mayDoNothing: false);
        Assert.Equal(["local"], await login.QueryAsync<string>("SELECT name FROM tiktokban.authority"));
        Assert.Equal(0, await login.ExecuteScalarAsync<long>("SELECT count(*) FROM tiktokban.member WHERE login <> session_user"));
        Assert.Equal(before, await FingerprintAsync(ledger));
    }

    [SkippableTheory]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SET SESSION AUTHORIZATION postgres")]
    [InlineData("ALTER TABLE tiktokban.event DISABLE TRIGGER USER")]
    [InlineData("ALTER TABLE tiktokban.event DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP TRIGGER only_grows ON tiktokban.event")]
    [InlineData("DROP POLICY sees ON tiktokban.event")]
    [InlineData("CREATE TABLE tiktokban.other (number bigint)")]
    [InlineData("SET row_security = off; SELECT count(*) FROM tiktokban.event")]
    public async Task A_writer_cannot_turn_off_what_holds_it(string trick)
    {
        await using var ledger = await FilledAsync();
        await using var login = await OpenAsync(await ledger.LoginAsync("local", LedgerRole.Writer));
        await RefusedAsync(login, trick, mayDoNothing: false);
    }

    [SkippableFact]
    public async Task A_writer_only_adds_to_what_grows()
    {
        await using var ledger = await FilledAsync();
        await using var login = await OpenAsync(await ledger.LoginAsync("local", LedgerRole.Writer));
        foreach (var table in LedgerTables.Growing.Concat(["subject", "subject_key", "subject_name", "seen", "authority_key", "authority"]))
        {
            var first = table is "authority" ? "number" : "authority";
            await RefusedAsync(login, $"UPDATE {table} SET {first} = {first}", mayDoNothing: false);
            await RefusedAsync(login, $"DELETE FROM {table}", mayDoNothing: false);
            await RefusedAsync(login, $"TRUNCATE {table}", mayDoNothing: false);
        }
    }

    [SkippableFact]
    public async Task A_reader_writes_nothing_and_is_told_so()
    {
        await using var ledger = await FilledAsync();
        var address = await ledger.LoginAsync("local", LedgerRole.Reader);
        var store = LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None);
        await using (var session = await store.ReadAsync())
            Assert.Equal(1, await session.FirstAsync<long>("SELECT count(*) FROM event WHERE authority = @authority"));
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync());
        Assert.Contains("tiktokban_writer", refused.Message, StringComparison.Ordinal);
        await using var login = await OpenAsync(address);
        foreach (var table in Tables)
        {
            await RefusedAsync(login, $"INSERT INTO {table} SELECT * FROM {table} LIMIT 0", mayDoNothing: false);
            await RefusedAsync(login, $"UPDATE {table} SET authority = authority", mayDoNothing: false);
            await RefusedAsync(login, $"DELETE FROM {table}", mayDoNothing: false);
        }
    }

    [SkippableFact]
    public async Task An_eraser_destroys_keys_and_nothing_else()
    {
        await using var ledger = await FilledAsync();
        await using var login = await OpenAsync(await ledger.LoginAsync("local", LedgerRole.Eraser));
        foreach (var table in LedgerTables.Growing)
            await RefusedAsync(login, $"DELETE FROM {table}", mayDoNothing: false);
        foreach (var table in new[] { "segment", "scan_head", "scan_run", "tally", "seen", "lease", "scan_task" })
            await RefusedAsync(login, $"INSERT INTO {table} SELECT * FROM {table} LIMIT 0", mayDoNothing: false);
        await RefusedAsync(login, "UPDATE subject SET made_at = 'x'", mayDoNothing: false);
        foreach (var table in new[] { "subject_key", "subject_name", "seen" })
            Assert.NotEqual(0, await login.ExecuteAsync($"DELETE FROM {table}"));
        Assert.NotEqual(0, await login.ExecuteAsync("UPDATE subject SET erased_at = made_at"));
    }

    [SkippableFact]
    public async Task Rights_for_one_authority_are_none_for_another()
    {
        await using var ledger = await FilledAsync();
        var address = await ledger.LoginAsync("local", LedgerRole.Reader);
        var name = new Uri(address).UserInfo.Split(':')[0];
        await using (var administrator = await ledger.OpenToTamperAsync())
            await administrator.ExecuteAsync($"INSERT INTO tiktokban.member VALUES (@name, 2, 'writer'), (@name, 2, 'eraser'); GRANT tiktokban_writer, tiktokban_eraser TO {name}", new { name });
        await using var login = await OpenAsync(address);
        Assert.Equal(0, await login.ExecuteAsync("DELETE FROM subject_key WHERE authority = 1"));
        Assert.Equal(0, await login.ExecuteAsync("UPDATE chain_head SET events = events WHERE authority = 1"));
        await RefusedAsync(login, "INSERT INTO segment (authority, event, ordinal, items, data) VALUES (1, 1, 77, 1, '\\x00')", mayDoNothing: false);
        Assert.Equal(1, await login.ExecuteAsync("INSERT INTO segment (authority, event, ordinal, items, data) VALUES (2, 1, 77, 1, '\\x00')"));
        Assert.NotEqual(0, await login.ExecuteAsync("DELETE FROM subject_key WHERE authority = 2"));
    }

    [SkippableTheory]
    [InlineData("UPDATE tiktokban.event SET body = body")]
    [InlineData("DELETE FROM tiktokban.part")]
    [InlineData("TRUNCATE tiktokban.segment")]
    [InlineData("UPDATE tiktokban.authority SET name = 'x'")]
    [InlineData("DELETE FROM tiktokban.chain_head")]
    [InlineData("UPDATE tiktokban.chain_head SET events = 0")]
    public async Task Not_even_an_administrator_changes_what_grows_in_passing(string statement)
    {
        await using var ledger = await FilledAsync();
        await using var administrator = await ledger.OpenToTamperAsync();
        await administrator.ExecuteAsync("SET session_replication_role = origin");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => administrator.ExecuteAsync(statement));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [SkippableFact]
    public async Task Row_security_is_asked_once_for_a_statement_and_leaves_the_index_in_use()
    {
        await using var ledger = await FilledAsync();
        await using var login = await OpenAsync(await ledger.LoginAsync("local", LedgerRole.Reader), "SET enable_seqscan = off");
        var plan = string.Join('\n', await login.QueryAsync<string>("EXPLAIN SELECT body FROM event WHERE authority = 1 AND number > 5 ORDER BY number LIMIT 1"));
        Assert.True(plan.Contains("Filter: (hashed SubPlan 1)", StringComparison.Ordinal) && !plan.Contains("SubPlan 2", StringComparison.Ordinal), plan);
        Assert.True(plan.Contains("(authority = 1) AND (number > 5))", StringComparison.Ordinal) && !plan.Contains("Sort", StringComparison.Ordinal), plan);
    }

    // Two authorities, each with a row in every table.
    private static async Task<TestLedger> FilledAsync()
    {
        var ledger = await TestLedger.CreateAsync("postgres");
        await using var administrator = await ledger.OpenToTamperAsync();
        foreach (var store in new[] { await ledger.OfAsync("local"), await ledger.OfAsync("other") })
        {
            await using var session = await store.WriteAsync();
            using var writer = new EventWriter(session, TimeProvider.System);
            var key = await new SubjectKeys(session, TimeProvider.System).EnsureAsync(SubjectIdentity.Person("an@agency.example"));
            await writer.AddPartAsync(key, "An"u8.ToArray());
            await writer.AppendAsync(EventKinds.Scan, "s-1", "{}");
            var number = session.Authority;
            await session.CommitAsync();
            foreach (var table in Tables)
            {
                var columns = (await administrator.QueryAsync<(string Name, string Type)>(
                    "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'tiktokban' AND table_name = @table AND column_name <> 'authority'", new { table })).ToList();
                var values = columns.Select(column => column.Type switch { "bigint" => $"{number + 5}", "bytea" => $"'\\x0{number}'", _ => $"'x{number}'" });
                if (await administrator.ExecuteScalarAsync<long>($"SELECT count(*) FROM tiktokban.{table} WHERE authority = @number", new { number }) == 0)
                    await administrator.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO tiktokban.{table} (authority, {string.Join(", ", columns.Select(column => column.Name))}) VALUES ({number}, {string.Join(", ", values)})"));
            }
        }

        return ledger;
    }

    private static async Task<string> FingerprintAsync(TestLedger ledger)
    {
        await using var administrator = await ledger.OpenToTamperAsync();
        var rows = new List<string?>();
        foreach (var table in Tables.Append("member"))
            rows.Add(await administrator.ExecuteScalarAsync<string>($"SELECT string_agg(one::text, E'\\n' ORDER BY one::text) FROM tiktokban.{table} one WHERE authority = 2"));
        return string.Join('\n', rows);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string address, string trick = "")
    {
        var connection = new NpgsqlConnection(PostgresAddress.Parse(address).ConnectionString);
        await connection.OpenAsync();
        if (trick.Length > 0)
            await connection.ExecuteAsync(trick);
        return connection;
    }

    private static async Task RefusedAsync(NpgsqlConnection login, string statement, bool mayDoNothing)
    {
        try
        {
            var rows = await login.ExecuteAsync(statement);
            Assert.True(mayDoNothing && rows == 0, $"{statement}: {rows} rows");
        }
        catch (PostgresException refused)
        {
            Assert.True(refused.SqlState == NoRight, $"{statement}: {refused.MessageText}");
        }
    }
}
