using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Records;

/// <summary>
/// Reads events of some kinds with what was sealed in them, and refuses those that are not what was stored: each is
/// checked against its hash, its predecessor's and its parts, and no event of the ledger may be gone. That finds what was
/// changed by hand; who also recomputed the hashes is found by the verification of the whole chain.
/// </summary>
internal static class StoredEvents
{
    /// <summary>All of some kinds, in the chain's order.</summary>
    /// <param name="session">A session.</param>
    /// <param name="keys">Keys of that session.</param>
    /// <param name="kinds">Some of <see cref="EventKinds"/>.</param>
    /// <param name="about">Id of what they are about; null for whatever.</param>
    /// <param name="after">Number of the last event that is known already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger was altered.</exception>
    public static async Task<List<OpenedEvent>> ReadAsync(LedgerSession session, SubjectKeys keys, IReadOnlyCollection<string> kinds, string? about, long after, CancellationToken cancellationToken)
    {
        await RefuseGapsAsync(session, cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryInAsync<Row, string>(
            $"""
            SELECT {Qualified}, previous.hash AS Previous
            FROM event LEFT JOIN event AS previous ON previous.authority = event.authority AND previous.number = event.number - 1
            WHERE event.authority = @authority AND event.number > @after{(about is null ? "" : " AND event.about = @about")} AND event.kind {"{in}"}
            """,
            kinds,
            about is null ? new { after } : new { after, about },
            cancellationToken).ConfigureAwait(false);
        rows.Sort((one, other) => one.Number.CompareTo(other.Number));
        return await OpenAsync(session, keys, rows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of some kinds, in the chain's order, whatever they are about.</summary>
    public static Task<List<OpenedEvent>> ReadAsync(LedgerSession session, SubjectKeys keys, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) =>
        ReadAsync(session, keys, kinds, null, 0, cancellationToken);

    private static string Qualified { get; } = string.Join(", ", LedgerEvent.Columns.Split(", ").Select(column => "event." + column));

    private static async Task<List<OpenedEvent>> OpenAsync(LedgerSession session, SubjectKeys keys, List<Row> rows, CancellationToken cancellationToken)
    {
        List<long> numbers = [.. rows.SelectMany(Numbers)];
        var parts = (await session.QueryInAsync<SealedPart, long>(
            $"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number {{in}}",
            numbers,
            null,
            cancellationToken).ConfigureAwait(false)).ToDictionary(part => part.Number);
        using var content = new ContentHash();
        foreach (var row in rows)
            Check(session, content, row, parts);
        await keys.LoadAsync(parts.Values.Select(part => (part.Subject, part.Period)), cancellationToken).ConfigureAwait(false);
        // What was replaced is never opened again: its key may have been made anew for the copies.
        var current = await SealedParts.CurrentAsync(session, numbers, cancellationToken).ConfigureAwait(false);
        var opened = parts.ToDictionary(part => part.Key, part => current[part.Key] == part.Key ? SealedParts.Open(session, keys, part.Value) : null);
        // What can't be opened was erased; a document that named others too has a copy without the one who was.
        List<long> closed = [.. opened.Where(part => part.Value is null).Select(part => part.Key)];
        var copies = await SealedParts.ReadAsync(session, keys, closed, cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(row => new OpenedEvent(row, [.. Numbers(row).Select(number => new OpenedPart(opened[number] ?? copies[number], opened[number] is null))]));
    }

    private static IEnumerable<long> Numbers(LedgerEvent row)
    {
        for (var part = row.FirstPart; part < row.FirstPart + row.Parts; part++)
            yield return part;
    }

    private static void Check(LedgerSession session, ContentHash content, Row row, Dictionary<long, SealedPart> parts)
    {
        foreach (var number in Numbers(row))
        {
            if (!parts.TryGetValue(number, out var part))
                throw Altered(session, row);
            content.AddPart(part.Subject, part.Period, part.Digest, part.Data);
        }

        if (!content.End().AsSpan().SequenceEqual(row.Content) || !row.Chained(session.Head.Chain, row.Previous ?? new byte[32]).AsSpan().SequenceEqual(row.Hash))
            throw Altered(session, row);
    }

    private static async Task RefuseGapsAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        var kept = await session.FirstAsync<long>("SELECT count(*) FROM event WHERE authority = @authority", null, cancellationToken).ConfigureAwait(false);
        if (kept == session.Head.Events)
            return;
        var first = await session.FirstAsync<long>("SELECT count(*) FROM event WHERE authority = @authority AND number = 1", null, cancellationToken).ConfigureAwait(false);
        var missing = first == 0 ? 1 : await session.FirstAsync<long>(
            "SELECT number + 1 FROM event AS kept WHERE authority = @authority AND NOT EXISTS (SELECT 1 FROM event AS next WHERE next.authority = @authority AND next.number = kept.number + 1) ORDER BY number LIMIT 1",
            null,
            cancellationToken).ConfigureAwait(false);
        throw new UnusableInputException(
            InputProblem.LedgerDamaged,
            kept < session.Head.Events
                ? string.Create(CultureInfo.InvariantCulture, $"the ledger was altered by another program: {session.Head.Events - kept} of its {session.Head.Events} events are gone, the first is event {missing}; restore the ledger from a copy")
                : string.Create(CultureInfo.InvariantCulture, $"the ledger was altered by another program: it should hold {session.Head.Events} events and holds {kept}; restore the ledger from a copy"),
            session.Store.Name);
    }

    private static UnusableInputException Altered(LedgerSession session, LedgerEvent row) => new(
        InputProblem.LedgerDamaged,
        string.Create(CultureInfo.InvariantCulture, $"the ledger was altered by another program: event {row.Number} ({row.Kind} {row.About}) is not what was stored; restore the ledger from a copy"),
        session.Store.Name);

    private sealed record Row : LedgerEvent
    {
        public byte[]? Previous { get; init; }
    }
}

/// <summary>An event with what was sealed in it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Parts">Its parts, in order.</param>
internal sealed record OpenedEvent(LedgerEvent Event, IReadOnlyList<OpenedPart> Parts)
{
    /// <summary>The person that a part names; null where that was erased.</summary>
    public NamedPerson? PersonAt(int part) => Parts[part].Content is { } content ? JsonSerializer.Deserialize(content, RecordJsonContext.Stored.NamedPerson) : null;

    /// <summary>That person's name, or what stands for it.</summary>
    public string NameAt(int part) => PersonAt(part)?.Name ?? NamedPerson.Erased;
}

/// <summary>A sealed part of an event.</summary>
/// <param name="Content">What was sealed; null where it was erased.</param>
/// <param name="IsErased">Whether its key was destroyed; the content, if any, is then a copy without somebody who was erased.</param>
internal sealed record OpenedPart(byte[]? Content, bool IsErased);
