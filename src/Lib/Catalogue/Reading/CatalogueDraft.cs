using TikTokBan.Yaml;

namespace TikTokBan.Catalogue.Reading;

/// <summary>What has been read so far; refuses what contradicts it.</summary>
internal sealed class CatalogueDraft
{
    private readonly Dictionary<(IndicatorKind Kind, string Value), IndicatorDraft> _first = [];
    private readonly HashSet<(IndicatorKind Kind, string Value, string? Platform)> _seen = [];
    private readonly Dictionary<(IndicatorKind Kind, string Value), ExcludedDraft> _excluded = [];

    public YamlMapping? Manifest { get; set; }

    /// <summary>Whether what is being read is the shipped catalogue rather than an authority's own.</summary>
    public bool Shipped { get; set; }

    public CatalogueWords Words { get; set; } = CatalogueWords.None;

    public Dictionary<string, ApplicationClass> Classes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CatalogueSource> Sources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ApplicationDraft> Applications { get; } = new(StringComparer.Ordinal);

    public List<IndicatorDraft> Indicators { get; } = [];

    public IReadOnlyCollection<ExcludedDraft> Excluded => _excluded.Values;

    public void Add(ApplicationDraft application)
    {
        if (!Applications.TryAdd(application.Id, application))
            throw application.At.Error($"the application '{application.Id}' is defined already in {Where(Applications[application.Id].At)}; choose another id");
        foreach (var indicator in application.Indicators)
            Add(indicator);
    }

    public void Add(IndicatorDraft indicator)
    {
        var key = (indicator.Kind, indicator.Canonical);
        var spelling = CatalogueVocabulary.Spelling(indicator.Kind);
        if (_excluded.TryGetValue(key, out var excluded))
            throw indicator.At.Error($"the {spelling} '{indicator.Value}' is excluded in {Where(excluded.At)}; it can't be an indicator too");
        if (_first.TryGetValue(key, out var first))
        {
            if (first.Application != indicator.Application)
                throw indicator.At.Error($"the {spelling} '{indicator.Value}' belongs to '{first.Application ?? first.Class}' already, in {Where(first.At)}; a value gives one application away");
            if (!_seen.Add((indicator.Kind, indicator.Canonical, indicator.Platform)))
                throw indicator.At.Error($"the {spelling} '{indicator.Value}' stands in {Where(first.At)} already; remove one");
        }
        else
        {
            _first.Add(key, indicator);
            _seen.Add((indicator.Kind, indicator.Canonical, indicator.Platform));
        }

        Indicators.Add(indicator);
    }

    public void Add(ExcludedDraft excluded)
    {
        var key = (excluded.Kind, excluded.Canonical);
        var spelling = CatalogueVocabulary.Spelling(excluded.Kind);
        if (_first.TryGetValue(key, out var indicator))
            throw excluded.At.Error($"the {spelling} '{excluded.Value}' is an indicator in {Where(indicator.At)}; it can't be excluded too");
        if (!_excluded.TryAdd(key, excluded))
            throw excluded.At.Error($"the {spelling} '{excluded.Value}' is excluded in {Where(_excluded[key].At)} already; remove one");
    }

    private static string Where(YamlNode node) => $"{Path.GetFileName(node.Path)}:{node.Line}";
}

/// <summary>An application as read.</summary>
internal sealed record ApplicationDraft(
    YamlNode At,
    string Id,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Titles,
    string Class,
    MatchOutcome? Outcome,
    string Vendor,
    string Origin,
    string Category,
    IReadOnlyList<string> Publishers,
    string? Note,
    bool Shipped,
    IReadOnlyList<IndicatorDraft> Indicators);

/// <summary>An indicator as read.</summary>
internal sealed record IndicatorDraft(YamlNode At, IndicatorKind Kind, string Value, string Canonical, string? Application, string Class)
{
    public string? Platform { get; init; }

    public string? Role { get; init; }

    public MatchOutcome? Outcome { get; init; }

    public int ConfirmedBy { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string? Note { get; init; }

    public bool Ambiguous { get; init; }
}

/// <summary>An excluded value as read.</summary>
internal sealed record ExcludedDraft(YamlNode At, IndicatorKind Kind, string Value, string Canonical, string Why);
