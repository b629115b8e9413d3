namespace TikTokBan.Catalogue.Matching;

/// <summary>An indicator with the answer for its value. An excluded value has an answer and no indicator.</summary>
internal sealed record Known(CoveredIndicator? Indicator, MatchResult Answer)
{
    /// <summary>Tables of the indicators of one kind and the values excluded from it, by their canonical form.</summary>
    public static SpanTable<Known> Table(CoveredCatalogue catalogue, Answers answers, IndicatorKind kind) =>
        new(Of(catalogue, answers, kind).Select(known => KeyValuePair.Create(known.Canonical, known.Known)));

    public static IEnumerable<(string Canonical, Known Known)> Of(CoveredCatalogue catalogue, Answers answers, IndicatorKind kind)
    {
        foreach (var excluded in catalogue.Excluded.Where(one => one.Kind == kind))
            yield return (excluded.Canonical, new Known(null, Answers.NotCovered($"{excluded.Value} is excluded: {excluded.Why}.")));

        foreach (var indicator in catalogue.Indicators.Where(one => one.Kind == kind))
            yield return (indicator.Canonical, new Known(indicator, answers.For(indicator)));
    }
}
