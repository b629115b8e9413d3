namespace TikTokBan.Reports.Privacy;

/// <summary>Rounding to fives, and what a reader can tell from a number rounded so.</summary>
internal static class Rounding
{
    public const long Step = 5;

    public static long Nearest(long value) => (value + (Step / 2)) / Step * Step;

    /// <summary>All numbers that round to this one. Never one under the threshold: such a number would not have been rounded but called small.</summary>
    public static (long Low, long High) Range(long rounded) =>
        (Math.Max(rounded - (Step / 2), Suppression.Threshold), rounded + (Step / 2));
}
