using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Checks that each event has the sealed parts and segments that came with it, and opens the parts whose keys are there.</summary>
internal sealed class ContentWalk(LedgerSession session, KeyRing keys, KeyUses uses, SeenWalk seen, ChainFindings findings) : IDisposable
{
    private const int PartsAtOnce = 512;
    private const int SegmentsAtOnce = 32;
    private const int MostNamed = 20;

    private readonly ContentHash _hash = new();
    private long? _next = 1;

    /// <summary>How many parts were read.</summary>
    public long Parts { get; private set; }

    /// <summary>How many of them were opened.</summary>
    public long Opened { get; private set; }

    /// <summary>How many segments were read.</summary>
    public long Segments { get; private set; }

    /// <summary>Checks what came with an event.</summary>
    /// <param name="one">The event.</param>
    /// <param name="intact">Whether it is what was appended; else what is wrong with it was told already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CheckAsync(LedgerEvent one, bool intact, CancellationToken cancellationToken)
    {
        if (!intact && one.Parts > 0 && one.FirstPart != (_next ?? one.FirstPart))
        {
            // Its numbers are no longer those that it had: which parts are whose shows at the next event that has some.
            _next = null;
            return;
        }

        if (intact && one.Parts > 0 && _next is { } next && one.FirstPart != next)
            findings.Add(ChainFlaw.ContentChanged, one, $"claims sealed parts from {one.FirstPart} on, but those of the event before it end at {next - 1}.", FlawScope.Parts);
        var wrong = new List<string>();
        var closed = new List<long>();
        uses.Begin();
        await seen.BeginAsync(one, cancellationToken).ConfigureAwait(false);
        await PartsAsync(one, wrong, closed, cancellationToken).ConfigureAwait(false);
        await SegmentsAsync(one, wrong, cancellationToken).ConfigureAwait(false);
        seen.End();
        if (one.Parts > 0)
            _next = intact || _next is not null ? one.FirstPart + one.Parts : null;
        if (!_hash.End().AsSpan().SequenceEqual(one.Content))
        {
            if (!intact)
                return;
            var removed = wrong.Count > 0;
            if (closed.Count > 0)
                wrong.Add($"sealed part {string.Join(", ", closed.Select(part => part.ToString(CultureInfo.InvariantCulture)))} does not open");
            if (wrong.Count == 0 && one.Parts > 0)
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"it has sealed parts {one.FirstPart} to {one.FirstPart + one.Parts - 1}{(one.Segments > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {one.Segments} segments") : "")}"));
            findings.Add(removed ? ChainFlaw.ContentRemoved : ChainFlaw.ContentChanged, one, $"no longer has what came with it{(wrong.Count > 0 ? ": " + string.Join("; ", wrong.Take(MostNamed)) : "")}.");
        }
        else if (wrong.Count > 0)
        {
            findings.Add(ChainFlaw.ContentChanged, one, $"has another number of parts or segments than it says: {wrong[0]}.");
        }
        else
        {
            uses.Check(one);
        }
    }

    /// <summary>Looks for what came with no event.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var head = session.Head;
        if (_next is { } next && head.Parts != next - 1)
            findings.Add(ChainFlaw.HeadChanged, $"The ledger says that it has {head.Parts} sealed parts, but its events have {next - 1}.", scope: FlawScope.Parts);
        foreach (var part in await session.QueryAsync<long>(
            "SELECT number FROM part WHERE authority = @authority AND (number < 1 OR number > @last) ORDER BY number LIMIT @MostNamed", new { last = (_next ?? (head.Parts + 1)) - 1, MostNamed }, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(ChainFlaw.ContentInserted, $"Sealed part {part} came with no event: it was put there, or the event that it came with is gone.", scope: FlawScope.Parts);
        }

        foreach (var number in await session.QueryAsync<long>(
            """
            SELECT DISTINCT segment.event FROM segment LEFT JOIN event ON event.authority = segment.authority AND event.number = segment.event
            WHERE segment.authority = @authority AND (event.number IS NULL OR event.segments = 0) ORDER BY 1 LIMIT @MostNamed
            """,
            new { MostNamed },
            cancellationToken).ConfigureAwait(false))
        {
            findings.Add(ChainFlaw.ContentInserted, $"Event {number} has segments that came with no event: they were put there, or the event that they came with is gone.", number);
        }
    }

    public void Dispose() => _hash.Dispose();

    private async Task PartsAsync(LedgerEvent one, List<string> wrong, List<long> closed, CancellationToken cancellationToken)
    {
        var (place, end) = (one.FirstPart, one.FirstPart + one.Parts);
        while (place < end)
        {
            var rows = (await session.QueryAsync<PartRow>(
                $"SELECT {PartRow.Columns} FROM part WHERE authority = @authority AND number >= @place AND number < @end ORDER BY number LIMIT @PartsAtOnce", new { place, end, PartsAtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            var found = await keys.FindAsync(rows.Select(row => (row.Subject, row.Period)), cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                if (row.Number != place)
                    wrong.Add(Missing(place, row.Number - 1));
                place = row.Number + 1;
                _hash.AddPart(row.Subject, row.Period, row.Digest, row.Data);
                Parts++;
                var state = found[(row.Subject, row.Period)];
                var opened = state.Key?.Open(row.Data, session.Head.Chain, row.Number);
                uses.Add(row.Subject, row.Period, state.Exists, opened is not null);
                if (opened is not null)
                {
                    Opened++;
                    seen.Add(row, opened);
                }
                else if (state.Key is not null)
                {
                    closed.Add(row.Number);
                }
            }

            await seen.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (rows.Count < PartsAtOnce && place < end)
            {
                wrong.Add(Missing(place, end - 1));
                break;
            }
        }
    }

    private async Task SegmentsAsync(LedgerEvent one, List<string> wrong, CancellationToken cancellationToken)
    {
        if (one.Segments == 0)
            return;
        var (after, expected) = (long.MinValue, 0L);
        while (true)
        {
            var rows = (await session.QueryAsync<SegmentRow>(
                $"SELECT {SegmentRow.Columns} FROM segment WHERE authority = @authority AND event = @number AND ordinal > @after ORDER BY ordinal LIMIT @SegmentsAtOnce", new { number = one.Number, after, SegmentsAtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var row in rows)
            {
                if (row.Ordinal != expected)
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"segment {expected} is missing"));
                (after, expected) = (row.Ordinal, row.Ordinal + 1);
                _hash.AddSegment(row.Items, row.Data);
                Segments++;
            }

            if (rows.Count < SegmentsAtOnce)
                break;
        }

        if (expected < one.Segments)
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"segment {expected} is missing"));
        else if (expected > one.Segments)
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"segment {one.Segments} is one too many"));
    }

    private static string Missing(long first, long last) => first == last
        ? string.Create(CultureInfo.InvariantCulture, $"sealed part {first} is missing")
        : string.Create(CultureInfo.InvariantCulture, $"sealed parts {first} to {last} are missing");
}
