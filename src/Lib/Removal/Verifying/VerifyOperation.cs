using TikTokBan.Authorities;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Verifying;

/// <summary>What it takes to look what a plan achieved.</summary>
public sealed record VerifyRequest
{
    /// <summary>The plan.</summary>
    public required RemovalPlan Plan { get; init; }

    /// <summary>Where it was carried out; what is seen is added there.</summary>
    public required IRemovalJournal Journal { get; init; }

    /// <summary>The signed-in tenant; null where exports are read instead.</summary>
    public TenantSession? Session { get; init; }

    /// <summary>Folder or zip with exports that were made after the removal; null where the tenant is asked.</summary>
    public string? Exports { get; init; }

    /// <summary>The authority profile.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>Folders with the authority's own catalogue files.</summary>
    public IReadOnlyList<string> OwnCatalogue { get; init; } = [];

    /// <summary>Who looks.</summary>
    public required string Operator { get; init; }

    /// <summary>Name and version of what runs.</summary>
    public string? Product { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>What was seen.</summary>
/// <param name="Devices">Each application on each device of the plan.</param>
/// <param name="Incomplete">Sources that could not be read in full, each with the reason.</param>
public sealed record VerifyResult(IReadOnlyList<VerifiedDevice> Devices, IReadOnlyList<string> Incomplete);

/// <summary>Looks what a plan achieved, device by device. Changes nothing in the tenant.</summary>
public static class VerifyOperation
{
    /// <summary>Looks.</summary>
    /// <param name="request">The plan, and where to look.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">The plan was never carried out here, or exports or the journal can't be read.</exception>
    /// <exception cref="TenantException">The tenant can't be read at all.</exception>
    public static Task<VerifyResult> RunAsync(VerifyRequest request, IProgress<Exposures.ScanProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
