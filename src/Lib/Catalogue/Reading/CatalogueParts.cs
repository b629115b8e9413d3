namespace TikTokBan.Catalogue.Reading;

/// <summary>Everything that was read, checked against each other.</summary>
internal sealed record CatalogueParts(
    string Version,
    IReadOnlyList<CoveredApplication> Applications,
    IReadOnlyList<CoveredIndicator> Shared,
    IReadOnlyList<ExcludedValue> Excluded,
    IReadOnlyDictionary<string, ApplicationClass> Classes,
    IReadOnlyDictionary<string, CatalogueSource> Sources,
    CatalogueWords Words);

/// <summary>Words by which titles, hosts and subjects of others are told from those of the vendor.</summary>
internal sealed record CatalogueWords(
    IReadOnlyList<string> ThirdParty,
    IReadOnlyList<string> Impersonation,
    IReadOnlyList<string> Code,
    IReadOnlyList<string> Filler,
    IReadOnlyList<string> Account)
{
    public static CatalogueWords None { get; } = new([], [], [], [], []);
}
