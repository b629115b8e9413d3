namespace TikTokBan.Reports.Privacy;

/// <summary>Finds groups of so few people or devices that the group's name would tell who they are.</summary>
internal static class SmallGroups
{
    /// <summary>The names of groups that have to stand together, so that they are at least five in each of the counts.</summary>
    /// <param name="counts">Groups with their members, one list for each scan of which they are told.</param>
    /// <param name="already">Groups that stand together whatever their size.</param>
    public static HashSet<string> Of(IEnumerable<IEnumerable<(string Group, string Member)>> counts, IEnumerable<string> already)
    {
        var sizes = counts.Select(Sizes).ToList();
        var small = already.ToHashSet(StringComparer.Ordinal);
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var groups in sizes)
            {
                var together = groups.Where(group => small.Contains(group.Id)).Sum(group => group.Size);
                foreach (var (id, size) in groups.Where(group => !small.Contains(group.Id)).ToList())
                {
                    // The last small one alone would be known by elimination, so the next larger joins it.
                    if (size >= Suppression.Threshold && together is not (> 0 and < Suppression.Threshold))
                        break;
                    moved |= small.Add(id);
                    together += size;
                }
            }
        }

        return small;
    }

    private static List<(string Id, long Size)> Sizes(IEnumerable<(string Group, string Member)> members) =>
    [
        .. members.GroupBy(one => one.Group, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Size: group.Select(one => one.Member).Distinct(StringComparer.Ordinal).LongCount()))
            .OrderBy(group => group.Size).ThenBy(group => group.Id, StringComparer.Ordinal),
    ];
}
