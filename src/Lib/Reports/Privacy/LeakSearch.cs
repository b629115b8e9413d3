namespace TikTokBan.Reports.Privacy;

/// <summary>A number that a reader could work out.</summary>
/// <param name="Number">The number.</param>
/// <param name="Layers">The sums that give it away, in layers: those that tell it, those that tell what these need, and so on.</param>
internal sealed record Leak(int Number, Func<IReadOnlyList<IReadOnlyList<int>>> Layers);

/// <summary>Looks for small groups that can be worked out from what is told now.</summary>
internal sealed class LeakSearch(PublishedNumbers numbers)
{
    private readonly HashSet<int> _lost = [];
    private OtherTables? _others;

    /// <summary>Leaks by the cheapest reckoning that finds any: a dearer one waits until that finds nothing more.</summary>
    public IReadOnlyList<Leak> Find()
    {
        var narrowing = new Narrowing(numbers.Sums, numbers.Bounds);
        List<Leak> leaks = [.. Told(narrowing)];
        if (leaks.Count == 0)
            leaks = [.. SmallRests(narrowing)];
        if (leaks.Count == 0)
            leaks = [.. Determined()];
        return leaks.Count == 0 ? [.. Closed(narrowing)] : leaks;
    }

    /// <summary>Leaves a number out from now on: it is lost.</summary>
    public void GiveUp(int number) => _lost.Add(number);

    /// <summary>Leaves out whatever is lost as the numbers stand: what earlier reports alone give away, nothing that is hidden now can help.</summary>
    public void GiveUpWhatIsLost()
    {
        var narrowing = new Narrowing(numbers.Sums, numbers.Bounds);
        foreach (var leak in Told(narrowing).Concat(SmallRests(narrowing)).Concat(Determined()).ToList())
            _lost.Add(leak.Number);
    }

    /// <summary>The sums a number is in, then those that share a number with these, and so on.</summary>
    public List<IReadOnlyList<int>> Around(int number)
    {
        var layers = new List<IReadOnlyList<int>>();
        var reached = new HashSet<int>();
        var next = numbers.SumsOf(number).Where(reached.Add).ToList();
        while (next.Count > 0)
        {
            layers.Add(next);
            next = [.. next.SelectMany(numbers.Members).SelectMany(numbers.SumsOf).Where(reached.Add)];
        }

        return layers;
    }

    private IEnumerable<Leak> Told(Narrowing narrowing) => narrowing.Told(IsKept).Select(told => new Leak(told.Number, () => narrowing.Behind(told.Sum)));

    private IEnumerable<Leak> SmallRests(Narrowing narrowing) => narrowing.SmallRests()
        .Select(sum => new Leak(numbers.Sums[sum].Parts.First(part => numbers[part] != Known.Exact), () => narrowing.Behind(sum)))
        .Where(leak => !_lost.Contains(leak.Number));

    private IEnumerable<Leak> Determined() =>
        new Elimination(numbers.Sums, number => numbers[number] != Known.Exact).Determined().Where(IsKept).Select(Near);

    // Secrets for which no other numbers agree; where the search was given up, those of which every other value leads to a contradiction.
    private IEnumerable<Leak> Closed(Narrowing narrowing)
    {
        _others = (_others ?? new OtherTables(numbers, numbers.Bounds)).Within(narrowing.Range);
        return Enumerable.Range(0, numbers.Count)
            .Where(number => IsKept(number) && !(_others.LeaveOpen(number) ?? Agrees(number, narrowing)) && !IsLostAnyway(number))
            .Select(Near);
    }

    private bool Agrees(int number, Narrowing narrowing)
    {
        var (low, high) = narrowing.Range(number);
        return OtherTables.Moves.Select(move => numbers.Value(number) + move).Any(value => value >= low && value <= high && !narrowing.Contradicts(number, value, numbers.SumsOf));
    }

    // Where an earlier report's secret stays closed even if nothing is told now, hiding would be in vain.
    private bool IsLostAnyway(int number)
    {
        if (!numbers.IsFixed(number) || new OtherTables(numbers, Settled).Within(Settled).LeaveOpen(number) != false)
            return false;
        return _lost.Add(number);

        (long Low, long High) Settled(int one) => numbers.IsFixed(one) ? numbers.Bounds(one) : (0, long.MaxValue);
    }

    private Leak Near(int number) => new(number, () => Around(number));

    private bool IsKept(int number) => numbers.IsSecret(number) && !_lost.Contains(number);
}
