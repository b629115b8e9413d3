using TikTokBan.Ledger.Chain;

namespace TikTokBan.Cmdlets;

/// <summary>What the verification of a ledger came to.</summary>
public sealed record LedgerCheckResult
{
    /// <summary>Whether everything is as it was stored, and everything that has a key could be opened to see that.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The ledger: a path, or an address without login and password.</summary>
    public required string Ledger { get; init; }

    /// <summary>The chain's id.</summary>
    public required string Chain { get; init; }

    /// <summary>How many events there are.</summary>
    public required long Events { get; init; }

    /// <summary>How many sealed parts hang on them.</summary>
    public required long Parts { get; init; }

    /// <summary>How many of those were opened.</summary>
    public required long Opened { get; init; }

    /// <summary>How many of them no key opens any more, as an erasure or the retention destroyed it.</summary>
    public required long Erased { get; init; }

    /// <summary>How many could not be opened for lack of the right master key; 0 where none was to be opened.</summary>
    public required long Unopened { get; init; }

    /// <summary>How many segments of scans there are.</summary>
    public required long Segments { get; init; }

    /// <summary>How many subjects there are.</summary>
    public required long Subjects { get; init; }

    /// <summary>How many checkpoints were checked.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>How many of them are signed.</summary>
    public required long Signed { get; init; }

    /// <summary>How far the chain is signed, when and by whom; null where no checkpoint that fits has a signature that holds.</summary>
    public ChainSignature? SignedTo { get; init; }

    /// <summary>How many keys erasures destroyed.</summary>
    public required long KeysDestroyed { get; init; }

    /// <summary>Hash of the last event, in hexadecimal.</summary>
    public required string Head { get; init; }

    /// <summary>Root of the Merkle tree over all events, in hexadecimal.</summary>
    public required string Root { get; init; }

    /// <summary>What is not as it was stored; none where all is. Where there is very much, only the first findings.</summary>
    public required IReadOnlyList<ChainFinding> Findings { get; init; }

    /// <summary>How many findings there are beyond those.</summary>
    public required long More { get; init; }

    /// <summary>What whoever relies on it should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    internal static LedgerCheckResult Of(ChainCheck check, string ledger, bool isDeep)
    {
        var unopened = isDeep ? Math.Max(0, check.Parts - check.Opened - check.Erased) : 0;
        return new LedgerCheckResult
        {
            IsWhole = check.Holds && unopened == 0,
            Ledger = ledger,
            Chain = check.Chain,
            Events = check.Events,
            Parts = check.Parts,
            Opened = check.Opened,
            Erased = check.Erased,
            Unopened = unopened,
            Segments = check.Segments,
            Subjects = check.Subjects,
            Checkpoints = check.Checkpoints,
            Signed = check.Signed,
            SignedTo = check.SignedTo,
            KeysDestroyed = check.KeysDestroyed,
            Head = check.Head,
            Root = check.Root,
            Findings = check.Findings,
            More = check.More,
            Notes = check.Notes,
        };
    }
}
