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

    private static List<byte[]> Files(World world) => [.. new[] { "", "-wal", "-journal" }.Select(companion => world.Ledger.Address + companion).Where(File.Exists).Select(File.ReadAllBytes)];
}
