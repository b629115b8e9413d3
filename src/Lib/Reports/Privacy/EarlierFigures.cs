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
    private readonly List<IReadOnlyDictionary<string, string>> _reports = [];

    public EarlierFigures(Suppression figures) => _figures = figures;

    /// <summary>Takes in a report of which the scan is at hand.</summary>
    /// <param name="scan">The scan, counted.</param>
    /// <param name="told">What the report told, by name.</param>
    public void Include(Suppression scan, IReadOnlyDictionary<string, string> told)
    {
        var nameOf = scan.Named.ToDictionary(pair => pair.Value, pair => pair.Key);
        var numbers = scan.Numbers;
        var known = Enumerable.Range(0, numbers.Count).Select(number => KnownOf(number)).ToList();
        _reports.Add(told);
        var places = known.Select((one, number) => _figures.AddTold(numbers.Value(number), one, numbers.Listing(number))).ToList();
        foreach (var sum in numbers.Sums)
            _figures.Total(places[sum.Total], [.. sum.Parts.Select(part => places[part])]);
        foreach (var (number, name) in nameOf)
            _counted.Add(name, places[number]);

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
    public void Include(IReadOnlyDictionary<string, string> told) => _reports.Add(told);

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
                _figures.Again(number, before);
            foreach (var told in _reports)
            {
                if (told.TryGetValue(name, out var plain) && ToldFigure.Parse(plain) is { IsExact: true, Value: var value }
                    && Math.Abs(value - _figures.Numbers.Value(number)) is > 0 and < Suppression.Threshold
                    && !IsCounted(name, value) && _told.Add((name, value)))
                    _figures.Difference(number, _figures.AddTold(value, Known.Exact));
            }
        }
    }

    private bool IsCounted(string name, long value) =>
        _counted.TryGetValue(name, out var number) && _figures.Figure(number) is { IsExact: true } figure && figure.Value == value;
}
