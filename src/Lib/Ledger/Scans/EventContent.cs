using System.Security.Cryptography;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Checks one event against its own hash and against the parts and segments that came with it: what can be checked where content was erased.</summary>
internal static class EventContent
{
    public static async Task<bool> IsAsStoredAsync(LedgerSession session, LedgerEvent stored, CancellationToken cancellationToken)
    {
        using var content = new ContentHash();
        await foreach (var part in session.StreamAsync<SealedPart>(
            $"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number >= @first AND number < @end ORDER BY number",
            new { first = stored.FirstPart, end = stored.FirstPart + stored.Parts }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            content.AddPart(part.Subject, part.Period, part.Digest, part.Data);
        }

        await foreach (var segment in session.StreamAsync<SegmentRow>(
            "SELECT items AS Items, data AS Data FROM segment WHERE authority = @authority AND event = @number ORDER BY ordinal",
            new { number = stored.Number }).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            content.AddSegment(segment.Items, segment.Data);
        }

        var previous = stored.Number == 1
            ? new byte[SHA256.HashSizeInBytes]
            : await session.FirstAsync<byte[]>("SELECT hash FROM event WHERE authority = @authority AND number = @previous", new { previous = stored.Number - 1 }, cancellationToken).ConfigureAwait(false);
        return previous is not null
            && content.End().AsSpan().SequenceEqual(stored.Content)
            && stored.Chained(session.Head.Chain, previous).AsSpan().SequenceEqual(stored.Hash);
    }

    private sealed class SegmentRow
    {
        public long Items { get; init; }

        public byte[] Data { get; init; } = [];
    }
}
