using TikTokBan.Sources.Mdm.Exporting;

namespace TikTokBan.Sources.Mdm;

/// <summary>One report of the inventory that is worth ordering.</summary>
/// <param name="Report">The report.</param>
/// <param name="Column">The column that its filter is about, as headers are compared.</param>
/// <param name="Value">What it must hold.</param>
/// <param name="Applications">The counted applications that it should give.</param>
internal sealed record InventoryPart(ExportReport Report, string Column, string Value, IReadOnlyList<CountedApplication> Applications);

/// <summary>Decides by which reports the devices of covered applications are had. The service filters by equality alone: by name, or by a key for each version.</summary>
internal static class InventoryPlan
{
    // The service lets an application order some fifty reports a minute; beyond half of that, one large one is sooner there.
    private const int MostReports = 25;
    private const int LongestValue = 200;

    /// <summary>The fewest reports that give all; null where the whole inventory is the better way.</summary>
    public static IReadOnlyList<InventoryPart>? Of(IReadOnlyList<CountedApplication> applications)
    {
        var byName = Parts(applications, one => CanFilter(one.Name));
        var byKey = Parts(applications, _ => false);
        var fewest = byName is null ? byKey : byKey is null || byName.Count <= byKey.Count ? byName : byKey;
        return fewest is { Count: <= MostReports } ? fewest : null;
    }

    /// <summary>One report for each version, for what a filter by name did not give.</summary>
    public static IReadOnlyList<InventoryPart>? ByKey(IReadOnlyList<CountedApplication> applications) =>
        Parts(applications, _ => false) is { Count: <= MostReports } parts ? parts : null;

    private static List<InventoryPart>? Parts(IReadOnlyList<CountedApplication> applications, Func<CountedApplication, bool> goesByName)
    {
        var parts = new List<InventoryPart>();
        foreach (var named in applications.Where(goesByName).GroupBy(one => one.Name!, StringComparer.Ordinal))
            parts.Add(new(MdmReports.InventoryOf(named.Key), "applicationname", named.Key, [.. named]));
        foreach (var keyed in applications.Where(one => !goesByName(one)).GroupBy(one => one.Key ?? "", StringComparer.Ordinal))
        {
            if (!CanFilter(keyed.Key))
                return null;
            parts.Add(new(MdmReports.InventoryOfKey(keyed.Key), "applicationkey", keyed.Key, [.. keyed]));
        }

        return parts;
    }

    private static bool CanFilter(string? value) => value is { Length: > 0 and <= LongestValue } && !value.Any(char.IsControl);
}
