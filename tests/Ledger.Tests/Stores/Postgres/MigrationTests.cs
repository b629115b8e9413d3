using Dapper;
using Npgsql;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Ledger.Tests.Stores.Postgres;

public sealed class MigrationTests
{
    [SkippableFact]
    public async Task Of_many_that_migrate_at_once_one_does_it()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.Administration.MigrateAsync()));
        Assert.Equal(PostgresStep.All.Count, applied.Sum());
        Assert.Equal(0, await database.Administration.MigrateAsync());
        Assert.Empty(await database.Administration.ListAsync());
    }

    [SkippableFact]
    public async Task An_owner_without_other_rights_needs_no_migration_beforehand()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var stores = Enumerable.Range(0, 4).Select(_ => LedgerStores.Open(LedgerLocation.Parse(database.Owner), TimeProvider.System, MasterKey.None)).ToList();
        Assert.False(await stores[0].ExistsAsync());
        Assert.Equal(InputProblem.LedgerNotFound, (await Assert.ThrowsAsync<UnusableInputException>(() => stores[0].ReadAsync())).Problem);
        await Task.WhenAll(stores.Select(async store =>
        {
            await using var session = await store.WriteAsync();
            Assert.Equal(("default", 1L), (session.Head.Name, session.Authority));
            await session.CommitAsync();
        }));
        Assert.True(await stores[0].ExistsAsync());
        Assert.Equal(["default"], (await database.Administration.ListAsync()).Select(one => one.Name));
    }

    [SkippableFact]
    public async Task An_owner_adds_authorities_that_it_may_not_use_itself()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var administration = new PostgresAdministration(LedgerLocation.Parse(database.Owner), TimeProvider.System);
        await administration.MigrateAsync();
        Assert.True(await administration.AddAuthorityAsync("one"));
        Assert.True(await administration.AddAuthorityAsync("two"));
        Assert.False(await administration.AddAuthorityAsync("two"));
        var listed = await administration.ListAsync();
        Assert.Equal(["one", "two"], listed.Select(authority => authority.Name));
        Assert.All(listed, authority => Assert.Empty(authority.Members));
        Assert.NotEqual(listed[0].Chain, listed[1].Chain);
        var unknown = await Assert.ThrowsAsync<UnusableInputException>(() => administration.GrantAsync("nobody-at-all", "one", LedgerRole.Writer));
        Assert.Contains("no login \"nobody-at-all\"", unknown.Message, StringComparison.Ordinal);
        var store = LedgerStores.Open(LedgerLocation.Parse(database.Owner + "?authority=one"), TimeProvider.System, MasterKey.None);
        Assert.Contains("ask its owner", (await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync())).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_right_that_was_taken_away_is_gone()
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        var address = await ledger.LoginAsync("local", LedgerRole.Writer);
        var store = LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None);
        await using (await store.WriteAsync())
        {
        }

        Assert.True(await ledger.Administration.RevokeAsync(new Uri(address).UserInfo.Split(':')[0], "local", LedgerRole.Writer));
        Assert.Contains("ask its owner", (await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync())).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_login_that_owns_nothing_never_migrates()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var cluster = await TestCluster.GetAsync();
        var location = LedgerLocation.Parse(cluster.AddressOf(database.Name, cluster.Worker, TestCluster.WorkerPassword));
        var store = LedgerStores.Open(location, TimeProvider.System, MasterKey.None);
        Assert.Contains("run \"tiktokban ledger migrate\" as its owner", (await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync())).Message, StringComparison.Ordinal);
        await database.Administration.MigrateAsync();
        var administration = new PostgresAdministration(location, TimeProvider.System);
        Assert.Contains("does not own", (await Assert.ThrowsAsync<UnusableInputException>(() => administration.MigrateAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("does not own", (await Assert.ThrowsAsync<UnusableInputException>(() => administration.AddAuthorityAsync("x"))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_database_with_other_tables_is_not_filled_in_passing()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        await using (var connection = await database.OpenAsync())
            await connection.ExecuteAsync("CREATE TABLE public.something (number bigint)");
        var store = LedgerStores.Open(LedgerLocation.Parse(database.Owner), TimeProvider.System, MasterKey.None);
        Assert.Contains("tiktokban ledger migrate", (await Assert.ThrowsAsync<UnusableInputException>(() => store.WriteAsync())).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("INSERT INTO tiktokban.schema_step SELECT max(number) + 1, 'ab', 'now', 'TikTokBan 99.0' FROM tiktokban.schema_step", "made by a newer version (TikTokBan 99.0)")]
    [InlineData("UPDATE tiktokban.schema_step SET sha256 = 'ab' WHERE number = 1", "step 1 of this ledger's tables is not the one")]
    [InlineData("DELETE FROM tiktokban.schema_step", "run \"tiktokban ledger migrate\"")]
    public async Task Tables_that_are_not_this_programs_are_refused(string change, string expected)
    {
        await using var ledger = await TestLedger.CreateAsync("postgres");
        await using (var administrator = await ledger.OpenToTamperAsync())
            await administrator.ExecuteAsync(change);
        foreach (var begin in new Func<ILedgerStore, Task<LedgerSession>>[] { store => store.ReadAsync(), store => store.WriteAsync() })
            Assert.Contains(expected, (await Assert.ThrowsAsync<UnusableInputException>(() => begin(ledger.Another()))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Of_steps_of_which_one_fails_none_is_applied_and_later_ones_follow_on_the_first()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        await using var connection = await database.OpenAsync();
        var address = PostgresAddress.Parse(database.Owner);
        var failing = new PostgresMigrator(connection, address, TimeProvider.System) { Steps = [.. PostgresStep.All, new PostgresStep(PostgresStep.All.Count + 1, "SELECT 1 / 0")] };
        await Assert.ThrowsAsync<PostgresException>(() => failing.MigrateAsync(CancellationToken.None));
        Assert.True((await failing.StateAsync(CancellationToken.None)).IsEmpty);

        Assert.Equal(PostgresStep.All.Count, await new PostgresMigrator(connection, address, TimeProvider.System).MigrateAsync(CancellationToken.None));
        var next = new PostgresMigrator(connection, address, TimeProvider.System) { Steps = [.. PostgresStep.All, new PostgresStep(PostgresStep.All.Count + 1, "CREATE TABLE tiktokban.later (number bigint)")] };
        var behind = await Assert.ThrowsAsync<UnusableInputException>(async () => await next.CheckAsync(await next.StateAsync(CancellationToken.None), CancellationToken.None));
        Assert.Contains("run \"tiktokban ledger migrate\" as their owner", behind.Message, StringComparison.Ordinal);
        Assert.Equal(1, await next.MigrateAsync(CancellationToken.None));
        Assert.Equal(0, await next.MigrateAsync(CancellationToken.None));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM tiktokban.later"));
    }
}
