using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>What a plan is made of, as far as it is known before the work begins.</summary>
internal sealed record PlanMaking
{
    /// <summary>The scan to plan from; null where the ledger holds it.</summary>
    public (ScanResult Scan, ScanOrigin Origin)? Given { get; init; }

    public required string Tenant { get; init; }

    public required string Author { get; init; }

    public required CoveredCatalogue Catalogue { get; init; }

    public required AuthorityProfile Profile { get; init; }

    public required string Language { get; init; }

    public Directive? Directive { get; init; }

    /// <summary>File to write; null where the plan is carried out at once.</summary>
    public string? File { get; init; }

    public bool Overwrites { get; init; }

    /// <summary>Whether the plan is to be shown although it isn't written.</summary>
    public bool Rehearses { get; init; }

    public EvidenceLedger? Stored { get; init; }

    /// <summary>Asks for a plan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="origin">How old it is, and by what profile it judged.</param>
    /// <param name="selected">Ids of the exposures meant; null for all. An empty selection stays empty: a filter that lets nothing through must not mean everything.</param>
    public RemovalPlanRequest Request(ScanResult scan, ScanOrigin origin, IEnumerable<Exposure>? selected) => new()
    {
        Scan = scan,
        Selected = selected?.Select(exposure => exposure.Id).ToHashSet(StringComparer.Ordinal),
        ScanFinished = origin.Finished,
        ScanProfileHash = origin.ProfileHash,
        Catalogue = Catalogue,
        Profile = Profile,
        Remedies = RemedyMatrix.Load(ProductFiles.Remedies),
        Tenant = Tenant,
        Author = Author,
        Now = TimeProvider.System.GetUtcNow(),
        Language = Language,
        Product = Product.NameAndVersion,
    };
}
