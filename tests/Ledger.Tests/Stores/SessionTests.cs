using System.Data.Common;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Tests.Stores;

public sealed class SessionTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Writers_at_once_keep_one_chain(string engine)
    {
        const int writers = 6, events = 8;
        await using var ledger = await TestLedger.CreateAsync(engine);
        await using (var first = await ledger.Store.WriteAsync())
            await first.CommitAsync();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var store = ledger.Another();
            for (var index = 0; index < events; index++)
                await AppendAsync(store, $"{writer}");
        })));
        await using var session = await ledger.Store.ReadAsync();
        var chain = (await session.QueryAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority ORDER BY number")).ToList();
        Assert.Equal(Enumerable.Range(1, writers * events).Select(number => (long)number), chain.Select(one => one.Number));
        Assert.All(Enumerable.Range(0, writers), writer => Assert.Equal(events, chain.Count(one => one.About == $"{writer}")));
        var hash = new byte[32];
        foreach (var one in chain)
            Assert.Equal(hash = one.Chained(session.Head.Chain, hash), one.Hash);
        Assert.Equal(hash, session.Head.Hash);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_session_that_fails_or_is_cancelled_leaves_nothing(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AppendAsync(ledger.Store, "kept");
        await using (var session = await ledger.Store.WriteAsync())
        {
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, "failed", "{}");
            await Assert.ThrowsAnyAsync<DbException>(() => session.ExecuteAsync("INSERT INTO nothing_like_that VALUES (1)"));
        }

        await using (var session = await ledger.Store.WriteAsync())
        {
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, "cancelled", "{}");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                session.CopyAsync("segment", ["event", "ordinal", "items", "data"], [[9L, 0L, 1L, new byte[] { 1 }]], new CancellationToken(canceled: true)));
        }

        await AppendAsync(ledger.Store, "kept");
        await using var reader = await ledger.Store.ReadAsync();
        Assert.Equal(["kept", "kept"], await reader.QueryAsync<string>("SELECT about FROM event WHERE authority = @authority ORDER BY number"));
        Assert.Equal(0, await reader.FirstAsync<long>("SELECT count(*) FROM segment WHERE authority = @authority"));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_reader_sees_one_moment_whatever_is_written_meanwhile(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AppendAsync(ledger.Store, "before");
        await using var reader = await ledger.Store.ReadAsync();
        await AppendAsync(ledger.Store, "after");
        Assert.Equal(["before"], await reader.QueryAsync<string>("SELECT about FROM event WHERE authority = @authority"));
        if (engine == "postgres")
            await Assert.ThrowsAnyAsync<DbException>(() => reader.ExecuteAsync("INSERT INTO segment (authority, event, ordinal, items, data) VALUES (@authority, 1, 0, 1, @data)", new { data = new byte[1] }));
    }

    [SkippableTheory]
    [InlineData("sqlite", 3)]
    [InlineData("postgres", 3)]
    [InlineData("sqlite", 5000)]
    [InlineData("postgres", 5000)]
    public async Task Rows_that_are_added_in_bulk_are_those_that_were_given(string engine, int count)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        string[] columns = ["number", "id", "sha256", "previous_sha256", "name", "directive", "directive_hash", "catalogue", "catalogue_size", "as_of", "devices", "exposures", "violations", "rejected"];
        await using (var session = await ledger.Store.WriteAsync())
        {
            await session.CopyAsync("scan_head", columns, Enumerable.Range(1, count).Select(row => new object?[]
            {
                (long)row, $"s-{row}", "ab", null, row % 2 == 0 ? "naïve, \"quoted\" {a}\n" : null, "d", "h", "c", row % 3 == 0 ? row : null, "2026-01-01", 1L, 2, 3L, 0L,
            }));
            await session.CopyAsync("segment", ["event", "ordinal", "items", "data"], Enumerable.Range(0, count).Select(row => new object?[] { 1L, (long)row, 1L, BitConverter.GetBytes(row) }));
            await session.CopyAsync("segment", ["event", "ordinal", "items", "data"], []);
            await session.CommitAsync();
        }

        await using var reader = await ledger.Store.ReadAsync();
        Assert.Equal((long)count, await reader.FirstAsync<long>("SELECT count(*) FROM scan_head WHERE authority = @authority"));
        Assert.Equal((long)(count / 3), await reader.FirstAsync<long>("SELECT count(catalogue_size) FROM scan_head WHERE authority = @authority AND catalogue_size = number"));
        Assert.Equal((long)(count / 2), await reader.FirstAsync<long>("SELECT count(*) FROM scan_head WHERE authority = @authority AND name = @name", new { name = "naïve, \"quoted\" {a}\n" }));
        Assert.Equal(Enumerable.Range(0, count), (await reader.QueryAsync<byte[]>("SELECT data FROM segment WHERE authority = @authority ORDER BY ordinal")).Select(data => BitConverter.ToInt32(data)));
        Assert.Equal(2, (await reader.QueryInAsync<long, byte[]>("SELECT ordinal FROM segment WHERE authority = @authority AND data {in}", [BitConverter.GetBytes(0), BitConverter.GetBytes(2), BitConverter.GetBytes(-1)])).Count);
        Assert.Empty(await reader.QueryInAsync<string, string>("SELECT id FROM scan_head WHERE authority = @authority AND id {in}", []));
    }

    private static async Task AppendAsync(TikTokBan.Ledger.Stores.ILedgerStore store, string about)
    {
        await using var session = await store.WriteAsync();
        using var writer = new EventWriter(session, TimeProvider.System);
        await writer.AppendAsync(EventKinds.Report, about, "{}");
        await session.CommitAsync();
    }
}
