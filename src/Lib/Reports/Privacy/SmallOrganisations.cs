using TikTokBan.Exposures;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Privacy;

/// <summary>Puts organisations together of which so few people or devices are exposed that the organisation's name would tell who they are.</summary>
/// <param name="scans">The scans of which a report tells: one that is small in any of them is small in all.</param>
/// <param name="already">Organisations that stood with others in an earlier report.</param>
internal sealed class SmallOrganisations(IEnumerable<ScanResult> scans, params IEnumerable<string> already)
{
    /// <summary>The key under which they stand.</summary>
    public const string Key = "other-organisations";

    private readonly HashSet<string> _small = SmallGroups.Of(
        scans.Select(scan => scan.Exposures.Where(one => one.Organisation is not null).Select(one => (one.Organisation!, SubjectOf(one)))), already);

    /// <summary>The organisation as it may be told; null is not known.</summary>
    public string? Of(string? organisation) => organisation is not null && _small.Contains(organisation) ? Key : organisation;

    /// <summary>Cases by organisation, where these already stand together.</summary>
    public static IReadOnlyList<Breakdown> Breakdown(ScanSummary summary, IReadOnlyList<Exposure> cases, ReportText text)
    {
        var titles = summary.ByOrganisation.GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Title, StringComparer.Ordinal);
        var unknown = titles.GetValueOrDefault("", "");
        titles[Key] = text["organisation.other"];
        return [.. SummaryBuilder.By(cases, one => [one.Organisation], id => titles.GetValueOrDefault(id, id)).Select(row => row.Key.Length == 0 ? row with { Title = unknown } : row)];
    }

    /// <summary>Whom a case is about: its person, else its device.</summary>
    public static string SubjectOf(Exposure one) => one.Person?.Id ?? one.Device?.Id ?? one.Id;
}
