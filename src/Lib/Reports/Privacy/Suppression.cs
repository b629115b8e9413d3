namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Decides which numbers of a report may be shown, so that no group under five can be told or worked out.
/// All numbers that are published together go in, with every sum that holds between them; the answer hides as little as it can,
/// details before totals. Two kinds of reckoning are defeated: narrowing what each sum leaves open, over all sums until nothing
/// moves, and solving all sums together as equations.
/// </summary>
internal sealed class Suppression
{
    /// <summary>The smallest group that may be told.</summary>
    public const long Threshold = 5;

    private const int NoSum = -1;

    private readonly List<long> _values = [];
    private readonly List<int> _levels = [];
    private readonly List<Known> _known = [];
    private readonly List<Sum> _sums = [];
    private readonly List<List<int>> _sumsOf = [];

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number, at least nought.</param>
    /// <param name="level">How much it matters: of two numbers that could be hidden, the one with the lower level is.</param>
    public int Add(long value, int level)
    {
        _values.Add(value);
        _levels.Add(level);
        _known.Add(Known.Exact);
        _sumsOf.Add([]);
        return _values.Count - 1;
    }

    /// <summary>States that a number is the sum of others.</summary>
    public void Total(int total, IReadOnlyList<int> parts)
    {
        foreach (var member in parts.Append(total))
            _sumsOf[member].Add(_sums.Count);
        _sums.Add(new Sum(total, parts));
    }

    /// <summary>What may be shown of a number; without <see cref="Solve"/>, everything.</summary>
    public Figure Figure(int number) => new(_values[number], _known[number] switch
    {
        Known.Exact => FigureState.Exact,
        Known.Small => FigureState.Small,
        _ => FigureState.Withheld,
    });

    /// <summary>True where a number is hidden because the total it belongs to is itself under five.</summary>
    public bool IsCovered(int number) => _known[number] == Known.Covered;

    /// <summary>Hides what has to be hidden.</summary>
    public void Solve()
    {
        for (var number = 0; number < _values.Count; number++)
        {
            if (_values[number] is > 0 and < Threshold)
                _known[number] = Known.Small;
        }

        CoverPartsOfSmallTotals();
        // Each round hides at least one more number, and a number can be hidden twice at most: shown, small, hidden.
        for (var round = 0; round <= 2 * _values.Count; round++)
        {
            var told = new Narrowing(_sums, Bounds).Told(IsSecret);
            if (told.Count == 0)
                told = [.. new Elimination(_sums, number => _known[number] != Known.Exact).Determined().Where(IsSecret).Select(number => (number, NoSum))];
            if (told.Count == 0)
                return;
            // What is hidden for one secret often hides its neighbours too, so these wait for the next round.
            var touched = new HashSet<int>();
            foreach (var (number, sum) in told.Where(one => !_sumsOf[one.Number].Any(touched.Contains)))
                touched.UnionWith(Protect(number, sum));
            CoverPartsOfSmallTotals();
        }

        throw new InvalidOperationException("the numbers of the report could not be protected");
    }

    private bool IsSecret(int number) => _known[number] != Known.Exact && _values[number] is > 0 and < Threshold;

    private (long Low, long High) Bounds(int number) => _known[number] switch
    {
        Known.Exact => (_values[number], _values[number]),
        Known.Small => (1, Threshold - 1),
        _ => (0, long.MaxValue),
    };

    // A total under five with its parts told apart would tell each of them nearly.
    private void CoverPartsOfSmallTotals()
    {
        var moved = true;
        while (moved)
        {
            moved = false;
            foreach (var sum in _sums.Where(sum => _known[sum.Total] is Known.Small or Known.Covered))
            {
                foreach (var part in sum.Parts.Where(part => _known[part] != Known.Covered))
                {
                    _known[part] = Known.Covered;
                    moved = true;
                }
            }
        }
    }

    // Hides one more number in the sum that gave the secret away; only where all is hidden there, in a sum nearby.
    private IEnumerable<int> Protect(int secret, int sum)
    {
        var members = (sum == NoSum ? _sumsOf[secret] : [sum]).SelectMany(Members).ToHashSet();
        for (var reach = 0; reach <= _sums.Count; reach++)
        {
            if (Best(members) is { } victim)
            {
                _known[victim] = Known.Hidden;
                return _sumsOf[victim];
            }

            var before = members.Count;
            members.UnionWith(members.SelectMany(member => _sumsOf[member]).Distinct().SelectMany(Members).ToList());
            if (members.Count == before)
                break;
        }

        // Nothing else is left to hide, so not even "under five" is told.
        foreach (var member in members.Append(secret))
            _known[member] = Known.Hidden;
        return _sumsOf[secret];
    }

    private IEnumerable<int> Members(int sum) => _sums[sum].Parts.Append(_sums[sum].Total);

    // A shown number first. Where a sum has none left, even "under five" tells too much: that a number is not nought.
    private int? Best(IEnumerable<int> members) => members
        .Where(member => _known[member] is Known.Exact or Known.Small)
        .OrderBy(member => _known[member] == Known.Small).ThenBy(member => _values[member] == 0)
        .ThenBy(member => _levels[member]).ThenBy(member => _values[member]).ThenBy(member => member)
        .Select(member => (int?)member)
        .FirstOrDefault();

    private enum Known
    {
        Exact,
        Small,
        Covered,
        Hidden,
    }

    internal readonly record struct Sum(int Total, IReadOnlyList<int> Parts);
}
