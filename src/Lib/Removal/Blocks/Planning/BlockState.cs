using TikTokBan.Catalogue;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>What the tenant says that a plan which blocks depends on.</summary>
internal sealed record BlockState
{
    public required string Tenant { get; init; }

    public NamedGroup? Group { get; init; }

    public NamedGroup? Except { get; init; }

    /// <summary>Devices that are enrolled.</summary>
    public long Fleet { get; init; }

    /// <summary>Applications of the directory that look covered or that the author named.</summary>
    public IReadOnlyList<DirectoryApplication> Applications { get; init; } = [];

    /// <summary>What people or administrators let those do that the author named.</summary>
    public IReadOnlyList<DelegatedGrant> Grants { get; init; } = [];

    /// <summary>The browsers' settings, where just one of each was found.</summary>
    public IReadOnlyList<BrowserSetting> Settings { get; init; } = [];

    /// <summary>What was asked for and is not there.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>A group and everybody in it, nested groups included.</summary>
internal sealed record NamedGroup(string Id, string Name, IReadOnlyList<GroupMember> Members);

/// <summary>Somebody or something in a group.</summary>
internal sealed record GroupMember(string Id, string? Name, string? User, string? DeviceId, string? Ownership)
{
    public bool IsDevice => DeviceId is not null;
}

/// <summary>An application of the directory.</summary>
/// <param name="Id">The object's id in this tenant.</param>
/// <param name="AppId">The application's id, the same in every tenant.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The tenant that it comes from.</param>
/// <param name="Enabled">Whether people can sign in to it.</param>
/// <param name="Match">What the catalogue makes of it; null for nothing.</param>
internal sealed record DirectoryApplication(string Id, string AppId, string Name, string? Owner, bool? Enabled, MatchResult? Match);

/// <summary>A delegated permission that was granted.</summary>
internal sealed record DelegatedGrant(string Id, string ClientId, string ConsentType, string? PrincipalId, string ResourceId, string Scope);

/// <summary>A browser's list of blocked addresses, as this tenant's catalogue of settings calls it.</summary>
/// <param name="Browser">The browser's name.</param>
/// <param name="Id">The setting that switches the list on.</param>
/// <param name="Option">The option of it that does.</param>
/// <param name="ListId">The setting that holds the list.</param>
internal sealed record BrowserSetting(string Browser, string Id, string Option, string ListId);
