using TikTokBan.Ledger;
using TikTokBan.Tenants;

namespace TikTokBan.Reports.Handover;

/// <summary>What is to be put where.</summary>
public sealed record PublishRequest
{
    /// <summary>The signed-in tenant.</summary>
    public required TenantSession Session { get; init; }

    /// <summary>The folder that holds the report.</summary>
    public required string Folder { get; init; }

    /// <summary>The site: <c>https://HOST/sites/NAME</c>.</summary>
    public required string Site { get; init; }

    /// <summary>Name of the library; null for the site's default one.</summary>
    public string? Library { get; init; }

    /// <summary>Folder in the library, with slashes; what is missing of it is made. Null for the library itself.</summary>
    public string? Target { get; init; }

    /// <summary>Whether a file of the same name and other content is given the new content. Its earlier versions and its label stay.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether a report may be put there that tells of people, by name or pseudonym.</summary>
    public bool AllowPersonalData { get; init; }

    /// <summary>Told how far it has come; called from any thread, one call at a time.</summary>
    public IProgress<PublishProgress>? Progress { get; init; }

    /// <summary>The ledger beside which what is needed to go on after an interruption is kept, in the folder <c>uploads</c>; null for the user's own.</summary>
    public LedgerLocation? Ledger { get; init; }
}

/// <summary>How far publishing has come.</summary>
/// <param name="File">The file that is under way.</param>
/// <param name="Sent">Bytes of all files that have arrived.</param>
/// <param name="Bytes">Bytes of all files.</param>
public sealed record PublishProgress(string File, long Sent, long Bytes);
