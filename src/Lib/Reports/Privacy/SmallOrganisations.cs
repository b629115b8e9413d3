using TikTokBan.Exposures;

namespace TikTokBan.Reports.Privacy;

/// <summary>Puts organisations together of which so few people or devices are exposed that the organisation's name would tell who they are.</summary>
internal sealed class SmallOrganisations
{
    /// <summary>The key under which they stand.</summary>
    public const string Key = "other-organisations";

    private readonly HashSet<string> _small;

    public SmallOrganisations(IEnumerable<Exposure> cases)
    {
        var sizes = cases.Where(one => one.Organisation is not null)
            .GroupBy(one => one.Organisation!, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Subjects: group.Select(SubjectOf).Distinct(StringComparer.Ordinal).LongCount()))
            .OrderBy(one => one.Subjects).ThenBy(one => one.Id, StringComparer.Ordinal)
            .ToList();
        var together = 0L;
        _small = new HashSet<string>(StringComparer.Ordinal);
        // The last small one alone would be known by elimination, so the next larger joins it.
        foreach (var (id, subjects) in sizes.TakeWhile(one => one.Subjects < Suppression.Threshold || together is > 0 and < Suppression.Threshold))
        {
            _small.Add(id);
            together += subjects;
        }
    }

    public bool Any => _small.Count > 0;

    /// <summary>The organisation as it may be told; null is not known.</summary>
    public string? Of(string? organisation) => organisation is not null && _small.Contains(organisation) ? Key : organisation;

    private static string SubjectOf(Exposure one) => one.Person?.Id ?? one.Device?.Id ?? one.Id;
}
