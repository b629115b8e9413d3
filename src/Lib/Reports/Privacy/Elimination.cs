namespace TikTokBan.Reports.Privacy;

/// <summary>
/// What a reader finds who solves all sums together as linear equations. Only which numbers are determined matters, not their values,
/// so the equations are reduced over the integers modulo a prime: exact, and without fractions.
/// </summary>
internal sealed class Elimination(IReadOnlyList<Suppression.Sum> sums, Func<int, bool> unknown)
{
    private const long Prime = 2_147_483_647;

    private readonly Dictionary<int, Dictionary<int, long>> _rowOfPivot = [];
    private readonly Dictionary<int, HashSet<int>> _pivotsUsing = [];

    /// <summary>The unknown numbers that the equations leave no choice.</summary>
    public IReadOnlyList<int> Determined()
    {
        foreach (var sum in sums)
            Take(sum);
        return [.. _rowOfPivot.Where(row => row.Value.Count == 1).Select(row => row.Key).Order()];
    }

    private void Take(Suppression.Sum sum)
    {
        var row = new Dictionary<int, long>();
        foreach (var part in sum.Parts.Where(unknown))
            Add(row, part, 1);
        if (unknown(sum.Total))
            Add(row, sum.Total, Prime - 1);

        foreach (var pivot in row.Keys.Where(_rowOfPivot.ContainsKey).ToList())
        {
            if (row.TryGetValue(pivot, out var factor))
                Subtract(row, _rowOfPivot[pivot], factor);
        }

        if (row.Count == 0)
            return;
        // The rarest unknown as pivot keeps the rows short.
        var chosen = row.Keys.OrderBy(column => _pivotsUsing.TryGetValue(column, out var users) ? users.Count : 0).ThenBy(column => column).First();
        var inverse = Inverse(row[chosen]);
        foreach (var column in row.Keys.ToList())
            row[column] = row[column] * inverse % Prime;

        if (_pivotsUsing.Remove(chosen, out var using_))
        {
            foreach (var pivot in using_)
            {
                var other = _rowOfPivot[pivot];
                Subtract(other, row, other[chosen], pivot);
            }
        }

        _rowOfPivot[chosen] = row;
        foreach (var column in row.Keys.Where(column => column != chosen))
            Users(column).Add(chosen);
    }

    private void Subtract(Dictionary<int, long> row, Dictionary<int, long> other, long factor, int? owner = null)
    {
        foreach (var (column, value) in other)
        {
            Add(row, column, (Prime - factor) * value % Prime);
            if (owner is not { } pivot || column == pivot)
                continue;
            if (row.ContainsKey(column))
                Users(column).Add(pivot);
            else if (_pivotsUsing.TryGetValue(column, out var users))
                users.Remove(pivot);
        }
    }

    private HashSet<int> Users(int column) => _pivotsUsing.TryGetValue(column, out var users) ? users : _pivotsUsing[column] = [];

    private static void Add(Dictionary<int, long> row, int column, long value)
    {
        var sum = (row.GetValueOrDefault(column) + value) % Prime;
        if (sum == 0)
            row.Remove(column);
        else
            row[column] = sum;
    }

    private static long Inverse(long value)
    {
        var (result, power, exponent) = (1L, value, Prime - 2);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = result * power % Prime;
            power = power * power % Prime;
        }

        return result;
    }
}
