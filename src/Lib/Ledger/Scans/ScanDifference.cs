using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>What differs between two stored scans. Times at which something was seen, and lines of files, move with each scan and make no difference.</summary>
public sealed record ScanDifference
{
    /// <summary>The earlier scan.</summary>
    public required StoredScan Before { get; init; }

    /// <summary>The later scan.</summary>
    public required StoredScan After { get; init; }

    /// <summary>How many cases are the same in both but for their times.</summary>
    public required long Same { get; init; }

    /// <summary>Cases that are in both and differ, in the later scan's order.</summary>
    public required IReadOnlyList<CaseDifference> Changed { get; init; }

    /// <summary>Cases of the later scan alone, in its order.</summary>
    public required IReadOnlyList<Exposure> Appeared { get; init; }

    /// <summary>Cases of the earlier scan alone, in its order.</summary>
    public required IReadOnlyList<Exposure> Gone { get; init; }

    /// <summary>Cases of either that were erased since, and that nothing can be told of.</summary>
    public required long Erased { get; init; }
}

/// <summary>A case in two scans.</summary>
/// <param name="Before">In the earlier one.</param>
/// <param name="After">In the later one.</param>
public sealed record CaseDifference(Exposure Before, Exposure After);
