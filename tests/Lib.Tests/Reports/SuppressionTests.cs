using TikTokBan.Reports.Privacy;

namespace TikTokBan.Tests.Reports;

/// <summary>What is shown of a table does not give a small group away to somebody who adds, subtracts and tries everything that fits.</summary>
public sealed class SuppressionTests
{
    // More than any number in these tables, so that what is withheld stays as open to the attacker as it is to a reader.
    private const long Ceiling = 14;

    [Fact]
    public void A_lone_small_part_has_the_smallest_other_part_rounded()
    {
        var figures = new Suppression();
        var whole = figures.Add(40, 1);
        int[] parts = [figures.Add(3, 0), figures.Add(25, 0), figures.Add(12, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["40", "<5", "25", "about 10"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void Two_small_parts_that_their_sum_leaves_no_choice_are_not_told_apart()
    {
        var figures = new Suppression();
        var whole = figures.Add(32, 1);
        int[] parts = [figures.Add(1, 0), figures.Add(1, 0), figures.Add(30, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["32", "<5", "<5", "about 30"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void What_a_sum_leaves_for_several_small_parts_together_is_not_told_either()
    {
        var figures = new Suppression();
        var whole = figures.Add(33, 1);
        int[] parts = [figures.Add(1, 0), figures.Add(2, 0), figures.Add(30, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["33", "<5", "<5", "about 30"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void Nothing_is_told_of_the_parts_of_a_small_whole()
    {
        var figures = new Suppression();
        var whole = figures.Add(3, 1);
        int[] parts = [figures.Add(1, 0), figures.Add(2, 0), figures.Add(0, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["<5", "withheld", "withheld", "withheld"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Theory]
    [InlineData(5, 5, 7)]
    [InlineData(10, 8, 12)]
    [InlineData(75, 73, 77)]
    public void A_rounded_number_can_be_what_rounds_to_it_and_is_not_small(long rounded, long low, long high)
    {
        Assert.Equal((low, high), Rounding.Range(rounded));
        Assert.All(Enumerable.Range(5, 200), value => Assert.InRange(value, Rounding.Range(Rounding.Nearest(value)).Low, Rounding.Range(Rounding.Nearest(value)).High));
    }

    [Theory]
    [InlineData(6, 5, "withheld")]
    [InlineData(7, 5, "about 5")]
    [InlineData(9, 8, "withheld")]
    [InlineData(77, 73, "about 75")]
    public void A_number_at_the_edge_of_its_rounding_does_not_tell_what_is_left(long whole, long large, string shown)
    {
        // What is left of the whole has to have two values that fit: 9 less 8 to 12 has one that isn't nought, so rounding 8 won't do.
        var figures = new Suppression(keep: 1);
        var total = figures.Add(whole, 1);
        int[] parts = [figures.Add(large, 0), figures.Add(whole - large, 0)];
        figures.Total(total, parts);
        figures.Solve();
        Assert.Equal([whole.ToString(System.Globalization.CultureInfo.InvariantCulture), shown], new[] { total, parts[0] }.Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void Totals_to_keep_stay_exact_while_details_give_way()
    {
        // A lone small part in the first column: the details of other rows are rounded until it can't be told, and no total.
        long[,] cells = { { 72, 69, 7, 65 }, { 1, 0, 0, 9 }, { 22, 9, 16, 40 } };
        var (figures, numbers, sums) = Square(cells, keep: 1);
        figures.Solve();
        Assert.All(sums.Select(sum => sum.Total), total => Assert.True(figures.Figure(total).IsExact));
        Assert.All(numbers.Cast<int>(), number => Assert.NotEqual(FigureState.Withheld, figures.Figure(number).State));
        Assert.Contains(numbers.Cast<int>(), number => figures.Figure(number).State == FigureState.Rounded);
    }

    [Fact]
    public void A_total_to_keep_gives_way_when_it_has_no_details()
    {
        var figures = new Suppression(keep: 0);
        var whole = figures.Add(40, 1);
        int[] parts = [figures.Add(3, 0), figures.Add(37, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["40", "<5", "about 35"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void Rows_that_are_listed_because_they_occur_do_not_tell_that_each_is_one()
    {
        var figures = new Suppression();
        var whole = figures.Add(4, 1);
        int[] parts = [.. Enumerable.Range(0, 4).Select(_ => figures.Add(1, 0, Listing.Occurring))];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal("withheld", figures.Figure(whole).Plain);
    }

    [Fact]
    public void Numbers_without_small_groups_are_all_shown()
    {
        var figures = new Suppression();
        var whole = figures.Add(17, 1);
        int[] parts = [figures.Add(5, 0), figures.Add(12, 0), figures.Add(0, 0)];
        figures.Total(whole, parts);
        figures.Solve();
        Assert.Equal(["17", "5", "12", "0"], parts.Prepend(whole).Select(number => figures.Figure(number).Plain));
    }

    [Fact]
    public void A_number_that_only_several_sums_together_give_away_is_protected()
    {
        // Two blocks of two rows that one small number connects: each row and column has two unknowns, yet together they tell it.
        long[,] cells =
        {
            { 3, 2, 40, 40 },
            { 2, 3, 4, 40 },
            { 40, 40, 3, 2 },
            { 40, 40, 2, 3 },
        };
        var (figures, numbers, sums) = Square(cells);
        figures.Solve();
        var determined = new Elimination(sums, number => !figures.Figure(number).IsExact).Determined();
        Assert.DoesNotContain(determined, number => figures.Figure(number).Value is > 0 and < Suppression.Threshold);
        Assert.True(numbers.Cast<int>().Count(number => !figures.Figure(number).IsExact) > 9);
    }

    [Theory]
    [InlineData(716, int.MaxValue)]
    [InlineData(2023, 1)]
    public void Nobody_who_tries_all_tables_that_fit_learns_a_small_number(int seed, int keep)
    {
        var random = new Random(seed);
        var rounded = 0;
        var protectedNumbers = 0;
        for (var round = 0; round < 150; round++)
        {
            var rows = random.Next(2, 4);
            var columns = random.Next(2, 4);
            var cells = new long[rows, columns];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    cells[row, column] = random.Next(4) switch { 0 => 0, 1 => random.Next(5, 13), _ => random.Next(1, 5) };
            }

            var (figures, numbers, sums) = Square(cells, keep);
            figures.Solve();
            rounded += numbers.Cast<int>().Count(number => figures.Figure(number).State == FigureState.Rounded);
            protectedNumbers += new Attacker(figures, sums, rows * columns).Try();
        }

        Assert.True(protectedNumbers > 300, $"only {protectedNumbers} numbers were at stake");
        Assert.True(rounded > 50, $"only {rounded} numbers were rounded");
    }

    [Fact]
    public void A_large_scan_is_protected_in_time()
    {
        var random = new Random(4);
        var cells = new long[200, 40];
        for (var row = 0; row < 200; row++)
        {
            for (var column = 0; column < 40; column++)
                cells[row, column] = random.Next(3) == 0 ? 0 : random.Next(60);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        Square(cells).Figures.Solve();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"it took {watch.Elapsed}");
    }

    private static (Suppression Figures, int[,] Numbers, List<Suppression.Sum> Sums) Square(long[,] cells, int keep = int.MaxValue)
    {
        var figures = new Suppression(keep);
        var sums = new List<Suppression.Sum>();
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var numbers = new int[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                numbers[row, column] = figures.Add(cells[row, column], 0);
        }

        var ofRows = Enumerable.Range(0, rows).Select(row => Total(1, [.. Enumerable.Range(0, columns).Select(column => numbers[row, column])])).ToList();
        var ofColumns = Enumerable.Range(0, columns).Select(column => Total(1, [.. Enumerable.Range(0, rows).Select(row => numbers[row, column])])).ToList();
        var whole = Total(2, ofRows);
        Sum(whole, ofColumns);
        return (figures, numbers, sums);

        int Total(int level, IReadOnlyList<int> parts)
        {
            var total = figures.Add(parts.Sum(part => figures.Figure(part).Value), level);
            Sum(total, parts);
            return total;
        }

        void Sum(int total, IReadOnlyList<int> parts)
        {
            figures.Total(total, parts);
            sums.Add(new Suppression.Sum(total, parts));
        }
    }

    /// <summary>Goes through every table of whole numbers that agrees with what is shown, and remembers which values each number takes.</summary>
    private sealed class Attacker(Suppression figures, List<Suppression.Sum> sums, int cells)
    {
        // A table that takes longer than this to go through is passed over; the test counts what is left.
        private const int Patience = 60_000;

        private readonly long[] _values = new long[sums.Max(sum => sum.Total) + 1];
        private readonly HashSet<long>[] _rests = [.. sums.Select(_ => new HashSet<long>())];
        private readonly HashSet<long>[] _seen = [.. Enumerable.Range(0, cells).Select(_ => new HashSet<long>())];
        private int _steps;

        /// <summary>How many small numbers are hidden, each found to have at least two values.</summary>
        public int Try()
        {
            var secrets = Enumerable.Range(0, cells).Where(cell => !figures.Figure(cell).IsExact && figures.Figure(cell).Value is > 0 and < Suppression.Threshold).ToList();
            var rests = Enumerable.Range(0, sums.Count).Where(sum => figures.Figure(sums[sum].Total).IsExact && Rest(sum, part => figures.Figure(part).Value) is > 0 and < Suppression.Threshold).ToList();
            var enough = Choose(0, secrets, rests);
            if (_steps >= Patience)
                return 0;
            Assert.All(secrets, secret => Assert.True(_seen[secret].Count > 1, $"number {secret} can only be {string.Join(' ', _seen[secret])}"));
            Assert.All(rests, rest => Assert.True(_rests[rest].Count > 1, $"what sum {rest} leaves can only be {string.Join(' ', _rests[rest])}"));
            Assert.True(enough || secrets.Count + rests.Count == 0);
            return secrets.Count;
        }

        private bool Choose(int cell, List<int> secrets, List<int> rests)
        {
            if (++_steps >= Patience)
                return true;
            if (cell == cells)
            {
                if (!AllTotalsFit())
                    return false;
                for (var index = 0; index < cells; index++)
                    _seen[index].Add(_values[index]);
                foreach (var rest in rests)
                    _rests[rest].Add(Rest(rest, part => _values[part]));
                return secrets.All(secret => _seen[secret].Count > 1) && rests.All(rest => _rests[rest].Count > 1);
            }

            var (low, high) = Range(cell);
            for (var value = low; value <= high; value++)
            {
                _values[cell] = value;
                if (CanStillFit(cell) && Choose(cell + 1, secrets, rests))
                    return true;
            }

            return false;
        }

        // Of the parts that are told neither exactly nor rounded.
        private long Rest(int sum, Func<int, long> value) => sums[sum].Parts.Where(part => !figures.Figure(part).HasValue).Sum(value);

        private bool CanStillFit(int last) => sums.Where(sum => sum.Parts.All(part => part < cells)).All(sum =>
        {
            var low = sum.Parts.Sum(part => part <= last ? _values[part] : Range(part).Low);
            var high = sum.Parts.Sum(part => part <= last ? _values[part] : Range(part).High);
            return low <= Range(sum.Total).High && high >= Range(sum.Total).Low;
        });

        // Sums come after the numbers they add up, so each total is known when its own turn as a part comes.
        private bool AllTotalsFit() => sums.All(sum =>
        {
            _values[sum.Total] = sum.Parts.Sum(part => _values[part]);
            var (low, high) = Range(sum.Total);
            return _values[sum.Total] >= low && _values[sum.Total] <= high;
        });

        private (long Low, long High) Range(int number) => figures.Figure(number) switch
        {
            { State: FigureState.Exact, Value: var value } => (value, value),
            { State: FigureState.Rounded, Value: var value } => Rounding.Range(value),
            { State: FigureState.Small } => (1, Suppression.Threshold - 1),
            _ => (0, number < cells ? Ceiling : Ceiling * cells),
        };
    }
}
