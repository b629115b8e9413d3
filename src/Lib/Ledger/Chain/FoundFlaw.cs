namespace TikTokBan.Ledger.Chain;

/// <summary>What a finding is judged by, and so what else may be the cause of it.</summary>
internal enum FlawScope
{
    /// <summary>One event, key, subject or row.</summary>
    Event,

    /// <summary>The hashes of all events up to it.</summary>
    Chain,

    /// <summary>How the parts of all events are numbered, and what was sealed at all.</summary>
    Parts,

    /// <summary>What all erasures tell.</summary>
    Erasures,

    /// <summary>The authority's key of names, by which subjects and cases are found.</summary>
    Names,

    /// <summary>The cases of one scan.</summary>
    Cases,

    /// <summary>How many cases all scans and erasures tell of.</summary>
    AllCases,
}

/// <summary>One finding, before it is known whether it has a cause of its own.</summary>
/// <param name="Finding">It.</param>
/// <param name="Scope">What it was judged by.</param>
internal sealed record FoundFlaw(ChainFinding Finding, FlawScope Scope)
{
    /// <summary>The event that it is about, where that is known.</summary>
    public LedgerEvent? Itself { get; init; }

    /// <summary>The event before one that does not follow from it: that one may be the changed one, with its hash made anew.</summary>
    public LedgerEvent? Before { get; init; }

    /// <summary>Of events that are missing the last; of one that was moved the place that it had.</summary>
    public long? Other { get; init; }

    /// <summary>Whether the event could be one of an erasure, so that what erasures tell is not known.</summary>
    public bool MayErase { get; init; }

    /// <summary>Whether the event could be one of a scan, so that how many cases were seen is not known.</summary>
    public bool MayScan { get; init; }

    /// <summary>Whether an event itself is changed, missing, moved or put there.</summary>
    public bool IsBreak => Finding.Flaw is ChainFlaw.EventChanged or ChainFlaw.EventRemoved or ChainFlaw.EventMoved or ChainFlaw.EventInserted || IsOfAnotherChain;

    /// <summary>Whether the chain's own id is another, so that nothing fits.</summary>
    public bool IsOfAnotherChain => Finding.Flaw == ChainFlaw.HeadChanged && Scope == FlawScope.Chain;

    /// <summary>The same of one event alone, where it is known which of two it is.</summary>
    public FoundFlaw Only(LedgerEvent one) => this with { MayErase = ErasedKeys.MayBeErasure(one), MayScan = ScanTables.MayBeScan(one) };

    /// <summary>Whether it is about an event of that number.</summary>
    public bool Covers(long number) => Finding.Event == number
        || (Finding.Flaw == ChainFlaw.EventRemoved && Finding.Event < number && number <= Other)
        || (Finding.Flaw == ChainFlaw.EventMoved && Other == number);
}
