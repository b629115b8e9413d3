using System.Data.Common;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Verifies the whole chain of an authority, and all that hangs on it, in one pass and in the memory of a page.</summary>
internal static class ChainVerification
{
    private const int EventsAtOnce = 256;

    /// <summary>Verifies a ledger as it is at one moment; others may write meanwhile.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each page of events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be read.</exception>
    public static async Task<ChainCheck> RunAsync(ILedgerStore store, ChainCheckOptions options, IProgress<ChainProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var session = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await RunAsync(session, options, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw store.Explain(failure);
        }
    }

    /// <summary>Verifies within a session.</summary>
    public static async Task<ChainCheck> RunAsync(LedgerSession session, ChainCheckOptions options, IProgress<ChainProgress>? progress, CancellationToken cancellationToken)
    {
        var findings = new ChainFindings();
        var keys = await KeyRing.OpenAsync(session, findings, options.Deep, cancellationToken).ConfigureAwait(false);
        var erased = await ErasedKeys.LoadAsync(session, cancellationToken).ConfigureAwait(false);
        var uses = new KeyUses(keys, erased, findings);
        var seen = new SeenWalk(session, keys, erased, findings);
        using var content = new ContentWalk(session, keys, uses, seen, findings);
        var (events, checkpoints) = (new EventWalk(session.Head, findings), new CheckpointWalk(session.Head, options, findings));
        var (scans, documents) = (new ScanTables(session, findings), new DocumentTables(session, erased, findings));
        var (count, last) = (0L, long.MinValue);
        while (true)
        {
            var page = (await session.QueryAsync<LedgerEvent>(
                $"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority AND number > @last ORDER BY number LIMIT @EventsAtOnce", new { last, EventsAtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var one in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = one.Number;
                count++;
                var intact = events.Next(one);
                await content.CheckAsync(one, intact, cancellationToken).ConfigureAwait(false);
                checkpoints.Next(one, intact);
                if (!intact)
                    continue;
                await scans.CheckAsync(one, cancellationToken).ConfigureAwait(false);
                await documents.CheckAsync(one, cancellationToken).ConfigureAwait(false);
            }

            progress?.Report(new ChainProgress(count, session.Head.Events));
            if (page.Count < EventsAtOnce)
                break;
        }

        events.End();
        await content.EndAsync(cancellationToken).ConfigureAwait(false);
        await uses.EndAsync(session, cancellationToken).ConfigureAwait(false);
        checkpoints.End(keys);
        var subjects = new SubjectWalk(session, keys, erased, findings);
        await subjects.CheckAsync(cancellationToken).ConfigureAwait(false);
        await scans.EndAsync(cancellationToken).ConfigureAwait(false);
        await documents.EndAsync(cancellationToken).ConfigureAwait(false);
        await seen.EndAsync(cancellationToken).ConfigureAwait(false);
        var (causes, more) = findings.Causes();
        return new ChainCheck
        {
            Chain = session.Head.Chain,
            Events = count,
            Head = Convert.ToHexString(session.Head.Hash).ToLowerInvariant(),
            Root = Convert.ToHexString(checkpoints.Tree.Root).ToLowerInvariant(),
            Parts = content.Parts,
            Opened = content.Opened,
            Erased = uses.Erased,
            Segments = content.Segments,
            Subjects = subjects.Subjects,
            Checkpoints = checkpoints.Count,
            Signed = checkpoints.Signed,
            SignedTo = checkpoints.SignedTo,
            KeysDestroyed = erased.Count,
            Findings = causes,
            More = more,
            Notes = findings.Notes,
        };
    }
}
