namespace TikTokBan.Reports.Model;

/// <summary>Leaves so many points of a long trend that it can be read: spread evenly, with those that must not be missing.</summary>
internal static class TrendThinning
{
    /// <summary>About as many as a chart has room for.</summary>
    public const int Most = 60;

    public static IEnumerable<T> Of<T>(IReadOnlyList<T> all, Func<T, bool> isNeeded)
    {
        if (all.Count <= Most)
            return all;
        var kept = Enumerable.Range(0, all.Count).Where(index => index == 0 || index == all.Count - 1 || isNeeded(all[index])).ToHashSet();
        var free = Math.Max(Most - kept.Count, 0);
        for (var place = 1; place <= free; place++)
            kept.Add((int)((long)place * (all.Count - 1) / (free + 1)));
        return all.Where((_, index) => kept.Contains(index));
    }
}
