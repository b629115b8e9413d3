using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Reports.Texts;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Model;

/// <summary>What things are called in the report's language. A scan keeps the titles of the language that it was made in, so these come from the product's own data, or the authority's, where they are known there.</summary>
internal sealed class ModelTitles(ReportInput input, ReportOptions options, ReportText text)
{
    private readonly Lazy<Dictionary<string, CoveredApplication>> _applications = new(() =>
        CoveredCatalogue.Load(ProductFiles.Catalogue).Applications.ToDictionary(application => application.Id, StringComparer.Ordinal));

    private static Dictionary<string, string> OwnTitles { get; } = SourceDescriptors.All.ToDictionary(source => source.Id, source => source.Title, StringComparer.Ordinal);

    public ReportText Text => text;

    /// <summary>The directive's title, or its id.</summary>
    public string Directive => input.Directive?.Title(text.Language) ?? options.DirectiveTitle ?? DirectiveTitle.Of(input.Scan.Summary.Directive, text.Language) ?? input.Scan.Summary.Directive;

    public string Source(string id, string stored) => stored.Length == 0 || OwnTitles.GetValueOrDefault(id) == stored ? text.Find("source." + id) ?? stored : stored;

    public string Payer(string key) => text["payer." + key];

    /// <summary>The titles of applications that the catalogue knows, by id.</summary>
    public IReadOnlyDictionary<string, string> Applications(IEnumerable<string> ids) =>
        ids.Distinct(StringComparer.Ordinal).Where(_applications.Value.ContainsKey).ToDictionary(id => id, id => _applications.Value[id].Name(text.Language), StringComparer.Ordinal);

    /// <summary>The title of a row of a breakdown.</summary>
    /// <param name="dimension">The breakdown.</param>
    /// <param name="key">The row's key; empty for what is not known.</param>
    /// <param name="stored">As the scan has it.</param>
    public string Of(string dimension, string key, string stored) => key.Length == 0 ? stored : dimension switch
    {
        "application" => Application(key, stored),
        "organisation" => input.Profile?.OrganisationNameIn(key, text.Language) ?? stored,
        "source" => Source(key, stored),
        "platform" => PlatformNames.Of(key) is var name && name != key ? name : stored,
        "payer" => Payer(key),
        _ => stored,
    };

    // An authority's own catalogue may call an application something else: then that stands in the scan, and stays.
    private string Application(string id, string stored) =>
        _applications.Value.GetValueOrDefault(id) is { } known && known.Names.Values.Contains(stored, StringComparer.Ordinal) ? known.Name(text.Language) : stored;
}
