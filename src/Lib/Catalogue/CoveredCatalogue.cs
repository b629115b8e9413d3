using TikTokBan.Catalogue.Reading;

namespace TikTokBan.Catalogue;

/// <summary>The covered applications and what gives them away. Immutable.</summary>
public sealed class CoveredCatalogue
{
    private readonly Dictionary<string, CoveredApplication> _byId;

    internal CoveredCatalogue(CatalogueParts parts)
    {
        Version = parts.Version;
        Applications = parts.Applications;
        Shared = parts.Shared;
        Excluded = parts.Excluded;
        Classes = parts.Classes;
        Sources = parts.Sources;
        Words = parts.Words;
        _byId = Applications.ToDictionary(application => application.Id, StringComparer.Ordinal);
        Hash = CatalogueHash.Of(this);
    }

    /// <summary>Version of the shipped catalogue.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of the whole content, an authority's own included, as 64 hexadecimal digits. Comments, layout and the order of files do not change it.</summary>
    public string Hash { get; }

    /// <summary>The applications, by id.</summary>
    public IReadOnlyList<CoveredApplication> Applications { get; }

    /// <summary>Indicators that belong to no single application, such as shared infrastructure.</summary>
    public IReadOnlyList<CoveredIndicator> Shared { get; }

    /// <summary>Values that are never flagged.</summary>
    public IReadOnlyList<ExcludedValue> Excluded { get; }

    /// <summary>The classes, by id.</summary>
    public IReadOnlyDictionary<string, ApplicationClass> Classes { get; }

    /// <summary>The sources, by id.</summary>
    public IReadOnlyDictionary<string, CatalogueSource> Sources { get; }

    /// <summary>Every indicator, those of applications first.</summary>
    public IEnumerable<CoveredIndicator> Indicators => Applications.SelectMany(application => application.Indicators).Concat(Shared);

    internal CatalogueWords Words { get; }

    /// <summary>A catalogue that covers nothing, for sources in which no application is looked for.</summary>
    internal static CoveredCatalogue OfNothing() =>
        new(new CatalogueParts("", [], [], [], new Dictionary<string, ApplicationClass>(), new Dictionary<string, CatalogueSource>(), CatalogueWords.None));

    /// <summary>Reads the shipped catalogue and what an authority adds to it.</summary>
    /// <param name="directory">The folder of the shipped catalogue; see <see cref="ProductFiles.Catalogue"/>.</param>
    /// <param name="own">Folders of the authority's own. They may add classes, sources, applications and excluded values, and may not change what is there.</param>
    /// <exception cref="UnusableInputException">Anything is missing, unknown, contradictory or not well formed; the message names file and line.</exception>
    public static CoveredCatalogue Load(string directory, params string[] own)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(own);
        return new CoveredCatalogue(CatalogueReader.Read(directory, own));
    }

    /// <summary>The application with an id; null when there is none.</summary>
    public CoveredApplication? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Makes the matcher of this catalogue. It can be shared by threads and kept as long as the catalogue.</summary>
    public Matcher CreateMatcher() => new(this);
}
