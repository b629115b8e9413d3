using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>Puts observations into the one order in which an exposure shows them.</summary>
internal static class EvidenceOrder
{
    public static IReadOnlyList<Evidence> Of(IEnumerable<Observation> observations) =>
    [
        .. observations
            .OrderBy(observation => observation.Source, StringComparer.Ordinal)
            .ThenBy(observation => observation.Conduct)
            .ThenBy(observation => observation.Value, StringComparer.Ordinal)
            .ThenBy(observation => observation.Reference, StringComparer.Ordinal)
            .Select(Of),
    ];

    public static Evidence Of(Observation observation) => new(
        observation.Source,
        observation.Kind,
        observation.Conduct,
        observation.ObservedAt,
        observation.Match.Indicator,
        observation.Value,
        observation.Match.Outcome,
        ReasonOf(observation),
        observation.Reference);

    private static string ReasonOf(Observation observation)
    {
        var reason = observation.Match.Reason;
        if (observation.Version is { Length: > 0 } version)
            reason = $"{reason} Version {version}.";
        return observation.Doubt is { } doubt ? $"{reason} {doubt}" : reason;
    }
}
