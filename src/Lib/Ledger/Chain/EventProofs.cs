using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>Makes proofs of single events.</summary>
internal static class EventProofs
{
    /// <summary>Proves an event by the newest signed checkpoint over it, or where there is none by the newest.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="number">The event's number.</param>
    /// <param name="reveal">Whether its parts are revealed, each with the key of that part alone: personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such event, or no checkpoint over it yet.</exception>
    public static async Task<EventProof> MakeAsync(ILedgerStore store, long number, bool reveal = false, CancellationToken cancellationToken = default)
    {
        try
        {
            var session = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await MakeAsync(session, number, reveal, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw store.Explain(failure);
        }
    }

    private static async Task<EventProof> MakeAsync(LedgerSession session, long number, bool reveal, CancellationToken cancellationToken)
    {
        var name = session.Store.Name;
        var one = await session.FirstAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority AND number = @number", new { number }, cancellationToken).ConfigureAwait(false)
            ?? throw new UnusableInputException(InputProblem.ArgumentUnusable, string.Create(CultureInfo.InvariantCulture, $"the ledger has no event {number}; its events are numbered from 1 to {session.Head.Events}"), name);
        var checkpoint = await OverAsync(session, number, cancellationToken).ConfigureAwait(false)
            ?? throw new UnusableInputException(InputProblem.ArgumentUnusable, string.Create(CultureInfo.InvariantCulture, $"there is no checkpoint over event {number} yet; make one first"), name);
        var previous = number == 1 ? new byte[32] : await session.FirstAsync<byte[]>("SELECT hash FROM event WHERE authority = @authority AND number = @before", new { before = number - 1 }, cancellationToken).ConfigureAwait(false) ?? [];
        var path = await RootsAsync(session, checkpoint.Size, MerkleProof.Inclusion(number - 1, checkpoint.Size), cancellationToken).ConfigureAwait(false);
        var proof = new EventProof
        {
            Event = new ProvedEvent
            {
                Number = one.Number,
                Kind = one.Kind,
                About = one.About,
                At = one.At,
                Body = one.Body,
                FirstPart = one.FirstPart,
                Parts = one.Parts,
                Segments = one.Segments,
                Content = Hex(one.Content),
                Previous = Hex(previous),
            },
            Path = [.. path.Select(Hex)],
            Checkpoint = checkpoint,
            Content = reveal ? await ContentAsync(session, one, cancellationToken).ConfigureAwait(false) : null,
        };
        // A proof of a ledger that was changed would only be refused later, by others.
        return EventProofVerification.Check(proof, trust: null) is { Holds: false } wrong
            ? throw new UnusableInputException(InputProblem.LedgerDamaged, $"the event can't be proved, as the ledger is not what it was ({wrong.Problems[0].TrimEnd('.')}); verify the ledger", name)
            : proof;
    }

    /// <summary>Roots of ranges of events, in the order asked; all in one pass.</summary>
    internal static async Task<IReadOnlyList<byte[]>> RootsAsync(LedgerSession session, long size, IReadOnlyList<MerkleProof.Range> ranges, CancellationToken cancellationToken)
    {
        var trees = ranges.ToDictionary(range => range, _ => new MerkleTree());
        var ordered = new Queue<MerkleProof.Range>(ranges.OrderBy(range => range.Start));
        var place = 0L;
        await foreach (var hash in Checkpoints.HashesAsync(session, 0, size, cancellationToken).ConfigureAwait(false))
        {
            while (ordered.TryPeek(out var done) && place >= done.Start + done.Count)
                ordered.Dequeue();
            if (ordered.TryPeek(out var open) && place >= open.Start)
                trees[open].Add(hash);
            place++;
        }

        return [.. ranges.Select(range => trees[range].Root)];
    }

    private static async Task<Checkpoint?> OverAsync(LedgerSession session, long number, CancellationToken cancellationToken)
    {
        Checkpoint? newest = null;
        await foreach (var body in session.StreamAsync<string>(
            "SELECT body FROM event WHERE authority = @authority AND kind = @kind AND number > @number ORDER BY number DESC", new { kind = EventKinds.Checkpoint, number }).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Checkpoints.Read(body)?.Checkpoint is not { } one || one.Size < number)
                continue;
            newest ??= one;
            if (one.Signature is not null)
                return one;
        }

        return newest;
    }

    private static async Task<ProvedContent> ContentAsync(LedgerSession session, LedgerEvent one, CancellationToken cancellationToken)
    {
        var keys = new SubjectKeys(session, TimeProvider.System);
        var parts = new List<ProvedPart>();
        var rows = (await session.QueryAsync<PartRow>(
            $"SELECT {PartRow.Columns} FROM part WHERE authority = @authority AND number >= @first AND number < @end ORDER BY number", new { first = one.FirstPart, end = one.FirstPart + one.Parts }, cancellationToken).ConfigureAwait(false)).ToList();
        await keys.LoadAsync(rows.Select(row => (row.Subject, row.Period)), cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            // After an erasure there may be another key of the same subject and month, which does not open it.
            var key = keys.Find(row.Subject, row.Period) is { } found && found.Open(row.Data, session.Head.Chain, row.Number) is not null ? found : null;
            parts.Add(new ProvedPart(row.Subject, row.Period, Hex(row.Digest), Hex(SHA256.HashData(row.Data)), key is null ? null : row.Data, key?.PartSecret(session.Head.Chain, row.Number)));
        }

        var segments = await session.QueryAsync<SegmentRow>($"SELECT {SegmentRow.Columns} FROM segment WHERE authority = @authority AND event = @number ORDER BY ordinal", new { number = one.Number }, cancellationToken).ConfigureAwait(false);
        return new ProvedContent(parts, [.. segments.Select(row => new ProvedSegment(row.Items, Hex(SHA256.HashData(row.Data))))]);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
