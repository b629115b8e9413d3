namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Chooses of which number less is told, so that a secret is kept: the nearest to the leak first, and of these the one that matters least.
/// A number is rounded before any is withheld, and a total that the reader must have is touched only when nothing else is left.
/// </summary>
/// <param name="numbers">The numbers.</param>
/// <param name="keep">From this level on a number is such a total.</param>
internal sealed class Weakening(PublishedNumbers numbers, int keep)
{
    /// <summary>Tells less of one number.</summary>
    /// <param name="layers">The sums that gave the secret away, in layers: those that told it, those that told what these needed, and so on.</param>
    /// <returns>The number, or null where nothing is left to hide in these sums.</returns>
    public int? Weaken(IReadOnlyList<IReadOnlyList<int>> layers)
    {
        Func<int, Known?>[] ways = [Round, HideDetail, RoundTotal, HideTotal];
        foreach (var way in ways)
        {
            foreach (var layer in layers)
            {
                if (Best(layer, way) is not { } number)
                    continue;
                numbers[number] = way(number)!.Value;
                return number;
            }
        }

        return null;
    }

    private int? Best(IReadOnlyList<int> sums, Func<int, Known?> way) => sums
        .SelectMany(numbers.Members).Distinct()
        .Where(number => !numbers.IsFixed(number) && way(number) is not null)
        .OrderBy(number => numbers[number] == Known.Small).ThenBy(number => numbers.Value(number) == 0)
        .ThenBy(numbers.Level).ThenBy(numbers.Value).ThenBy(number => number)
        .Select(number => (int?)number)
        .FirstOrDefault();

    private Known? Round(int number) => numbers.Level(number) < keep ? Rounded(number) : null;

    private Known? HideDetail(int number) => numbers.Level(number) < keep ? Hidden(number) : null;

    private Known? RoundTotal(int number) => Rounded(number);

    private Known? HideTotal(int number) => Hidden(number);

    private Known? Rounded(int number) => numbers[number] == Known.Exact && numbers.Value(number) >= Suppression.Threshold ? Known.Rounded : null;

    // Where all else in a sum is hidden, even "under five" tells too much: that a number is not nought.
    private Known? Hidden(int number) => numbers[number] is Known.Exact or Known.Rounded or Known.Small ? Known.Hidden : null;
}
