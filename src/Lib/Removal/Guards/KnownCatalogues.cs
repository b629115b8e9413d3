using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>Catalogues that a ledger's scans used.</summary>
public static class KnownCatalogues
{
    /// <summary>Reads them from what scans state.</summary>
    /// <param name="stated">Version and hash as a scan's summary has them, and the number of indicators; an earlier version of the product stated none.</param>
    public static IReadOnlyList<PlanCatalogue> Of(IEnumerable<(string Catalogue, long? Size)> stated)
    {
        ArgumentNullException.ThrowIfNull(stated);
        return
        [
            .. from one in stated.Distinct()
               let parts = one.Catalogue.Split(' ', 2)
               select new PlanCatalogue(parts[0], parts.ElementAtOrDefault(1) ?? "", one.Size ?? 0),
        ];
    }
}
