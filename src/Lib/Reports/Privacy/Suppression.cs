namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Decides which numbers of a report may be shown, so that no group under five can be told or worked out, neither a number nor what
/// a sum leaves for several together.
/// All numbers that are published together go in, with every sum that holds between them; the answer tells as much as it can: numbers are rounded to fives before any is withheld, details before totals. First two kinds of reckoning are defeated: narrowing
/// what each sum leaves open, over all sums until nothing moves, and solving all sums together as equations. Then, so that no other kind
/// succeeds either, other numbers that agree with all that is told are sought for each secret, in which it has another value.
/// </summary>
internal sealed class Suppression
{
    /// <summary>The smallest group that may be told.</summary>
    public const long Threshold = 5;

    // Looking again at what was hidden, in members of sums looked at: about a second's work.
    private const long SecondLooks = 2_000_000;

    private readonly int _keep;
    private readonly PublishedNumbers _numbers = new();
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly LeakSearch _search;

    /// <param name="keep">Numbers of this level and above stay exact unless nothing else helps.</param>
    public Suppression(int keep = int.MaxValue) => (_keep, _search) = (keep, new LeakSearch(_numbers));

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number, at least nought.</param>
    /// <param name="level">How much it matters: of two numbers that could be hidden, the one with the lower level is.</param>
    /// <param name="listing">Whether its place tells that it isn't nought.</param>
    /// <param name="name">Its name, by which it is the same number in another report; null for one that isn't told again.</param>
    public int Add(long value, int level, Listing listing = Listing.Always, string? name = null)
    {
        var number = _numbers.Add(value, level, listing);
        if (name is not null)
            _named.Add(name, number);
        return number;
    }

    /// <summary>Adds a number of which it is settled what is told: it stands in another report, or nowhere.</summary>
    /// <param name="value">The number.</param>
    /// <param name="known">What is told of it.</param>
    /// <param name="listing">Whether its place tells that it isn't nought.</param>
    public int AddTold(long value, Known known, Listing listing = Listing.Always) => _numbers.Add(value, int.MaxValue, listing, known);

    /// <summary>Gives a number a name too; the first that has a name keeps it.</summary>
    public void Name(int number, string name) => _named.TryAdd(name, number);

    /// <summary>
    /// States that a number is told in another report: what a reader gets who takes one from the other is a group that must not be told either
    /// where it is under five. Where nothing changed no more is told than there, for a reader may guess so much.
    /// </summary>
    public void Again(int number, int before)
    {
        if (_numbers.Value(number) == _numbers.Value(before) && _numbers[before] is Known.Rounded)
            _numbers.Limit(number, Known.Rounded);
        Difference(number, before);
    }

    /// <summary>States what a reader gets who takes one number from another: a group that must not be told either where it is under five.</summary>
    public void Difference(int one, int other)
    {
        var (more, less) = _numbers.Value(one) >= _numbers.Value(other) ? (one, other) : (other, one);
        var difference = _numbers.Value(more) - _numbers.Value(less);
        if (difference is > 0 and < Threshold)
            _numbers.Total(more, [less, AddTold(difference, Known.Hidden)], isDifference: true);
    }

    /// <summary>States that a number is the sum of others.</summary>
    public void Total(int total, IReadOnlyList<int> parts) => _numbers.Total(total, parts);

    /// <summary>What may be shown of a number; without <see cref="Solve"/>, everything.</summary>
    public Figure Figure(int number) => _numbers.Figure(number);

    /// <summary>True where a number is hidden because the total it belongs to is itself under five.</summary>
    public bool IsCovered(int number) => _numbers[number] == Known.Covered;

    /// <summary>Numbers by name.</summary>
    public IReadOnlyDictionary<string, int> Named => _named;

    /// <summary>All numbers with the sums that hold between them.</summary>
    public PublishedNumbers Numbers => _numbers;

