using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using Xunit.Abstractions;

namespace TikTokBan.Tests.Reports;

/// <summary>Whoever has two reports that follow each other learns of no small group by taking one from the other.</summary>
public sealed class ReportPairTests(ITestOutputHelper output)
{
    private static readonly int Pairs = Matrix.IsFull ? 320 : 90;

    [Fact]
    public void No_group_under_five_is_told_by_two_reports_together()
    {
        var secrets = 0;
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < Pairs; seed++)
        {
            var pair = ReportPairs.Make(seed);
            var attack = new PairAttack(pair);
            Assert.True(attack.Wrong.Count == 0, $"pair {seed}: the attack excludes what is true: {string.Join(", ", attack.Wrong.Take(5))}");
            Assert.True(attack.Found.Count == 0, $"pair {seed}: {string.Join(", ", attack.Found.Take(5))} can be worked out");
            secrets += attack.Secrets;
            foreach (var (name, plain) in pair.Second.Published.Where(figure => !figure.Key.StartsWith("groups", StringComparison.Ordinal)))
            {
                var kind = (name.StartsWith("headline", StringComparison.Ordinal) ? "headline " : name.EndsWith(".total", StringComparison.Ordinal) ? "row " : name.StartsWith("changes", StringComparison.Ordinal) ? "change " : "detail ")
                    + (char.IsDigit(plain[0]) ? "exact" : plain.Split(' ')[0]);
                states[kind] = states.GetValueOrDefault(kind) + 1;
            }
        }

        output.WriteLine($"{secrets} groups at stake; " + string.Join(", ", states.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.True(secrets > 9 * Pairs, $"only {secrets} groups were at stake");
        Assert.True(states["headline exact"] + states["headline about"] > 2 * (states["headline withheld"] + states["headline <5"]), "the headline says too little");
    }

    [Fact]
    public void Two_reports_that_know_nothing_of_each_other_do_tell_groups_so_the_attack_finds_what_is_there()
    {
        var found = Enumerable.Range(0, 16).Count(seed => new PairAttack(ReportPairs.Make(seed, alone: true)).Found.Count > 0);
        Assert.True(found > 8, $"only {found} of 16 pairs told something");
    }

    [Fact]
    public void What_stays_the_same_and_was_rounded_is_not_told_exactly_the_next_time()
    {
        var pair = ReportPairs.Make(5);
        var input = pair.Input with { Scan = pair.Before with { Summary = pair.Before.Summary with { ScanId = "again" } } };
        var again = ReportModel.From(input, new ReportOptions());
        var rounded = pair.First.Published.Where(figure => figure.Value.StartsWith("about", StringComparison.Ordinal)).Select(figure => figure.Key).ToList();
        Assert.True(rounded.Count > 3);
        Assert.All(rounded, name => Assert.False(char.IsDigit(again.Published[name][0]), $"{name} is {again.Published[name]}"));
    }

    [Fact]
    public void Two_readings_of_one_scan_give_the_same_figures()
    {
        var pair = ReportPairs.Make(11);
        var french = ReportModel.From(pair.Input, new ReportOptions { Language = "fr" });
        Assert.Equal(pair.Second.Published, french.Published);
        Assert.True(french.Published.Count > 50);
    }
}
