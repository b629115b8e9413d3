using System.Globalization;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>A catalogue that is older, or lost indicators, would leave things on devices that were found before.</summary>
internal static class CatalogueGuard
{
    // A newer catalogue may drop what proved wrong, and not much of it.
    private const decimal MayShrinkTo = 0.9m;

    public static IEnumerable<GuardFinding> Check(PlanCatalogue used, IReadOnlyList<PlanCatalogue> known)
    {
        if (known.Where(one => Compare(one.Version, used.Version) > 0).MaxBy(one => one.Version, Comparer<string>.Create(Compare)) is { } newer)
            yield return RemovalGuard.Refuse(GuardCode.CatalogueOlder, $"The catalogue is version {used.Version}, and the ledger knows a scan with version {newer.Version}; scan again with that version or a later one, and make a new plan.");
        var largest = known.Where(one => one.Size > used.Size).MaxBy(one => one.Size);
        if (largest is null)
            yield break;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"The catalogue holds {used.Size:N0} indicators, and a scan in the ledger used one of {largest.Size:N0}");
        yield return Compare(used.Version, largest.Version) > 0 && used.Size >= largest.Size * MayShrinkTo
            ? RemovalGuard.Warn(GuardCode.CatalogueSmaller, $"{sentence}; it is a newer version, so that may be right.")
            : RemovalGuard.Refuse(GuardCode.CatalogueSmaller, $"{sentence}; scan again with the same catalogue folders as then, and make a new plan.");
    }

    private static int Compare(string? one, string? other)
    {
        var (first, second) = (Parts(one), Parts(other));
        for (var index = 0; index < Math.Max(first.Length, second.Length); index++)
        {
            var order = first.ElementAtOrDefault(index).CompareTo(second.ElementAtOrDefault(index));
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int[] Parts(string? version) =>
        [.. (version ?? "").Split('.', '-', '+').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