    /// <summary>What may be shown of each number that has a name and a place.</summary>
    public IReadOnlyDictionary<string, string> Published() => _named.Where(pair => !IsCovered(pair.Value) || _numbers.Listing(pair.Value) != Listing.OccurringUnlessCovered)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => Figure(pair.Value).Plain, StringComparer.Ordinal);

    /// <summary>Rounds and hides what has to be.</summary>
    public void Solve()
    {
        GiveUpWhatIsLost();
        for (var number = 0; number < _numbers.Count; number++)
        {
            if (!_numbers.IsFixed(number))
                _numbers[number] = _numbers.IsSmall(number) ? Known.Small : _numbers.Most(number);
        }

        CoverPartsOfSmallTotals();
        // Each round tells less of at least one number, and that can be done three times at most: shown, rounded or small, hidden.
        for (var round = 0; round <= 3 * _numbers.Count; round++)
        {
            if (!ProtectWhatIsTold())
            {
                TellWhatNeedNotBeHidden();
                return;
            }

            CoverPartsOfSmallTotals();
        }

        throw new InvalidOperationException("the numbers of the report could not be protected");
    }

    private void GiveUpWhatIsLost()
    {
        if (!_numbers.HasSettled)
            return;
        for (var number = 0; number < _numbers.Count; number++)
        {
            if (!_numbers.IsFixed(number))
                _numbers[number] = Known.Hidden;
        }

        _search.GiveUpWhatIsLost();
    }

    private bool ProtectWhatIsTold()
    {
        var leaks = _search.Find();
        // What is hidden for one secret often hides its neighbours too, so these wait for the next round.
        var touched = new HashSet<int>();
        foreach (var (number, layers) in leaks.Where(leak => !_numbers.SumsOf(leak.Number).Any(touched.Contains)))
            touched.UnionWith(Protect(number, layers()));
        return leaks.Count > 0;
    }

    // A total under five with its parts told apart would tell each of them nearly.
    private void CoverPartsOfSmallTotals()
    {
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var sum in _numbers.Sums.Where(sum => !sum.IsDifference && _numbers[sum.Total] is (Known.Small or Known.Covered)))
            {
                foreach (var part in sum.Parts.Where(part => _numbers[part] != Known.Covered && !_numbers.IsFixed(part)))
                {
                    _numbers[part] = Known.Covered;
                    moved = true;
                }
            }
        }
    }

    private IReadOnlyList<int> Protect(int secret, IReadOnlyList<IReadOnlyList<int>> layers)
    {
        var weakening = new Weakening(_numbers, _keep);
        var number = weakening.Weaken(layers) ?? weakening.Weaken(_search.Around(secret));
        if (number is { } victim)
            return _numbers.SumsOf(victim);
        // Nothing else is left to hide, so not even "under five" is told.
        var rest = _search.Around(secret).SelectMany(sums => sums).SelectMany(_numbers.Members).Append(secret)
            .Where(member => !_numbers.IsFixed(member) && _numbers[member] != Known.Hidden).ToList();
        if (rest.Count == 0)
            _search.GiveUp(secret);
        foreach (var member in rest)
            _numbers[member] = Known.Hidden;
        return _numbers.SumsOf(secret);
    }

    // What was hidden early on may no longer be needed once its neighbours are hidden too; the most important first.
    private void TellWhatNeedNotBeHidden()
    {
        var cost = _numbers.Sums.Sum(sum => (long)sum.Parts.Count + 1);
        var looks = cost == 0 ? 0 : SecondLooks / cost;
        foreach (var number in Enumerable.Range(0, _numbers.Count).Where(number => !_numbers.IsFixed(number) && _numbers[number] is (Known.Rounded or Known.Hidden))
            .OrderByDescending(_numbers.Level).ThenByDescending(_numbers.Value).ThenBy(number => number))
        {
            var before = _numbers[number];
            Known[] better = _numbers.IsSmall(number) ? [Known.Small] : _numbers.Value(number) == 0 || before == Known.Rounded ? [Known.Exact] : [Known.Exact, Known.Rounded];
            foreach (var state in better)
            {
                if (_numbers.Most(number) > state && state != Known.Small)
                    continue;
                if (looks-- <= 0)
                    return;
                _numbers[number] = state;
                if (IsSafe())
                    break;
                _numbers[number] = before;
            }
        }
    }

    private bool IsSafe() => !_numbers.Sums.Any(sum => !sum.IsDifference && _numbers[sum.Total] == Known.Small && sum.Parts.Any(part => _numbers[part] != Known.Covered && !_numbers.IsFixed(part)))
        && _search.Find().Count == 0;

    internal readonly record struct Sum(int Total, IReadOnlyList<int> Parts, bool IsDifference = false);
}
