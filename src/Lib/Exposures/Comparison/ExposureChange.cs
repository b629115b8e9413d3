namespace TikTokBan.Exposures.Comparison;

/// <summary>What became of a case between two scans.</summary>
public enum ChangeKind
{
    /// <summary>The later scan has it and the earlier one has not.</summary>
    New,

    /// <summary>Both have it, and something that matters is not as it was.</summary>
    Changed,

    /// <summary>The later scan has it no more, and read every source that had seen it or named its device and person to its end, with no more rows skipped than the earlier one.</summary>
    Solved,

    /// <summary>The later scan has it no more, but did not read every source that had seen it or named its device and person as well as the earlier one: nobody knows whether it is gone.</summary>
    Unseen,

    /// <summary>Both have it, as it was.</summary>
    Same,
}

/// <summary>One case of two scans.</summary>
public sealed record ExposureChange
{
    /// <summary>The exposure's id, in the later scan where that has it.</summary>
    public required string Id { get; init; }

    /// <summary>What became of it.</summary>
    public required ChangeKind Change { get; init; }

    /// <summary>The exposure in the earlier scan; null where it was not there.</summary>
    public Exposure? Before { get; init; }

    /// <summary>The exposure in the later scan; null where it is not there.</summary>
    public Exposure? After { get; init; }

    /// <summary>What is not as it was, with <see cref="ChangeKind.Changed"/>.</summary>
    public IReadOnlyList<FactDifference> Differences { get; init => field = Listed.Of(value); } = Listed.Of<FactDifference>([]);

    /// <summary>Ids of the sources that had seen it, or told which device and person it was of, and were not read as well as then, with <see cref="ChangeKind.Unseen"/>.</summary>
    public IReadOnlyList<string> SourcesNotRead { get; init => field = Listed.Of(value); } = Listed.Of<string>([]);

    /// <summary>The exposure as it is now, else as it was.</summary>
    public Exposure Exposure => After ?? Before!;
}

/// <summary>One fact of a case that is not as it was.</summary>
/// <param name="Fact">Its name: <c>verdict</c>, <c>deadline</c>, <c>confidence</c>, <c>conducts</c>, <c>device</c>, <c>person</c>, <c>organisation</c> or <c>missing</c>.</param>
/// <param name="Before">What it was; null for nothing.</param>
/// <param name="After">What it is; null for nothing.</param>
public sealed record FactDifference(string Fact, string? Before, string? After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Fact}: {Before ?? "-"} → {After ?? "-"}";
}
