using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// Reads many parts: those that lie near each other in one go, since a scan's parts mostly came together. Of a part that an
/// erasure replaced, the copy that took its place.
/// </summary>
internal static class PartRanges
{
    private const long LargestGap = 4;
    private const int SmallestRange = 32;

    public static async Task<Dictionary<long, SealedPart>> ReadAsync(LedgerSession session, IEnumerable<long> numbers, CancellationToken cancellationToken)
    {
        var wanted = numbers.ToHashSet();
        if (wanted.Count == 0 || await session.FirstAsync<long>(
            "SELECT count(*) FROM part_replaced WHERE authority = @authority AND part BETWEEN @first AND @last", new { first = wanted.Min(), last = wanted.Max() }, cancellationToken).ConfigureAwait(false) == 0)
        {
            return await ReadAsStoredAsync(session, wanted, cancellationToken).ConfigureAwait(false);
        }

        var current = await SealedParts.CurrentAsync(session, wanted, cancellationToken).ConfigureAwait(false);
        var parts = await ReadAsStoredAsync(session, current.Values, cancellationToken).ConfigureAwait(false);
        return current.Where(place => parts.ContainsKey(place.Value)).ToDictionary(place => place.Key, place => parts[place.Value]);
    }

    private static async Task<Dictionary<long, SealedPart>> ReadAsStoredAsync(LedgerSession session, IEnumerable<long> numbers, CancellationToken cancellationToken)
    {
        var wanted = numbers.Distinct().Order().ToList();
        var found = new Dictionary<long, SealedPart>(wanted.Count);
        var single = new List<long>();
        var start = 0;
        for (var index = 1; index <= wanted.Count; index++)
        {
            if (index < wanted.Count && wanted[index] - wanted[index - 1] <= LargestGap)
                continue;
            if (index - start < SmallestRange)
                single.AddRange(wanted[start..index]);
            else
                Add(await session.QueryAsync<SealedPart>($"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number BETWEEN @first AND @last", new { first = wanted[start], last = wanted[index - 1] }, cancellationToken).ConfigureAwait(false));
            start = index;
        }

        if (single.Count > 0)
            Add(await session.QueryInAsync<SealedPart, long>($"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number {{in}}", single, null, cancellationToken).ConfigureAwait(false));
        return found;

        void Add(IEnumerable<SealedPart> parts)
        {
            foreach (var part in parts)
                found[part.Number] = part;
        }
    }
}
