namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Looks for another set of numbers that agrees with everything that is told, and in which a secret has another value. Where there is one,
/// no reckoning whatever can tell the secret. It starts from the true numbers, moves the secret a little, and puts the sums right one by one.
/// </summary>
/// <param name="numbers">The numbers; no more are added once it was asked.</param>
/// <param name="bounds">What each can be, for a reader who looks at nothing else.</param>
internal sealed class OtherTables(PublishedNumbers numbers, Func<int, (long Low, long High)> bounds)
{
    private const int MostSteps = 200;

    // Of the ways to put a sum right only the best are tried: there can be hundreds.
    private const int MostWays = 16;

    private static readonly int[] Depths = [6, 10, 16, 28];

    /// <summary>How far a secret is moved; one from one to four has another such value in this reach.</summary>
    public static readonly IReadOnlyList<long> Moves = [1, -1, 2, -2, 3, -3];

    private readonly Dictionary<int, (int Number, long Move)[]> _found = [];
    private readonly HashSet<int> _hard = [];
    private readonly int[][] _parts = [.. numbers.Sums.Select(sum => sum.Parts.ToArray())];
    private readonly int[][] _sumsOf = [.. Enumerable.Range(0, numbers.Count).Select(number => numbers.SumsOf(number).ToArray())];
    private readonly (long Least, long Most)[] _reach = new (long, long)[numbers.Count];
    private readonly long[] _off = new long[numbers.Sums.Count];
    private readonly List<int> _wrong = [];
    private readonly Dictionary<int, long> _moved = [];
    private int _steps;
    private bool _givenUp;

    /// <summary>Takes note of what each number can be, as far as that is known now.</summary>
    public OtherTables Within(Func<int, (long Low, long High)> range)
    {
        for (var number = 0; number < _reach.Length; number++)
        {
            var (low, high) = range(number);
            _reach[number] = (low - numbers.Value(number), high - numbers.Value(number));
        }

        return this;
    }

    /// <summary>True where such numbers were found, false where there are none so near; null where the search was given up. Only after <see cref="Within"/>.</summary>
    /// <param name="secret">The secret.</param>
    public bool? LeaveOpen(int secret)
    {
        if (_found.TryGetValue(secret, out var known) && Holds(known))
            return true;
        if (_hard.Contains(secret))
            return null;
        foreach (var depth in Depths)
        {
            _givenUp = false;
            foreach (var move in Moves.Where(move => Fits(secret, move)))
            {
                _steps = 0;
                Move(secret, move);
                var isFound = PutRight(depth);
                if (isFound)
                    Remember(secret);
                Forget();
                if (isFound)
                    return true;
            }

            if (!_givenUp)
                return false;
        }

        // What was too long a search once will be again.
        _hard.Add(secret);
        return null;
    }

    private bool Holds((int Number, long Move)[] table) => Array.TrueForAll(table, change =>
    {
        var (low, high) = bounds(change.Number);
        var value = numbers.Value(change.Number) + change.Move;
        return value >= low && value <= high;
    });

    // Every other secret that has another value in it is open as well.
    private void Remember(int secret)
    {
        var table = _moved.Select(pair => (pair.Key, pair.Value)).ToArray();
        foreach (var (number, _) in table)
        {
            if (number == secret || (numbers.IsSecret(number) && !(_found.TryGetValue(number, out var other) && Holds(other))))
                _found[number] = table;
        }
    }

    private void Forget()
    {
        foreach (var sum in _wrong)
            _off[sum] = 0;
        _wrong.Clear();
        _moved.Clear();
    }

    private bool Fits(int number, long move) => move >= _reach[number].Least && move <= _reach[number].Most;

    private bool PutRight(int depth)
    {
        if (_wrong.Count == 0)
            return true;
        if (_moved.Count >= depth || ++_steps > MostSteps)
        {
            _givenUp = true;
            return false;
        }

        // The shortest sum first: it has the fewest ways out, and fails soonest.
        var ways = Ways(_wrong.MinBy(sum => (_parts[sum].Length, sum)));
        if (ways.Count > MostWays)
        {
            _givenUp = true;
            ways.RemoveRange(MostWays, ways.Count - MostWays);
        }

        foreach (var (_, number, move) in ways)
        {
            Move(number, move);
            if (PutRight(depth))
                return true;
            Move(number, -move);
            _moved.Remove(number);
        }

        return false;
    }

    // What puts other sums right too comes first, then what puts the fewest wrong.
    private List<(int Cost, int Number, long Move)> Ways(int sum)
    {
        var off = _off[sum];
        var ways = new List<(int Cost, int Number, long Move)>();
        foreach (var part in _parts[sum])
            Consider(part, -off);
        Consider(numbers.Sums[sum].Total, off);
        ways.Sort();
        return ways;

        void Consider(int number, long move)
        {
            if (Fits(number, move) && !_moved.ContainsKey(number))
                ways.Add((Cost(number, move), number, move));
        }
    }

    private int Cost(int number, long move)
    {
        var cost = 0;
        foreach (var sum in _sumsOf[number])
        {
            var off = _off[sum];
            cost += off == 0 ? 1 : off + Change(sum, number, move) == 0 ? -1 : 0;
        }

        return cost;
    }

    private void Move(int number, long move)
    {
        _moved[number] = move;
        foreach (var sum in _sumsOf[number])
        {
            var before = _off[sum];
            _off[sum] += Change(sum, number, move);
            if (before == 0)
                _wrong.Add(sum);
            else if (_off[sum] == 0)
                _wrong.Remove(sum);
        }
    }

    private long Change(int sum, int number, long move) => numbers.Sums[sum].Total == number ? -move : move;
}
