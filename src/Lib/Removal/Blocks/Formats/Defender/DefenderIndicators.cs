namespace TikTokBan.Removal.Blocks.Formats.Defender;

/// <summary>What an indicator of the service says.</summary>
internal sealed record DefenderIndicator(string Value, string Title, string Description);

/// <summary>The domains as indicators of Defender for Endpoint, within its limits.</summary>
internal static class DefenderIndicators
{
    /// <summary>What a request and a file may hold.</summary>
    public const int MostAtOnce = 500;

    /// <summary>What a tenant may hold in all.</summary>
    public const int MostInTenant = 15000;

    /// <summary>What every title begins with, so that they can be found again.</summary>
    public const string Mark = "TikTokBan";

    public const string Before =
        "Turn on network protection in block mode, and custom network indicators under Settings, Endpoints, Advanced features; turn off QUIC and encrypted client hello in browsers other than Edge, which hide names from it.";

    public const string Limit = "devices that are not onboarded or whose network protection only audits. A tenant holds 15,000 indicators in all.";

    public static IReadOnlyList<string> Test =>
        [$"After up to two hours, https://{BlockNotes.BlockedSite} must not open on an onboarded device, in Edge and in another browser; https://www.belgium.be must."];

    public static IReadOnlyList<DefenderIndicator> Of(BlockSelection selection) => selection.Domains.Count <= MostInTenant
        ? [.. selection.Domains.Select(domain => new DefenderIndicator(domain.Name, $"{Mark}: {domain.Application}", Description(selection)))]
        : throw new UnusableInputException(InputProblem.BlockUnusable, $"There are {selection.Domains.Count} domains and a tenant takes {MostInTenant} indicators; name fewer applications.");

    private static string Description(BlockSelection selection) =>
        $"Blocked under {selection.Directive.Id}; catalogue {selection.CatalogueVersion} {selection.CatalogueHash[..12]}; as of {selection.AsOf:yyyy-MM-dd}";
}
