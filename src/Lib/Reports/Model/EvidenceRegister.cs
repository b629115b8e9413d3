using System.Globalization;
using TikTokBan.Removal.Plans;
using TikTokBan.Reports.Privacy;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Model;

/// <summary>Lists what the numbers of a report rest on. The order hangs on what the report is made of alone, so a reference is the same in every edition.</summary>
internal sealed class EvidenceRegister
{
    private static readonly Dictionary<string, SourceStage> Stages =
        SourceDescriptors.All.ToDictionary(source => source.Id, source => source.Stage, StringComparer.Ordinal);

    private readonly List<EvidenceItem> _items = [];
    private readonly Dictionary<string, string> _bySource = new(StringComparer.Ordinal);

    public EvidenceRegister(ReportInput input, ModelTitles titles, Redaction redaction)
    {
        var (summary, text) = (input.Scan.Summary, titles.Text);
        Add("scan", summary.ScanId, text.Format("evidence.scan", text.Day(summary.AsOf)), sha256: input.Stored?.Sha256);
        Add("directive", summary.Directive, text.Format("evidence.directive", titles.Directive), sha256: summary.DirectiveHash);
        var (version, hash) = Split(summary.Catalogue);
        Add("catalogue", version, text.Format("evidence.catalogue", version), sha256: hash, records: summary.CatalogueSize);
        if ((input.Stored is { } stored ? stored.ProfileHash : input.Profile?.Hash) is { } profile)
            Add("profile", "profile", text["evidence.profile"], sha256: profile);
        foreach (var source in input.Scan.Coverage.Where(source => source.State != "absent"))
        {
            var title = titles.Source(source.Source, source.Title);
            var reference = Add("source", source.Source, title, redaction.Location(source.Location, title), source.Sha256, source.RowsRead, source.From, source.To);
            // As its own location tells: the one that is shown may have been left out.
            _items[^1] = _items[^1] with { IsInArchive = source.Sha256 is not null && source.Location.Contains("!/", StringComparison.Ordinal) };
            _bySource.TryAdd(source.Location, reference);
            Sources.Add((reference, source.Source, source.Observations, source.RowsRejected));
        }

        foreach (var earlier in input.History.Where(scan => scan.Id != summary.ScanId))
            Add("previousScan", earlier.Id, text.Format("evidence.previousScan", text.Day(earlier.AsOf)), sha256: earlier.Sha256);
        if (input.Previous is { } previous && previous.Summary.ScanId != summary.ScanId && !input.History.Any(scan => scan.Id == previous.Summary.ScanId))
            Add("previousScan", previous.Summary.ScanId, text.Format("evidence.previousScan", text.Day(previous.Summary.AsOf)));
        if (input.Waivers.Count > 0)
            Add("waivers", "ledger", text["evidence.waivers"], sha256: input.Head?.Chains.GetValueOrDefault("waivers"));
        foreach (var (plan, _) in input.Plans)
            Add(plan.Purpose == PlanPurpose.Block ? "blockPlan" : "removalPlan", plan.Id, text.Format("evidence.plan." + plan.Purpose, plan.Id), sha256: plan.Hash.Length == 0 ? null : plan.Hash);
    }

    /// <summary>All of it, in the order of the references.</summary>
    public IReadOnlyList<EvidenceItem> Items => [.. _items.Select(item => item.Kind is "blockPlan" or "removalPlan" ? item with { Kind = "plan" } : item)];

    /// <summary>The sources that were read: reference, kind of source, how many observations they gave and how many rows they have that nobody understood.</summary>
    public List<(string Reference, string Source, long Observations, long Rejected)> Sources { get; } = [];

    /// <summary>References of a kind, where a plan is a <c>blockPlan</c> or a <c>removalPlan</c>.</summary>
    public IEnumerable<string> Of(string kind) => _items.Where(item => item.Kind == kind).Select(item => item.Reference);

    /// <summary>References of sources that tell of devices and people rather than of applications.</summary>
    public IEnumerable<string> Inventories => Sources.Where(source => Stages.GetValueOrDefault(source.Source) == SourceStage.Reference).Select(source => source.Reference);

    /// <summary>The register's reference for what a piece of evidence names as <c>file:line</c>; null where the file isn't listed.</summary>
    public string? ReferenceOf(string place)
    {
        for (var end = place.Length; end > 0; end = place.LastIndexOf(':', end - 1))
        {
            if (_bySource.TryGetValue(place[..end], out var reference))
                return reference;
        }

        return null;
    }

    private static (string Version, string? Hash) Split(string catalogue) =>
        catalogue.Split(' ') is [var version, var hash] ? (version, hash) : (catalogue, null);

    private string Add(string kind, string key, string title, string? location = null, string? sha256 = null, long? records = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var reference = "E-" + (_items.Count + 1).ToString("000", CultureInfo.InvariantCulture);
        _items.Add(new EvidenceItem(reference, kind, key, title, location is { Length: 0 } ? null : location, sha256, records, from, to));
        return reference;
    }
}
