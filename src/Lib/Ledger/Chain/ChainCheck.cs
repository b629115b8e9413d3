using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Ledger.Chain;

/// <summary>What the verification of a ledger's chain found.</summary>
public sealed record ChainCheck
{
    /// <summary>The chain's id.</summary>
    public required string Chain { get; init; }

    /// <summary>How many events there are.</summary>
    public required long Events { get; init; }

    /// <summary>Hash of the last, in hexadecimal.</summary>
    public required string Head { get; init; }

    /// <summary>Root of the Merkle tree over all of them, in hexadecimal.</summary>
    public required string Root { get; init; }

    /// <summary>How many sealed parts were checked against their events.</summary>
    public required long Parts { get; init; }

    /// <summary>How many of them were opened.</summary>
    public required long Opened { get; init; }

    /// <summary>How many of them no key opens any more, as an erasure or the retention destroyed it.</summary>
    public required long Erased { get; init; }

    /// <summary>How many segments were checked against their events.</summary>
    public required long Segments { get; init; }

    /// <summary>How many subjects there are.</summary>
    public required long Subjects { get; init; }

    /// <summary>How many checkpoints were checked.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>How many of them are signed.</summary>
    public required long Signed { get; init; }

    /// <summary>How far the chain is signed; null where no checkpoint that fits has a signature that holds.</summary>
    public ChainSignature? SignedTo { get; init; }

    /// <summary>How many keys were destroyed, as erasures tell.</summary>
    public required long KeysDestroyed { get; init; }

    /// <summary>What is not as it was stored, each change once; none where all is. Where there is very much, only the first findings.</summary>
    public required IReadOnlyList<ChainFinding> Findings { get; init => field = Listed.Of(value); }

    /// <summary>How many findings there are beyond those.</summary>
    public required long More { get; init; }

    /// <summary>What whoever relies on it should know.</summary>
    public required IReadOnlyList<string> Notes { get; init => field = Listed.Of(value); }

    /// <summary>Whether everything is as it was stored.</summary>
    public bool Holds => Findings.Count == 0;
}

/// <summary>Something that is not as it was stored.</summary>
/// <param name="Flaw">What it is.</param>
/// <param name="Sentence">The same in one sentence, with the place.</param>
/// <param name="Event">Number of the event, where it is one.</param>
/// <param name="Kind">What the event tells, such as <c>scan</c>.</param>
/// <param name="About">Id of what the event is about.</param>
public sealed record ChainFinding(ChainFlaw Flaw, string Sentence, long? Event = null, string? Kind = null, string? About = null)
{
    /// <summary>How many cases of a scan are touched.</summary>
    public long Cases { get; init; }

    /// <summary>What else is not as it was stored and follows from it, one sentence each; only the first.</summary>
    public IReadOnlyList<string> Follows { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>How much follows from it in all.</summary>
    public long FollowsCount { get; init; }

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}

/// <summary>How something is not as it was stored.</summary>
public enum ChainFlaw
{
    /// <summary>An event was changed, or the one before it replaced.</summary>
    EventChanged,

    /// <summary>An event is missing.</summary>
    EventRemoved,

    /// <summary>An event stands in another's place.</summary>
    EventMoved,

    /// <summary>An event was added by something else than this program.</summary>
    EventInserted,

    /// <summary>Sealed parts or segments of an event are not those that came with it.</summary>
    ContentChanged,

    /// <summary>Sealed parts or segments of an event are missing.</summary>
    ContentRemoved,

    /// <summary>Sealed parts or segments are there that came with no event.</summary>
    ContentInserted,

    /// <summary>A key is not the one that was made.</summary>
    KeyChanged,

    /// <summary>A key is missing that no erasure destroyed.</summary>
    KeyRemoved,

    /// <summary>A key is there that was destroyed, or that nothing was sealed under.</summary>
    KeyInserted,

    /// <summary>A subject, its names or what names it are not as they were.</summary>
    SubjectChanged,

    /// <summary>A table that repeats what events tell says something else than they do.</summary>
    TableChanged,

    /// <summary>The ledger says of itself something else than its events.</summary>
    HeadChanged,

    /// <summary>A checkpoint is not one over the events before it, or its signature does not hold.</summary>
    CheckpointWrong,

    /// <summary>The chain ends before a checkpoint that was kept elsewhere.</summary>
    ChainCut,

    /// <summary>The chain is another than that of a checkpoint that was kept elsewhere.</summary>
    ChainReplaced,
}

/// <summary>How a chain is verified.</summary>
public sealed record ChainCheckOptions
{
    /// <summary>Whether sealed parts are opened, where their keys are there.</summary>
    public bool Deep { get; init; } = true;

    /// <summary>Checkpoints that were kept elsewhere.</summary>
    public IReadOnlyList<Checkpoint> Kept { get; init; } = [];

    /// <summary>The file of each of them, in the same order, by which findings name it; may be empty.</summary>
    public IReadOnlyList<string> KeptIn { get; init; } = [];

    /// <summary>Certificates one of which must vouch for whoever signed a checkpoint; null asks for none.</summary>
    public X509Certificate2Collection? Trust { get; init; }
}

/// <summary>How far a verification is.</summary>
/// <param name="Events">Events checked so far.</param>
/// <param name="Of">Events that there are.</param>
public sealed record ChainProgress(long Events, long Of);
