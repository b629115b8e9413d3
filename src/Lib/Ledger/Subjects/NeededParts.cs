using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// What is older than it may be kept and needed still: waivers in force, and plans that a run has the tenant of. A key opens all
/// parts of its subject and month, so these parts alone are sealed anew under a key of the present month.
/// </summary>
internal sealed class NeededParts(LedgerSession session, TimeProvider time, DateOnly today)
{
    /// <summary>Numbers of those parts, as they stand now.</summary>
    public async Task<List<long>> FindAsync(long before, CancellationToken cancellationToken = default)
    {
        var holds = new LegalHolds(session, today);
        var needed = new List<PartEvent>();
        foreach (var waiver in await AboutAsync(EventKinds.Waiver, cancellationToken).ConfigureAwait(false))
        {
            if (await holds.WaiverUntilAsync(waiver, cancellationToken).ConfigureAwait(false) is not null)
                needed.AddRange(await EventsAsync(waiver, [EventKinds.Waiver], cancellationToken).ConfigureAwait(false));
        }

        foreach (var plan in await AboutAsync(EventKinds.Plan, cancellationToken).ConfigureAwait(false))
        {
            if (await holds.RunUntilAsync(plan, cancellationToken).ConfigureAwait(false) is not null)
                needed.AddRange(await EventsAsync(plan, [EventKinds.Plan, EventKinds.Approval, EventKinds.Run, EventKinds.Action], cancellationToken).ConfigureAwait(false));
        }

        var parts = needed.SelectMany(one => Enumerable.Range(0, (int)one.Parts).Select(index => one.FirstPart + index)).ToList();
        var current = await SealedParts.CurrentAsync(session, parts, cancellationToken).ConfigureAwait(false);
        return [.. (await session.QueryInAsync<long, long>(
            """
            SELECT part.number FROM part JOIN subject_key ON subject_key.authority = part.authority AND subject_key.subject = part.subject AND subject_key.period = part.period
            WHERE part.authority = @authority AND part.period < @before AND part.number {in}
            """,
            [.. current.Values.Distinct()],
            new { before },
            cancellationToken).ConfigureAwait(false)).Order()];
    }

    /// <summary>Seals them anew into the next event.</summary>
    public async Task<List<ErasureCopy>> CarryAsync(EventWriter writer, long before, CancellationToken cancellationToken = default)
    {
        var copies = new List<ErasureCopy>();
        var keys = new SubjectKeys(session, time);
        foreach (var part in await FindAsync(before, cancellationToken).ConfigureAwait(false))
        {
            if ((await SealedParts.ReadAsync(session, keys, [part], cancellationToken).ConfigureAwait(false))[part] is not { } content)
                continue;
            var subject = await session.FirstAsync<long>("SELECT subject FROM part WHERE authority = @authority AND number = @part", new { part }, cancellationToken).ConfigureAwait(false);
            var named = await session.QueryAsync<long>("SELECT subject FROM document_subject WHERE authority = @authority AND part = @part ORDER BY subject", new { part }, cancellationToken).ConfigureAwait(false);
            var key = await keys.EnsureAsync(subject, cancellationToken).ConfigureAwait(false);
            copies.Add(new ErasureCopy(part, await writer.AddPartAsync(key, content, cancellationToken).ConfigureAwait(false), [.. named]));
        }

        return copies;
    }

    private Task<IEnumerable<string>> AboutAsync(string kind, CancellationToken cancellationToken) =>
        session.QueryAsync<string>("SELECT DISTINCT about FROM event WHERE authority = @authority AND kind = @kind AND about IS NOT NULL", new { kind }, cancellationToken);

    private async Task<IEnumerable<PartEvent>> EventsAsync(string about, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) =>
        await session.QueryInAsync<PartEvent, string>(
            "SELECT number AS Number, kind AS Kind, about AS About, first_part AS FirstPart, parts AS Parts FROM event WHERE authority = @authority AND about = @about AND parts > 0 AND kind {in}",
            kinds,
            new { about },
            cancellationToken).ConfigureAwait(false);
}
