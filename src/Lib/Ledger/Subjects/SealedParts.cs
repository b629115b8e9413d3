using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Opens sealed parts, many at once; of a document that was redacted by an erasure, the copy that took its place.</summary>
internal static class SealedParts
{
    // A document is replaced once for each erasure of somebody it names.
    private const int MostReplacements = 100_000;

    /// <summary>Opens parts by number.</summary>
    /// <param name="session">The session.</param>
    /// <param name="keys">Keys of that session; those that are missing are read.</param>
    /// <param name="parts">Numbers of the parts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was sealed, by the number that was asked for; null where its key was destroyed.</returns>
    /// <exception cref="UnusableInputException">A part is missing, or is not what was stored.</exception>
    public static async Task<Dictionary<long, byte[]?>> ReadAsync(LedgerSession session, SubjectKeys keys, IEnumerable<long> parts, CancellationToken cancellationToken = default)
    {
        var places = await CurrentAsync(session, parts.Distinct().ToList(), cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryInAsync<SealedPart, long>(
            $"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number {{in}}",
            [.. places.Values.Distinct()],
            null,
            cancellationToken).ConfigureAwait(false);
        await keys.LoadAsync(rows.Select(row => (row.Subject, row.Period)), cancellationToken).ConfigureAwait(false);
        var opened = rows.ToDictionary(row => row.Number, row => Open(session, keys, row));
        return places.ToDictionary(
            place => place.Key,
            place => opened.TryGetValue(place.Value, out var content) ? content : throw Damaged(session, place.Value, "is missing"));
    }

    /// <summary>For each part the one that stands in its place now: itself, unless an erasure replaced it.</summary>
    public static async Task<Dictionary<long, long>> CurrentAsync(LedgerSession session, IReadOnlyCollection<long> parts, CancellationToken cancellationToken = default)
    {
        var current = parts.ToDictionary(part => part);
        var asked = parts;
        for (var step = 0; asked.Count > 0 && step < MostReplacements; step++)
        {
            var next = (await session.QueryInAsync<Replaced, long>(
                "SELECT part AS Part, replacement AS Replacement FROM part_replaced WHERE authority = @authority AND part {in}",
                asked,
                null,
                cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Part, row => row.Replacement);
            if (next.Count == 0)
                break;
            foreach (var part in parts)
            {
                if (next.TryGetValue(current[part], out var replacement))
                    // A copy is always newer; what points back was put there by another program.
                    current[part] = replacement > current[part] ? replacement : throw Damaged(session, current[part], "is replaced by an older one");
            }

            asked = [.. next.Values];
        }

        return current;
    }

    /// <summary>Opens a part whose key was loaded; null where that was destroyed.</summary>
    /// <exception cref="UnusableInputException">It is not what was stored.</exception>
    public static byte[]? Open(LedgerSession session, SubjectKeys keys, SealedPart part) => keys.Find(part.Subject, part.Period) is { } key
        ? key.Open(part.Data, session.Head.Chain, part.Number) ?? throw Damaged(session, part.Number, "is not what was stored")
        : null;

    private static UnusableInputException Damaged(LedgerSession session, long part, string what) => new(
        InputProblem.LedgerDamaged,
        string.Create(CultureInfo.InvariantCulture, $"sealed part {part} of the ledger {what}; restore the ledger from a copy"),
        session.Store.Name);

    private sealed class Replaced
    {
        public long Part { get; init; }

        public long Replacement { get; init; }
    }
}

/// <summary>A row of the table of sealed parts.</summary>
internal sealed class SealedPart
{
    /// <summary>Columns of the table, for a statement.</summary>
    public const string Columns = "number AS Number, subject AS Subject, period AS Period, digest AS Digest, data AS Data";

    /// <summary>Place among the authority's parts, from 1.</summary>
    public long Number { get; init; }

    /// <summary>Number of the subject under whose key it is sealed.</summary>
    public long Subject { get; init; }

    /// <summary>Month of that key.</summary>
    public long Period { get; init; }

    /// <summary>Keyed digest of what was sealed.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>Sealed bytes.</summary>
    public byte[] Data { get; init; } = [];
}
