using System.Data.Common;
using Dapper;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class WipingTests
{
    // Keys go in month after month between those that are there, so that pages are split and rows move.
    private static async Task<World> FilledAsync(string engine)
    {
        var world = await World.CreateAsync(engine);
        for (var month = 0; month < 6; month++)
        {
            await world.ScanAsync($"s-{month}", "{}", [.. Enumerable.Range(0, 120).Select(person => ((string?)$"p{person * 7 % 120}", (string?)null))]);
            world.Time.Now = world.Time.Now.AddMonths(1);
        }

        return world;
    }

    private static async Task<List<byte[]>> KeysAsync(World world, long subject)
    {
        await using var session = await world.Store.ReadAsync();
        return [.. await session.QueryAsync<byte[]>("SELECT key FROM subject_key WHERE authority = @authority AND subject = @subject", new { subject })];
    }

    private static async Task<long> SubjectAsync(World world, string person) => (await new SubjectErasure(world.Store, world.Time).PreviewAsync(World.Erasing(person))).Subjects[0];

    private static int Found(IEnumerable<byte[]> files, List<byte[]> keys) => files.Sum(file => keys.Count(key => file.AsSpan().IndexOf(key.AsSpan(1)) >= 0));

    [Fact]
    public async Task No_byte_of_a_destroyed_key_is_left_in_the_files_of_sqlite()
    {
        await using var world = await FilledAsync("sqlite");
        var (erased, kept) = (await KeysAsync(world, await SubjectAsync(world, "p5")), await KeysAsync(world, await SubjectAsync(world, "p6")));
        Assert.Equal((6, 6), (erased.Count, Found(Files(world), erased)));

        var outcome = await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("p5"));

        Assert.Null(outcome.Remaining);
        Assert.Equal(0, Found(Files(world), erased));
        Assert.True(Found(Files(world), kept) >= 6);
        Assert.Equal(kept, await KeysAsync(world, await SubjectAsync(world, "p6")));
    }

    [Fact]
    public async Task What_a_reader_keeps_from_being_wiped_is_said_and_wiped_once_it_has_gone()
    {
        await using var world = await FilledAsync("sqlite");
        var erased = await KeysAsync(world, await SubjectAsync(world, "p5"));
        ErasureOutcome outcome;
        await using (var reader = await world.Store.ReadAsync())
        {
            outcome = await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("p5"));
            Assert.NotNull(outcome.Remaining);
        }

        Assert.Null(await world.Store.WipeAsync());
        Assert.Equal(0, Found(Files(world), erased));
    }

    [SkippableFact]
    public async Task No_byte_of_a_destroyed_key_is_left_in_the_table_of_postgresql_once_its_owner_has_vacuumed_it()
    {
        await using var world = await FilledAsync("postgres");
        var erased = await KeysAsync(world, await SubjectAsync(world, "p5"));
        var outcome = await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("p5"));
        Assert.Contains("VACUUM FULL", outcome.Remaining, StringComparison.Ordinal);
        await using var administrator = await world.Ledger.OpenToTamperAsync();
        Assert.Equal(erased.Count, Found([await TableAsync()], erased));

        var owner = LedgerStores.Open(LedgerLocation.Parse(world.Ledger.AddressOfOwner()), world.Time, MasterKey.None);
        Assert.Null(await owner.WipeAsync());

        Assert.Equal(0, Found([await TableAsync()], erased));

        async Task<byte[]> TableAsync()
        {
            await administrator.ExecuteAsync("CHECKPOINT;");
            return (await administrator.ExecuteScalarAsync<byte[]>("SELECT pg_read_binary_file(pg_relation_filepath('tiktokban.subject_key'))"))!;
        }
    }

    [SkippableFact]
    public async Task An_erasure_whose_bytes_cannot_be_wiped_for_another_transaction_is_done_and_says_what_remains()
    {
        await using var world = await FilledAsync("postgres");
        var subject = await SubjectAsync(world, "p5");
        foreach (var role in Enum.GetValues<LedgerRole>())
            await world.Ledger.Administration.GrantAsync(new Uri(world.Ledger.AddressOfOwner()).UserInfo.Split(':')[0], "local", role);
        var owner = LedgerStores.Open(LedgerLocation.Parse(world.Ledger.AddressOfOwner()), world.Time, MasterKey.None);
        ErasureOutcome outcome;
        await using (var other = await world.Ledger.OpenToTamperAsync())
        {
            await other.ExecuteAsync("BEGIN; LOCK TABLE tiktokban.subject_key IN ACCESS SHARE MODE");
            outcome = await new SubjectErasure(owner, world.Time).EraseAsync(World.Erasing("p5"));
        }

        Assert.True(outcome.Event > 0);
        Assert.StartsWith("it is done, but", outcome.Remaining, StringComparison.Ordinal);
        Assert.Contains("another transaction holds the table of keys", outcome.Remaining, StringComparison.Ordinal);
        Assert.Contains("VACUUM FULL tiktokban.subject_key", outcome.Remaining, StringComparison.Ordinal);
        Assert.DoesNotContain("try again", outcome.Remaining, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing of this", outcome.Remaining, StringComparison.Ordinal);
        Assert.Empty(await KeysAsync(world, subject));
        Assert.Null(await owner.WipeAsync());
    }

    [SkippableFact]
    public async Task What_a_login_is_told_that_does_not_own_the_tables_promises_no_more_than_vacuum_does()
    {
        await using var world = await FilledAsync("postgres");
        var outcome = await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("p5"));
        Assert.Contains("while no older transaction is open", outcome.Remaining, StringComparison.Ordinal);
        Assert.Contains("write-ahead log", outcome.Remaining, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_of_a_file_that_another_program_keeps_writing_to_is_done_and_says_what_remains()
    {
        await using var world = await FilledAsync("sqlite");
        var store = new FailingWipe(world.Store);
        var outcome = await new SubjectErasure(store, world.Time).EraseAsync(World.Erasing("p5"));
        Assert.True(outcome.Event > 0);
        Assert.StartsWith("it is done, but", outcome.Remaining, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing of this was kept", outcome.Remaining, StringComparison.Ordinal);
    }

    private static List<byte[]> Files(World world) => [.. new[] { "", "-wal", "-journal" }.Select(companion => world.Ledger.Address + companion).Where(File.Exists).Select(File.ReadAllBytes)];

    // Another program that holds the file for longer than anybody waits.
    private sealed class FailingWipe(ILedgerStore store) : ILedgerStore
    {
        public string Name => store.Name;

        public MasterKey Master => store.Master;

        public Task<bool> ExistsAsync(CancellationToken cancellationToken = default) => store.ExistsAsync(cancellationToken);

        public Task<LedgerSession> ReadAsync(CancellationToken cancellationToken = default) => store.ReadAsync(cancellationToken);

        public Task<LedgerSession> WriteAsync(CancellationToken cancellationToken = default) => store.WriteAsync(cancellationToken);

        public Task<LedgerSession> BesideAsync(CancellationToken cancellationToken = default) => store.BesideAsync(cancellationToken);

        public Task<LedgerSession> BesideAllAsync(CancellationToken cancellationToken = default) => store.BesideAllAsync(cancellationToken);

        public Task<string?> WipeAsync(CancellationToken cancellationToken = default) => throw Explain(new Microsoft.Data.Sqlite.SqliteException("database is locked", 5));

        public UnusableInputException Explain(DbException failure) => store.Explain(failure);
    }
}
