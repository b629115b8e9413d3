namespace TikTokBan.Reports.Privacy;

/// <summary>What a reader with a pencil finds: for each sum, what the other members leave for one, again and again.</summary>
internal sealed class Narrowing(IReadOnlyList<Suppression.Sum> sums, Func<int, (long Low, long High)> bounds)
{
    private const long Unbounded = long.MaxValue;
    private const int Passes = 64;
    private const int MostSteps = 20_000;

    private readonly Dictionary<int, (long Low, long High)> _range = [];
    private readonly Dictionary<int, List<int>> _by = [];

    /// <summary>True where no numbers at all agree with the bounds and sums.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>The numbers asked about that are pinned to one value, each with the sum that did it.</summary>
    public List<(int Number, int Sum)> Told(Func<int, bool> asked)
    {
        var moved = true;
        for (var pass = 0; moved && !IsContradicted && pass < Passes; pass++)
        {
            moved = false;
            for (var index = 0; index < sums.Count; index++)
                moved |= Narrow(index);
        }

        return [.. _range.Where(pair => pair.Value.Low == pair.Value.High && _by.ContainsKey(pair.Key) && asked(pair.Key)).Select(pair => (pair.Key, _by[pair.Key][^1])).Order()];
    }

    /// <summary>
    /// The sums of which all is known but a few parts that come to one to four together: then these make a group that is told,
    /// though none of them is. Only after <see cref="Told"/>.
    /// </summary>
    public IEnumerable<int> SmallRests()
    {
        for (var index = 0; index < sums.Count; index++)
        {
            if (!IsPinned(sums[index].Total))
                continue;
            var (rest, _) = Range(sums[index].Total);
            var open = 0;
            foreach (var part in sums[index].Parts)
            {
                if (IsPinned(part))
                    rest -= Range(part).Low;
                else
                    open++;
            }

            if (open > 0 && rest is > 0 and < Suppression.Threshold)
                yield return index;
        }
    }

    /// <summary>Whether a value of one number can't go with the others: narrowed from there, over the sums that are reached. Only after <see cref="Told"/>.</summary>
    public bool Contradicts(int number, long value, Func<int, IReadOnlyList<int>> sumsOf)
    {
        var supposed = new Narrowing(sums, Range);
        supposed._range[number] = (value, value);
        var waiting = new Queue<int>(sumsOf(number));
        var queued = waiting.ToHashSet();
        for (var step = 0; step < MostSteps && !supposed.IsContradicted && waiting.TryDequeue(out var sum); step++)
        {
            queued.Remove(sum);
            supposed.Narrow(sum, moved =>
            {
                foreach (var other in sumsOf(moved).Where(queued.Add))
                    waiting.Enqueue(other);
            });
        }

        return supposed.IsContradicted;
    }

    /// <summary>The sums that a narrowing by this one rests on, in layers: itself, those that narrowed its members before, and so on.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Behind(int sum)
    {
        var layers = new List<IReadOnlyList<int>>();
        var reached = new HashSet<int> { sum };
        List<int> next = [sum];
        while (next.Count > 0)
        {
            layers.Add(next);
            next = [.. next.SelectMany(one => sums[one].Parts.Append(sums[one].Total)).SelectMany(member => _by.TryGetValue(member, out var by) ? by : []).Where(reached.Add)];
        }

        return layers;
    }

    private bool IsPinned(int number) => Range(number) is var (low, high) && low == high;

    private bool Narrow(int index, Action<int>? told = null)
    {
        var (total, parts) = (sums[index].Total, sums[index].Parts);
        long low = 0, high = 0;
        var unbounded = 0;
        foreach (var part in parts)
        {
            var range = Range(part);
            low += range.Low;
            if (range.High == Unbounded)
                unbounded++;
            else
                high += range.High;
        }

        var moved = Set(total, low, unbounded > 0 ? Unbounded : high, index, told);
        var whole = Range(total);
        foreach (var part in parts)
        {
            var range = Range(part);
            if (range.Low == range.High)
                continue;
            var othersBounded = unbounded == 0 || (unbounded == 1 && range.High == Unbounded);
            var othersHigh = range.High == Unbounded ? high : high - range.High;
            moved |= Set(
                part,
                othersBounded ? whole.Low - othersHigh : 0,
                whole.High == Unbounded ? Unbounded : whole.High - (low - range.Low),
                index,
                told);
        }

        return moved;
    }

    private bool Set(int number, long low, long high, int sum, Action<int>? told)
    {
        var old = Range(number);
        var next = (Low: Math.Max(old.Low, low), High: Math.Min(old.High, high));
        if (next == old)
            return false;
        _range[number] = next;
        IsContradicted |= next.Low > next.High;
        if (!_by.TryGetValue(number, out var by))
            _by[number] = by = [];
        by.Remove(sum);
        by.Add(sum);
        told?.Invoke(number);
        return true;
    }

    /// <summary>What a number can be, after all narrowing so far.</summary>
    public (long Low, long High) Range(int number) => _range.TryGetValue(number, out var range) ? range : bounds(number);
}
