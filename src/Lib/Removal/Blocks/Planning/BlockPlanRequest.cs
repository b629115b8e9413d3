using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Removal.Remedies;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>What a plan that blocks is made from, beside what the tenant says. The same input gives the same plan.</summary>
public sealed record BlockPlanRequest
{
    /// <summary>What is to be blocked.</summary>
    public required BlockSelection Selection { get; init; }

    /// <summary>The catalogue that it was chosen from.</summary>
    public required CoveredCatalogue Catalogue { get; init; }

    /// <summary>The remedies.</summary>
    public required RemedyMatrix Remedies { get; init; }

    /// <summary>Where to block.</summary>
    public required IReadOnlyCollection<BlockPart> Parts { get; init; }

    /// <summary>Id or exact name of the group that gets what can be given to a group.</summary>
    public string? Group { get; init; }

    /// <summary>Id or exact name of the group that is left out of it.</summary>
    public string? Except { get; init; }

    /// <summary>Whether a group beyond the limits is meant.</summary>
    public bool LargeGroupMeant { get; init; }

    /// <summary>Ids of applications of the directory that somebody looked at and that are meant: the catalogue confirms none.</summary>
    public IReadOnlyCollection<string> EntraApplications { get; init; } = [];

    /// <summary>The authority profile.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>Waivers that are registered.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>User principal name of who makes it.</summary>
    public required string Author { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Days until it may no longer be applied.</summary>
    public int LifetimeDays { get; init; } = 14;

    /// <summary>Language of texts: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Name and version of what makes it.</summary>
    public string? Product { get; init; }

    internal bool NeedsGroup => Parts.Any(part => part is BlockPart.Intune or BlockPart.Uninstall or BlockPart.Browsers);
}
