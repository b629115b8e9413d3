namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Looks for another set of numbers that agrees with everything that is told, and in which a secret has another value. Where there is one,
/// no reckoning whatever can tell the secret. It starts from the true numbers, moves the secret a little, and puts the sums right one by one.
/// </summary>
internal sealed class OtherTables(PublishedNumbers numbers)
{
    private const int MostSteps = 200;

    private static readonly int[] Depths = [6, 10, 16, 28];

    /// <summary>How far a secret is moved; one from one to four has another such value in this reach.</summary>
    public static readonly IReadOnlyList<long> Moves = [1, -1, 2, -2, 3, -3];

    private readonly Dictionary<int, Dictionary<int, long>> _found = [];
    private readonly HashSet<int> _hard = [];
    private readonly Dictionary<int, long> _moved = [];
    private readonly Dictionary<int, long> _off = [];
    private Func<int, (long Low, long High)> _range = numbers.Bounds;
    private int _steps;
    private bool _givenUp;

    /// <summary>True where such numbers were found, false where there are none so near; null where the search was given up.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="range">What each number can be, as far as that is known.</param>
    public bool? LeaveOpen(int secret, Func<int, (long Low, long High)> range)
    {
        if (_found.TryGetValue(secret, out var known) && known.All(pair => Fits(pair.Key, pair.Value, numbers.Bounds)))
            return true;
        if (_hard.Contains(secret))
            return null;
        _range = range;
        foreach (var depth in Depths)
        {
            _givenUp = false;
            foreach (var move in Moves.Where(move => Fits(secret, move, range)))
            {
                _moved.Clear();
                _off.Clear();
                _steps = 0;
                Move(secret, move);
                if (!PutRight(depth))
                    continue;
                _found[secret] = new Dictionary<int, long>(_moved);
                return true;
            }

            if (!_givenUp)
                return false;
        }

        // What was too long a search once will be again.
        _hard.Add(secret);
        return null;
    }

    private bool Fits(int number, long move, Func<int, (long Low, long High)> range)
    {
        var (low, high) = range(number);
        var value = numbers.Value(number) + move;
        return value >= low && value <= high;
    }

    private bool PutRight(int depth)
    {
        if (_off.Count == 0)
            return true;
        if (_moved.Count >= depth || ++_steps > MostSteps)
        {
            _givenUp = true;
            return false;
        }

        // The sum with the fewest ways out first: it fails soonest.
        List<(int Number, long Move)>? fewest = null;
        foreach (var (sum, _) in _off.OrderBy(pair => pair.Key))
        {
            var ways = Ways(sum);
            if (fewest is null || ways.Count < fewest.Count)
                fewest = ways;
            if (fewest.Count == 0)
                return false;
        }

        foreach (var (number, move) in fewest!.OrderBy(way => numbers.SumsOf(way.Number).Count).ThenBy(way => way.Number).ToList())
        {
            Move(number, move);
            if (PutRight(depth))
                return true;
            Move(number, -move);
            _moved.Remove(number);
        }

        return false;
    }

    private List<(int Number, long Move)> Ways(int sum)
    {
        var off = _off[sum];
        var ways = new List<(int Number, long Move)>();
        foreach (var part in numbers.Sums[sum].Parts)
            Consider(part, -off);
        Consider(numbers.Sums[sum].Total, off);
        return ways;

        void Consider(int number, long move)
        {
            if (!_moved.ContainsKey(number) && Fits(number, move, _range))
                ways.Add((number, move));
        }
    }

    private void Move(int number, long move)
    {
        _moved[number] = move;
        foreach (var sum in numbers.SumsOf(number))
        {
            var off = _off.GetValueOrDefault(sum) + (numbers.Sums[sum].Total == number ? -move : move);
            if (off == 0)
                _off.Remove(sum);
            else
                _off[sum] = off;
        }
    }
}
