using System.Text.RegularExpressions;
using TikTokBan.Exposures;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Privacy;

/// <summary>Hides, in what is said of a case, a population of which so few people are exposed that its name would tell who they are.</summary>
internal sealed partial class SmallPopulations
{
    private readonly Dictionary<string, IReadOnlyList<string>> _read = new(StringComparer.Ordinal);
    private readonly ReportText _text;
    private readonly HashSet<string> _small;

    /// <param name="scans">The scans of which a report tells.</param>
    /// <param name="text">The report's language.</param>
    public SmallPopulations(IEnumerable<ScanResult> scans, ReportText text)
    {
        _text = text;
        _small = SmallGroups.Of(scans.Select(scan => scan.Exposures.SelectMany(Members)), []);
    }

    /// <summary>The sentence in the report's language without such populations; null where it tells of none.</summary>
    public string? Told(string reason)
    {
        var populations = Read(reason);
        if (!populations.Any(_small.Contains))
            return null;
        var told = populations.Where(one => !_small.Contains(one)).Append(_text["population.other"]);
        var (beginning, end) = JudgementSentences.Populations(_text.Language);
        return beginning + string.Join(", ", told) + end;
    }

    private IEnumerable<(string Population, string Member)> Members(Exposure one) =>
        (one.Person?.Population ?? []).Concat(one.Reasons.SelectMany(Read)).Select(population => (population, SmallOrganisations.SubjectOf(one)));

    // The populations that a sentence says somebody belongs to; a scan may have been made in any language.
    private IReadOnlyList<string> Read(string reason)
    {
        if (_read.TryGetValue(reason, out var known))
            return known;
        foreach (var (beginning, end) in Directives.LocalText.Languages.Select(JudgementSentences.Populations))
        {
            if (reason.Length > beginning.Length + end.Length && reason.StartsWith(beginning, StringComparison.Ordinal) && reason.EndsWith(end, StringComparison.Ordinal))
                return _read[reason] = [.. reason[beginning.Length..^end.Length].Split(", ").Where(one => Code().IsMatch(one))];
        }

        return _read[reason] = [];
    }

    // A word without a hyphen is one of a language, such as "none"; "citizen" alone is a population.
    [GeneratedRegex("^(?:[a-z0-9]+(?:-[a-z0-9]+)+|eeas|citizen)$")]
    private static partial Regex Code();
}
