using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Tests.Stores;

public sealed class StoreTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task An_event_with_sealed_parts_is_read_as_it_was_written(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine, MasterKey.Of(new byte[32]));
        await using (var session = await ledger.Store.WriteAsync())
        {
            var keys = new SubjectKeys(session, TimeProvider.System);
            using var writer = new EventWriter(session, TimeProvider.System);
            var known = await keys.EnsureAsync([SubjectIdentity.Person("an@agency.example", "716"), SubjectIdentity.Device("d1"), SubjectIdentity.Person("716")]);
            Assert.Equal([1, 2, 1], known.Select(key => key.Subject));
            Assert.Equal(1, await writer.AddPartAsync(known[0], "An"u8.ToArray()));
            Assert.Equal(2, await writer.AddPartAsync(known[1], "a phone"u8.ToArray()));
            await writer.AddSegmentAsync(2, [1, 2, 3]);
            await writer.AppendAsync(EventKinds.Scan, "s-1", "{}");
            await writer.AppendAsync(EventKinds.Report, null, """{"why":"naïve\n"}""");
            await session.CommitAsync();
        }

        await using (var lost = await ledger.Store.WriteAsync())
        {
            using var writer = new EventWriter(lost, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, null, "{}");
        }

        await using (var session = await ledger.Store.ReadAsync())
        {
            Assert.Equal((2L, 2L, 2L), (session.Head.Events, session.Head.Parts, session.Head.Subjects));
            var events = (await session.QueryAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority ORDER BY number")).ToList();
            Assert.Equal(["scan", "report"], events.Select(one => one.Kind));
            Assert.Equal(events[0].Hash, events[0].Chained(session.Head.Chain, new byte[32]));
            Assert.Equal(session.Head.Hash, events[1].Chained(session.Head.Chain, events[0].Hash));
            var keys = new SubjectKeys(session, TimeProvider.System);
            var period = SubjectKey.PeriodOf(TimeProvider.System.GetUtcNow());
            await keys.LoadAsync([(1, period), (2, period), (3, period)]);
            var data = await session.FirstAsync<byte[]>("SELECT data FROM part WHERE authority = @authority AND number = 2");
            Assert.Equal("a phone", Encoding.UTF8.GetString(keys.Find(2, period)!.Open(data, session.Head.Chain, 2)!));
            Assert.Null(keys.Find(1, period)!.Open(data, session.Head.Chain, 2));
            Assert.Null(keys.Find(3, period));
            Assert.Equal([1], await keys.KnownAsync(["person:716", "person:nobody"]));
        }
    }
}
