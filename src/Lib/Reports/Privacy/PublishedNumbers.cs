namespace TikTokBan.Reports.Privacy;

/// <summary>What is told of a number.</summary>
internal enum Known
{
    Exact,
    Rounded,
    Small,

    /// <summary>Nothing, because the total it belongs to is itself under five.</summary>
    Covered,
    Hidden,
}

/// <summary>Whether a reader can tell from a number's place alone that it isn't nought.</summary>
internal enum Listing
{
    /// <summary>It may be nought.</summary>
    Always,

    /// <summary>It stands in a list of what occurs, so it is at least one, whatever is told of it.</summary>
    Occurring,

    /// <summary>The same, but it leaves the list when its total is under five.</summary>
    OccurringUnlessCovered,
}

/// <summary>All numbers that are published together, the sums that hold between them, and what is told of each.</summary>
internal sealed class PublishedNumbers
{
    private readonly List<long> _values = [];
    private readonly List<int> _levels = [];
    private readonly List<Listing> _listings = [];
    private readonly List<Known> _known = [];
    private readonly List<bool> _fixed = [];
    private readonly Dictionary<int, Known> _most = [];
    private readonly List<Suppression.Sum> _sums = [];
    private readonly List<List<int>> _sumsOf = [];

    public int Count => _values.Count;

    public IReadOnlyList<Suppression.Sum> Sums => _sums;

    /// <summary>Adds a number; one of which it is given what is told of it stays so.</summary>
    public int Add(long value, int level, Listing listing, Known? told = null)
    {
        _values.Add(value);
        _levels.Add(level);
        _listings.Add(listing);
        _known.Add(told ?? Known.Exact);
        _fixed.Add(told is not null);
        _sumsOf.Add([]);
        return _values.Count - 1;
    }

    public void Total(int total, IReadOnlyList<int> parts, bool isDifference = false)
    {
        foreach (var member in parts.Append(total))
            _sumsOf[member].Add(_sums.Count);
        _sums.Add(new Suppression.Sum(total, parts, isDifference));
    }

    public long Value(int number) => _values[number];

    public int Level(int number) => _levels[number];

    public Known this[int number]
    {
        get => _known[number];
        set => _known[number] = value;
    }

    /// <summary>Whether a number that another report has hidden, or nobody tells, is among these.</summary>
    public bool HasSettled => Enumerable.Range(0, Count).Any(number => _fixed[number] && _known[number] != Known.Exact);

    /// <summary>Whether what is told of it can't be changed any more.</summary>
    public bool IsFixed(int number) => _fixed[number];

    /// <summary>The most that may be told of it, for a number that is not small.</summary>
    public Known Most(int number) => _most.GetValueOrDefault(number, Known.Exact);

    /// <summary>Lets no more be told of a number than this.</summary>
    public void Limit(int number, Known most) => _most[number] = most;

    public Listing Listing(int number) => _listings[number];

    public IReadOnlyList<int> SumsOf(int number) => _sumsOf[number];

    public IEnumerable<int> Members(int sum) => _sums[sum].Parts.Append(_sums[sum].Total);

    public bool IsSmall(int number) => _values[number] is > 0 and < Suppression.Threshold;

    public bool IsSecret(int number) => _known[number] != Known.Exact && IsSmall(number);

    /// <summary>What the number can be, for a reader who looks at nothing else.</summary>
    public (long Low, long High) Bounds(int number) => _known[number] switch
    {
        Known.Exact => (_values[number], _values[number]),
        Known.Rounded => Rounding.Range(Rounding.Nearest(_values[number])),
        Known.Small => (1, Suppression.Threshold - 1),
        Known.Covered => (_listings[number] == Privacy.Listing.Occurring ? 1 : 0, long.MaxValue),
        _ => (_listings[number] == Privacy.Listing.Always ? 0 : 1, long.MaxValue),
    };

    public Figure Figure(int number) => _known[number] switch
    {
        Known.Exact => new(_values[number]),
        Known.Rounded => new(Rounding.Nearest(_values[number]), FigureState.Rounded),
        Known.Small => new(_values[number], FigureState.Small),
        _ => new(_values[number], FigureState.Withheld),
    };
}
