using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger;

/// <summary>Catalogues that earlier scans used, for the guard.</summary>
public static class LedgerCatalogues
{
    /// <summary>Reads them.</summary>
    /// <param name="location">The ledger. A plan may be carried out on another machine than the one that scanned: none there knows none.</param>
    /// <param name="authority">Whose scans count; null for those without an authority.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger can't be read.</exception>
    public static async Task<IReadOnlyList<PlanCatalogue>> ReadAsync(LedgerLocation location, string? authority, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (!location.MayExist)
            return [];
        var scans = await new EvidenceLedger(location).ListScansAsync(cancellationToken).ConfigureAwait(false);
        return KnownCatalogues.Of(scans.Where(scan => scan.Authority == authority).Select(scan => (scan.Catalogue, scan.CatalogueSize)));
    }
}
