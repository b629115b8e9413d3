using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>Counts exposures, every dictionary in a fixed order.</summary>
internal static class SummaryBuilder
{
    private static readonly Verdict[] GravestFirst = [.. Enum.GetValues<Verdict>().OrderDescending()];

    public static IReadOnlyDictionary<string, long> ByVerdict(IReadOnlyList<Exposure> exposures) =>
        GravestFirst.ToDictionary(verdict => verdict.ToString(), verdict => exposures.LongCount(exposure => exposure.Verdict == verdict));

    public static IReadOnlyList<Breakdown> By(
        IReadOnlyList<Exposure> exposures,
        Func<Exposure, IEnumerable<string?>> keys,
        Func<string, string> title) =>
    [
        .. exposures
            .SelectMany(exposure => keys(exposure).Select(key => (Key: key ?? "", Exposure: exposure)))
            .GroupBy(pair => pair.Key, pair => pair.Exposure)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Breakdown(group.Key, group.Key.Length == 0 ? "" : title(group.Key), group.LongCount(), Verdicts(group))),
    ];

    private static Dictionary<string, long> Verdicts(IEnumerable<Exposure> exposures) =>
        exposures.GroupBy(exposure => exposure.Verdict).OrderByDescending(group => group.Key).ToDictionary(group => group.Key.ToString(), group => group.LongCount());
}
