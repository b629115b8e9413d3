using System.Globalization;

namespace TikTokBan.Exposures.Comparison;

/// <summary>A comparison in one sentence in English: the numbers, never without what can't be told.</summary>
public static class ComparisonSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Of(ScanComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"From scan {comparison.Before.ScanId} ({comparison.Before.AsOf:yyyy-MM-dd}) to {comparison.After.ScanId} ({comparison.After.AsOf:yyyy-MM-dd}): {Number(ChangeKind.New)} new, {Number(ChangeKind.Changed)} changed, {Number(ChangeKind.Solved)} solved, {Number(ChangeKind.Unseen)} out of sight, {Number(ChangeKind.Same)} the same.");

        string Number(ChangeKind kind) => comparison.Count(kind).ToString("N0", CultureInfo.InvariantCulture);
    }
}
