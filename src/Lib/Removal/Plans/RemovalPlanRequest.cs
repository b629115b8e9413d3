using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>What a plan is made from. The same input gives the same plan.</summary>
public sealed record RemovalPlanRequest
{
    /// <summary>The whole scan: what it says of a device in one exposure counts for all.</summary>
    public required ScanResult Scan { get; init; }

    /// <summary>Ids of the exposures to plan for; null for all.</summary>
    public IReadOnlySet<string>? Selected { get; init; }

    /// <summary>When the scan ended.</summary>
    public required DateTimeOffset ScanFinished { get; init; }

    /// <summary>The catalogue that the scan used.</summary>
    public required CoveredCatalogue Catalogue { get; init; }

    /// <summary>The authority profile that the scan used.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>SHA-256 of the profile that the scan used; null where it used none.</summary>
    public string? ScanProfileHash { get; init; }

    /// <summary>The remedies.</summary>
    public required RemedyMatrix Remedies { get; init; }

    /// <summary>Id of the tenant that the plan is for.</summary>
    public required string Tenant { get; init; }

    /// <summary>User principal name of who makes it.</summary>
    public required string Author { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Days until it may no longer be applied.</summary>
    public int LifetimeDays { get; init; } = 14;

    /// <summary>Devices of the first ring; null takes the profile's number, else 5 %, at least one and at most ten.</summary>
    public int? Canary { get; init; }

    /// <summary>The most devices of each later ring; null puts all others into one.</summary>
    public int? RingSize { get; init; }

    /// <summary>Whether controls that reach everybody in the tenant may be planned.</summary>
    public bool TenantWide { get; init; }

    /// <summary>The age in days that the scan may have; null takes the profile's number, else seven.</summary>
    public int? ScanDays { get; init; }

    /// <summary>Language of texts: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Name and version of what makes it.</summary>
    public string? Product { get; init; }
}
