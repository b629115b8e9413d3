namespace TikTokBan.Reports.Privacy;

/// <summary>
/// What reports that were given out told of the same numbers: whoever has them takes one from the other. The numbers of the last one go in
/// whole, with its sums, where its scan can be counted again; of others, and where it can't, those that were told exactly.
/// </summary>
internal sealed class EarlierFigures
{
    private readonly Suppression _figures;
    private readonly Dictionary<string, int> _counted = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, long Value)> _told = [];
    private readonly HashSet<int> _rounded = [];
    private readonly List<IReadOnlyDictionary<string, string>> _reports = [];
    private readonly FoldedOrganisations? _organisations;

    public EarlierFigures(Suppression figures, FoldedOrganisations? organisations = null) => (_figures, _organisations) = (figures, organisations);

    /// <summary>Takes in a report of which the scan is at hand.</summary>
    /// <param name="scan">The scan, counted.</param>
    /// <param name="told">What the report told, by name.</param>
    public void Include(Suppression scan, IReadOnlyDictionary<string, string> told)
    {
        var nameOf = scan.Named.ToDictionary(pair => pair.Value, pair => pair.Key);
        var numbers = scan.Numbers;
        var known = Enumerable.Range(0, numbers.Count).Select(number => KnownOf(number)).ToList();
        Include(told);
        var places = known.Select((one, number) => _figures.AddTold(numbers.Value(number), one, numbers.Listing(number))).ToList();
        foreach (var sum in numbers.Sums)
            _figures.Total(places[sum.Total], [.. sum.Parts.Select(part => places[part])]);
        foreach (var (number, name) in nameOf)
            _counted.Add(name, places[number]);
        Fold();

        Known KnownOf(int number)
        {
            if (numbers.IsFixed(number))
                return numbers[number];
            // Another version of the product may have counted otherwise: what it told is then compared, but of this number it told nothing.
            if (nameOf.TryGetValue(number, out var name) && told.TryGetValue(name, out var plain))
                return ToldFigure.Of(plain, numbers.Value(number)) ?? Known.Hidden;
            // It left its list because its total was under five, or it is a number that nobody is told.
            return numbers.Listing(number) == Listing.OccurringUnlessCovered ? Known.Covered : Known.Hidden;
        }
    }

    /// <summary>Takes in a report of which nothing else is known.</summary>
    public void Include(IReadOnlyDictionary<string, string> told) => _reports.Add(_organisations?.Fold(told) ?? told);

    /// <summary>The number of that name in the report whose scan was counted; null where there is none.</summary>
    public int? Find(string name) => _counted.TryGetValue(name, out var number) ? number : null;

    /// <summary>What the last report that told a number of that name told; null where none did.</summary>
    public string? Told(string name) => _reports.Select(told => told.GetValueOrDefault(name)).FirstOrDefault(plain => plain is not null);

    /// <summary>States what a reader gets who takes the numbers of each name from another. Once all numbers are there.</summary>
    public void Compare()
    {
        foreach (var (name, number) in _figures.Named.ToList())
        {
            if (_counted.TryGetValue(name, out var before))
                Again(number, before, name);
            if (IsOfNobody(name))
                continue;
            foreach (var told in _reports)
            {
                if (told.TryGetValue(name, out var plain) && ToldFigure.Parse(plain) is { IsExact: true, Value: var value }
                    && Math.Abs(value - _figures.Numbers.Value(number)) is > 0 and < Suppression.Threshold
                    && !IsCounted(name, value) && _told.Add((name, value)))
                    _figures.Difference(number, _figures.AddTold(value, Known.Exact));
            }
        }
    }

    // That a device was seen by some source or by none tells nothing of what anybody uses on it.
    private static bool IsOfNobody(string name) => name is "headline.devicesSeen" or "headline.devicesUnseen" || name.StartsWith("unseen.", StringComparison.Ordinal);

    private void Again(int number, int before, string name)
    {
        if (_figures.Numbers.Value(number) == _figures.Numbers.Value(before) && _rounded.Contains(before))
            _figures.Numbers.Limit(number, Known.Rounded);
        if (!IsOfNobody(name) || _figures.Numbers.Value(number) == _figures.Numbers.Value(before))
            _figures.Again(number, before);
    }

    // Rows that were told apart and stand together now: a reader adds them up.
    private void Fold()
    {
        foreach (var group in _counted.GroupBy(pair => _organisations?.NameOf(pair.Key) ?? pair.Key, StringComparer.Ordinal).Where(group => group.Count() > 1 || group.Single().Key != group.Key).ToList())
        {
            foreach (var (name, _) in group)
                _counted.Remove(name);
            List<int> parts = [.. group.Select(pair => pair.Value)];
            var together = parts.Count == 1 ? parts[0] : _figures.AddTold(parts.Sum(_figures.Numbers.Value), Known.Hidden);
            _counted[group.Key] = together;
            if (parts.Count == 1)
                continue;
            _figures.Total(together, parts);
            if (parts.Exists(part => _figures.Numbers[part] == Known.Rounded))
                _rounded.Add(together);
        }
    }

    private bool IsCounted(string name, long value) =>
        _counted.TryGetValue(name, out var number) && _figures.Figure(number) is { IsExact: true } figure && figure.Value == value;
}
