using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Removal.Blocks.Selecting;

namespace TikTokBan.Removal.Blocks;

/// <summary>What is to be blocked under a directive, what is left out, and what both rest on. The same input always gives the same.</summary>
public sealed record BlockSelection
{
    internal BlockSelection()
    {
    }

    /// <summary>The directive.</summary>
    public required Directive Directive { get; init; }

    /// <summary>The day as of which it was chosen.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Version of the catalogue.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>SHA-256 of what the catalogue says; see <see cref="CoveredCatalogue.Hash"/>.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>The applications that are meant, by id.</summary>
    public required IReadOnlyList<string> Applications { get; init; }

    /// <summary>Those of them that the directive does not cover: somebody named them.</summary>
    public required IReadOnlyList<string> BeyondDirective { get; init; }

    /// <summary>The domains to block, by name; none lies below another.</summary>
    public required IReadOnlyList<BlockedDomain> Domains { get; init; }

    /// <summary>The mail senders to hold back, by value.</summary>
    public required IReadOnlyList<BlockedSender> Senders { get; init; }

    /// <summary>The domains of the catalogue that are left out, by name.</summary>
    public required IReadOnlyList<LeftOutValue> LeftOutDomains { get; init; }

    /// <summary>The mail senders of the catalogue that are left out, by value.</summary>
    public required IReadOnlyList<LeftOutValue> LeftOutSenders { get; init; }

    /// <summary>All of it as rows: what is blocked first.</summary>
    public IEnumerable<BlockValue> Values =>
    [
        .. Domains.Select(one => new BlockValue(one.Name, "domain", true, one.Application, one.ConfirmedBy, null, null)),
        .. Senders.Select(one => new BlockValue(one.Value, one.IsDomain ? "senderDomain" : "sender", true, one.Application, one.ConfirmedBy, null, null)),
        .. LeftOutDomains.Select(one => new BlockValue(one.Value, "domain", false, one.Application, null, LeftOutText.Of(one.Reason), one.BlockedWith)),
        .. LeftOutSenders.Select(one => new BlockValue(one.Value, "sender", false, one.Application, null, LeftOutText.Of(one.Reason), one.BlockedWith)),
    ];

    /// <summary>Values that must never be blocked whole, as the catalogue excludes them.</summary>
    internal IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Chooses what is to be blocked.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="directive">The directive whose applications are meant.</param>
    /// <param name="asOf">The day; the directive must be in force on it.</param>
    /// <param name="applications">Ids of the applications meant, in place of those that the directive covers.</param>
    /// <exception cref="UnusableInputException">The directive is not in force or imposes nothing, there is no such application, or nothing is left to block.</exception>
    public static BlockSelection Of(CoveredCatalogue catalogue, Directive directive, DateOnly asOf, params string[] applications)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(applications);
        return BlockSelector.Choose(catalogue, directive, asOf, applications);
    }
}
