using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Which event a sealed part came with.</summary>
internal sealed class PartEvents(LedgerSession session)
{
    private readonly SortedList<long, PartEvent> _known = [];

    /// <summary>The event of a part.</summary>
    /// <exception cref="UnusableInputException">No event has it.</exception>
    public async Task<PartEvent> OfAsync(long part, CancellationToken cancellationToken = default)
    {
        if (Known(part) is { } known)
            return known;
        var found = await session.FirstAsync<PartEvent>(
            "SELECT number AS Number, kind AS Kind, about AS About, at AS At, body AS Body, first_part AS FirstPart, parts AS Parts FROM event WHERE authority = @authority AND first_part <= @part AND parts > 0 ORDER BY first_part DESC LIMIT 1",
            new { part },
            cancellationToken).ConfigureAwait(false);
        if (found is null || part >= found.FirstPart + found.Parts)
            throw new UnusableInputException(InputProblem.LedgerDamaged, "the ledger was altered by another program: a sealed part came with no event; restore the ledger from a copy", session.Store.Name);
        return _known[found.FirstPart] = found;
    }

    private PartEvent? Known(long part)
    {
        var (low, high) = (0, _known.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var one = _known.GetValueAtIndex(middle);
            if (part < one.FirstPart)
                high = middle - 1;
            else if (part >= one.FirstPart + one.Parts)
                low = middle + 1;
            else
                return one;
        }

        return null;
    }
}

/// <summary>An event that sealed parts came with.</summary>
internal sealed class PartEvent
{
    public long Number { get; init; }

    public string Kind { get; init; } = "";

    public string? About { get; init; }

    public string At { get; init; } = "";

    public string Body { get; init; } = "";

    public long FirstPart { get; init; }

    public long Parts { get; init; }
}
