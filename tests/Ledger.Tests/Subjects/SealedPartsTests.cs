using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class SealedPartsTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Parts_are_opened_by_number_through_replacements_and_are_null_once_their_key_is_gone(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await using var session = await ledger.Store.WriteAsync();
        var keys = new SubjectKeys(session, TimeProvider.System);
        using var writer = new EventWriter(session, TimeProvider.System);
        var known = await keys.EnsureAsync([SubjectIdentity.Document("p1"), SubjectIdentity.Document("p2"), SubjectIdentity.Document("p3"), SubjectIdentity.Device("d1")]);
        foreach (var (key, index) in known.Select((key, index) => (key, index)))
            await writer.AddPartAsync(key, Encoding.UTF8.GetBytes("part " + index));
        await writer.AppendAsync(EventKinds.Plan, "p1", "{}");
        Assert.Equal([4, 9], await DocumentSubjects.AddAsync(session, 1, [9, 4, 0, 9]));
        Assert.Equal([4, 9], await session.QueryAsync<long>("SELECT subject FROM document_subject WHERE authority = @authority AND part = 1 ORDER BY subject"));
        await session.CopyAsync("part_replaced", ["part", "replacement"], [[1L, 2L], [2L, 3L]]);
        await session.ExecuteAsync("DELETE FROM subject_key WHERE authority = @authority AND subject = 4");

        var read = await SealedParts.ReadAsync(session, new SubjectKeys(session, TimeProvider.System), [1, 3, 4]);

        Assert.Equal(["part 2", "part 2", null], new long[] { 1, 3, 4 }.Select(part => read[part] is { } content ? Encoding.UTF8.GetString(content) : null));
        var missing = await Assert.ThrowsAsync<UnusableInputException>(() => SealedParts.ReadAsync(session, keys, [5]));
        Assert.Equal(InputProblem.LedgerDamaged, missing.Problem);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_part_that_replaces_itself_in_a_circle_is_refused(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await using var session = await ledger.Store.WriteAsync();
        var keys = new SubjectKeys(session, TimeProvider.System);
        await session.CopyAsync("part_replaced", ["part", "replacement"], [[1L, 2L], [2L, 1L]]);

        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => SealedParts.ReadAsync(session, keys, [1]));

        Assert.Equal(InputProblem.LedgerDamaged, refused.Problem);
    }
}
