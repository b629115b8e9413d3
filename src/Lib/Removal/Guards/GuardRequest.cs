using TikTokBan.Authorities;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Guards;

/// <summary>What a plan is held against.</summary>
public sealed record GuardRequest
{
    /// <summary>The plan.</summary>
    public required RemovalPlan Plan { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The authority profile as it is now.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>SHA-256 of the directive as it is now; null where that is not asked.</summary>
    public string? DirectiveHash { get; init; }

    /// <summary>Catalogues that scans of this authority used before.</summary>
    public IReadOnlyList<PlanCatalogue> KnownCatalogues { get; init; } = [];

    /// <summary>The tenant that is signed in to; null where none is.</summary>
    public string? Tenant { get; init; }
}
