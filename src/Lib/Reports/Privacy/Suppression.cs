namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Decides which numbers of a report may be shown, so that no group under five can be told or worked out, neither a number nor what
/// a sum leaves for several together.
/// All numbers that are published together go in, with every sum that holds between them; the answer tells as much as it can:
/// numbers are rounded to fives before any is withheld, details before totals. First two kinds of reckoning are defeated: narrowing
/// what each sum leaves open, over all sums until nothing moves, and solving all sums together as equations. Then, so that no other kind
/// succeeds either, other numbers that agree with all that is told are sought for each secret, in which it has another value.
/// </summary>
/// <param name="keep">Numbers of this level and above stay exact unless nothing else helps.</param>
internal sealed class Suppression(int keep = int.MaxValue)
{
    /// <summary>The smallest group that may be told.</summary>
    public const long Threshold = 5;

    // Looking again at what was hidden, in members of sums looked at: about a second's work.
    private const long SecondLooks = 2_000_000;

    private readonly PublishedNumbers _numbers = new();
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private OtherTables? _others;

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

    /// <summary>States that a number is the sum of others.</summary>
    public void Total(int total, IReadOnlyList<int> parts) => _numbers.Total(total, parts);

    /// <summary>What may be shown of a number; without <see cref="Solve"/>, everything.</summary>
    public Figure Figure(int number) => _numbers.Figure(number);

    /// <summary>True where a number is hidden because the total it belongs to is itself under five.</summary>
    public bool IsCovered(int number) => _numbers[number] == Known.Covered;

    /// <summary>What may be shown of each number that has a name and a place.</summary>
    public IReadOnlyDictionary<string, string> Published() => _named.Where(pair => !IsCovered(pair.Value) || !_numbers.LeavesItsList(pair.Value))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => Figure(pair.Value).Plain, StringComparer.Ordinal);

    /// <summary>Rounds and hides what has to be.</summary>
    public void Solve()
    {
        for (var number = 0; number < _numbers.Count; number++)
        {
            if (_numbers.IsSmall(number))
                _numbers[number] = Known.Small;
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

    private bool ProtectWhatIsTold()
    {
        var narrowing = new Narrowing(_numbers.Sums, _numbers.Bounds);
        var leaks = narrowing.Told(_numbers.IsSecret).Select(told => (told.Number, Layers: (Func<IReadOnlyList<IReadOnlyList<int>>>)(() => narrowing.Behind(told.Sum)))).ToList();
        if (leaks.Count == 0)
            leaks = [.. narrowing.SmallRests().Select(sum => (_numbers.Sums[sum].Parts.First(part => _numbers[part] != Known.Exact), (Func<IReadOnlyList<IReadOnlyList<int>>>)(() => narrowing.Behind(sum))))];
        if (leaks.Count == 0)
            leaks = [.. Determined().Select(Near)];
        if (leaks.Count == 0)
            leaks = [.. Closed(narrowing).Select(Near)];
        // What is hidden for one secret often hides its neighbours too, so these wait for the next round.
        var touched = new HashSet<int>();
        foreach (var (number, layers) in leaks.Where(leak => !_numbers.SumsOf(leak.Number).Any(touched.Contains)))
            touched.UnionWith(Protect(number, layers()));
        return leaks.Count > 0;

        (int Number, Func<IReadOnlyList<IReadOnlyList<int>>> Layers) Near(int number) => (number, () => Around(number));
    }

    // Secrets for which no other numbers agree; where the search was given up, those of which every other value leads to a contradiction.
    private IEnumerable<int> Closed(Narrowing narrowing)
    {
        _others ??= new OtherTables(_numbers);
        return Enumerable.Range(0, _numbers.Count).Where(number => _numbers.IsSecret(number)
            && !(_others.LeaveOpen(number, narrowing.Range) ?? OtherTables.Moves.Any(move => Agrees(number, _numbers.Value(number) + move, narrowing.Range(number)))));
    }

    private bool Agrees(int number, long value, (long Low, long High) range)
    {
        if (value < range.Low || value > range.High)
            return false;
        var narrowing = new Narrowing(_numbers.Sums, one => one == number ? (value, value) : _numbers.Bounds(one));
        narrowing.Told(_ => false);
        return !narrowing.IsContradicted;
    }

    private IEnumerable<int> Determined() =>
        new Elimination(_numbers.Sums, number => _numbers[number] != Known.Exact).Determined().Where(_numbers.IsSecret);

    // A total under five with its parts told apart would tell each of them nearly.
    private void CoverPartsOfSmallTotals()
    {
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var sum in _numbers.Sums.Where(sum => _numbers[sum.Total] is Known.Small or Known.Covered))
            {
                foreach (var part in sum.Parts.Where(part => _numbers[part] != Known.Covered))
                {
                    _numbers[part] = Known.Covered;
                    moved = true;
                }
            }
        }
    }

    private IReadOnlyList<int> Protect(int secret, IReadOnlyList<IReadOnlyList<int>> layers)
    {
        var weakening = new Weakening(_numbers, keep);
        var number = weakening.Weaken(layers) ?? weakening.Weaken(Around(secret));
        if (number is { } victim)
            return _numbers.SumsOf(victim);
        // Nothing else is left to hide, so not even "under five" is told.
        foreach (var member in Around(secret).SelectMany(sums => sums).SelectMany(_numbers.Members).Append(secret))
            _numbers[member] = Known.Hidden;
        return _numbers.SumsOf(secret);
    }

    /// <summary>The sums a number is in, then those that share a number with these, and so on.</summary>
    private List<IReadOnlyList<int>> Around(int number)
    {
        var layers = new List<IReadOnlyList<int>>();
        var reached = new HashSet<int>();
        var next = _numbers.SumsOf(number).Where(reached.Add).ToList();
        while (next.Count > 0)
        {
            layers.Add(next);
            next = [.. next.SelectMany(_numbers.Members).SelectMany(_numbers.SumsOf).Where(reached.Add)];
        }

        return layers;
    }

    // What was hidden early on may no longer be needed once its neighbours are hidden too; the most important first.
    private void TellWhatNeedNotBeHidden()
    {
        var cost = _numbers.Sums.Sum(sum => (long)sum.Parts.Count + 1);
        var looks = cost == 0 ? 0 : SecondLooks / cost;
        foreach (var number in Enumerable.Range(0, _numbers.Count).Where(number => _numbers[number] is Known.Rounded or Known.Hidden)
            .OrderByDescending(_numbers.Level).ThenByDescending(_numbers.Value).ThenBy(number => number))
        {
            var before = _numbers[number];
            Known[] better = _numbers.IsSmall(number) ? [Known.Small] : _numbers.Value(number) == 0 || before == Known.Rounded ? [Known.Exact] : [Known.Exact, Known.Rounded];
            foreach (var state in better)
            {
                if (looks-- <= 0)
                    return;
                _numbers[number] = state;
                if (IsSafe())
                    break;
                _numbers[number] = before;
            }
        }
    }

    private bool IsSafe()
    {
        if (_numbers.Sums.Any(sum => _numbers[sum.Total] == Known.Small && sum.Parts.Any(part => _numbers[part] != Known.Covered)))
            return false;
        var narrowing = new Narrowing(_numbers.Sums, _numbers.Bounds);
        return narrowing.Told(_numbers.IsSecret).Count == 0 && !narrowing.SmallRests().Any() && !Closed(narrowing).Any();
    }

    internal readonly record struct Sum(int Total, IReadOnlyList<int> Parts);
}
