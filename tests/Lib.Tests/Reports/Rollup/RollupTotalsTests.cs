using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;
using Xunit.Abstractions;
using Interval = TikTokBan.Reports.Rollup.Interval;

namespace TikTokBan.Tests.Reports.Rollup;

/// <summary>A national total is right, as far as published figures tell it, and tells no more than they do.</summary>
public sealed class RollupTotalsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_true_total_of_reports_as_the_product_writes_them_lies_in_the_range(int seed)
    {
        using var inbox = new Inbox();
        var random = new Random(seed);
        var scans = new List<ScanResult>();
        for (var index = 0; index < 12; index++)
        {
            var scan = SampleScan.Make(exposures: random.Next(5) == 0 ? random.Next(4) : random.Next(150), devices: 200 + random.Next(1000), people: 300, seed: (seed * 100) + index, scanId: $"{seed:x8}{index:x8}");
            scans.Add(scan);
            await inbox.Add($"r{index:d2}", scan, $"Made-up authority {index}");
        }

        Assert.Empty((await inbox.Run()).Uncounted);
        var (all, exact) = (0, 0);
        In("totals", "devices", scan => scan.Summary.Devices);
        In("totals", "devicesUnseen", scan => scan.Summary.DevicesUnseen);
        In("totals", "devicesSeen", scan => scan.Summary.Devices - scan.Summary.DevicesUnseen);
        In("totals", "people", scan => scan.Summary.People);
        In("totals", "exposures", scan => scan.Exposures.Count);
        In("totals", "exposedPeople", scan => scan.Exposures.Select(one => one.Person?.Id).OfType<string>().Distinct().LongCount());
        In("totals", "devicesInViolation", scan => scan.Exposures.Where(one => one.Verdict == Verdict.Violation).Select(one => one.Device?.Id).OfType<string>().Distinct().LongCount());
        foreach (var verdict in Enum.GetValues<Verdict>())
            In("verdicts", verdict.ToString(), scan => scan.Exposures.LongCount(one => one.Verdict == verdict));
        foreach (var (dimension, key) in new (string, Func<Exposure, string>)[] { ("application", one => one.Application), ("platform", one => one.Device?.Platform ?? "") })
        {
            foreach (var row in inbox.Only.GetProperty("breakdowns").GetProperty(dimension).EnumerateArray())
                Check($"{dimension} {row.GetProperty("key")}", row.GetProperty("total"), scan => scan.Exposures.LongCount(one => key(one) == row.GetProperty("key").GetString()));
        }

        Check("in violation", inbox.Only.GetProperty("inViolation"), scan => scan.Exposures.Any(one => one.Verdict == Verdict.Violation) ? 1 : 0);
        output.WriteLine($"seed {seed}: {all} totals, {exact} of them exact");
        Assert.True(all >= 20);

        void In(string group, string name, Func<ScanResult, long> truth) => Check(name, inbox.Only.GetProperty(group).GetProperty(name), truth);

        void Check(string name, JsonElement total, Func<ScanResult, long> truth)
        {
            var (low, high) = Inbox.Range(total);
            var sum = scans.Sum(truth);
            Assert.True(low <= sum && sum <= (high ?? long.MaxValue), $"{name}: {sum} is not between {low} and {high}");
            all++;
            exact += low == high ? 1 : 0;
        }
    }

    [Fact]
    public void Narrowing_never_loses_the_truth()
    {
        var table = from truth in Gen.Choose(0, 60).ListOf(6) from hiding in Gen.Choose(0, 3).ListOf(7) select (truth.ToArray(), hiding.ToArray());
        Prop.ForAll(Arb.From(table), drawn =>
        {
            var (truth, hiding) = drawn;
            Interval[] parts = [.. truth.Select((number, index) => Hide(number, hiding[index]))];
            var total = Hide(truth.Sum(), hiding[6]);
            Interval.Narrow(parts, total);
            return parts.Zip(truth).All(pair => pair.First.Low <= pair.Second && pair.Second <= (pair.First.High ?? long.MaxValue));
        }).QuickCheckThrowOnFailure();

        static Interval Hide(int number, int how) => how switch
        {
            1 when number is > 0 and < 5 => new Interval(1, 4),
            2 when number >= 5 => Interval.Of(new TikTokBan.Reports.Privacy.Figure(TikTokBan.Reports.Privacy.Rounding.Nearest(number), TikTokBan.Reports.Privacy.FigureState.Rounded)),
            3 => Interval.Unknown,
            _ => new Interval(number, number),
        };
    }

    [Fact]
    public async Task Other_numbers_behind_the_same_figures_give_the_same_page_and_totals()
    {
        var seen = new List<(string Page, string Totals, string Manifests)>();
        foreach (var hidden in new[] { "three", "four" })
        {
            using var inbox = new Inbox();
            await inbox.Add("small", "Made-up small authority", Inbox.Figures("<5", "withheld", "withheld"), hidden: hidden);
            await inbox.Add("rounded", "Made-up rounded authority", Inbox.Figures(new JsonObject { ["about"] = 15 }, "<5", new JsonObject { ["about"] = 20 }), hidden: hidden);
            await inbox.Add("large", "Made-up large authority", Inbox.Figures(40, 10, 50), hidden: hidden);
            Assert.Empty((await inbox.Run()).Uncounted);
            seen.Add((inbox.Text("report.html"), inbox.Document.GetProperty("directives").GetRawText(), string.Concat(inbox.Document.GetProperty("authorities").EnumerateArray().Select(one => one.GetProperty("manifestSha256").GetString()))));
        }

        Assert.Equal(seen[0].Page, seen[1].Page);
        Assert.Equal(seen[0].Totals, seen[1].Totals);
        Assert.NotEqual(seen[0].Manifests, seen[1].Manifests);
    }

    [Fact]
    public async Task A_total_is_a_number_where_all_parts_are_and_else_the_range_that_the_parts_leave()
    {
        using var inbox = new Inbox();
        await inbox.Add("a", "Authority A", Inbox.Figures(12, 8, 20));
        await inbox.Add("b", "Authority B", Inbox.Figures(7, 5, 12));
        await inbox.Run();
        Assert.Equal("19", inbox.Only.GetProperty("verdicts").GetProperty("Violation").GetRawText());
        await inbox.Add("c", "Authority C", Inbox.Figures("<5", 9, new JsonObject { ["about"] = 10 }));
        await inbox.Run();
        // Nine wait for a fact and eight to twelve cases are about ten, so one to three violate the rule.
        Assert.Equal((20, 22), Inbox.Range(inbox.Only.GetProperty("verdicts").GetProperty("Violation")));
        Assert.Equal((42, 44), Inbox.Range(inbox.Only.GetProperty("totals").GetProperty("exposures")));
        await inbox.Add("d", "Authority D", Inbox.Figures("withheld", "withheld", "withheld"));
        await inbox.Run();
        Assert.Equal((20, null), Inbox.Range(inbox.Only.GetProperty("verdicts").GetProperty("Violation")));
        Assert.Equal("""{"from":3,"to":4}""", inbox.Only.GetProperty("inViolation").GetRawText());
        Assert.Contains("at least 20", inbox.Text("report.html"), StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Find("rollup.schema.json", inbox.Text("rollup.json")));
    }

    [Fact]
    public async Task Directives_are_kept_apart_and_days_shown_as_a_span()
    {
        using var inbox = new Inbox();
        await inbox.Add("a", "Authority A", Inbox.Figures(10, 0, 10), new DateOnly(2026, 10, 1));
        await inbox.Add("b", "Authority B", Inbox.Figures(20, 0, 20), new DateOnly(2026, 10, 9));
        await inbox.Add("c", "Authority C", Inbox.Figures(30, 0, 30), directive: "be-flanders-shared-it");
        await inbox.Run();
        var directives = inbox.Document.GetProperty("directives").EnumerateArray().ToList();
        Assert.Equal([("be-federal-716", 30, "2026-10-01", "2026-10-09"), ("be-flanders-shared-it", 30, "2026-11-01", "2026-11-01")], directives.Select(one => (one.GetProperty("id").GetString()!, one.GetProperty("verdicts").GetProperty("Violation").GetInt32(), one.GetProperty("from").GetString()!, one.GetProperty("to").GetString()!)));
        Assert.Contains("from 1 October 2026 to 9 October 2026", inbox.Text("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_hundred_reports_are_added_up()
    {
        using var inbox = new Inbox();
        var random = new Random(500);
        var (violations, list) = ((Low: 0L, High: 0L), "authority,due\n");
        for (var index = 0; index < 500; index++)
        {
            var (violating, review) = (random.Next(40), random.Next(5, 60));
            JsonNode shown = violating is > 0 and < 5 ? JsonValue.Create("<5") : violating;
            JsonNode cases = violating is > 0 and < 5 ? new JsonObject { ["about"] = (violating + review + 2) / 5 * 5 } : violating + review;
            var name = $"Made-up authority {index}";
            list += $"\"{name}\",2026-10-{1 + (index % 28):d2}\n";
            if (index % 25 == 0)
                continue;
            violations = violating is > 0 and < 5 ? (violations.Low + 1, violations.High + 4) : (violations.Low + violating, violations.High + violating);
            await inbox.Add($"r{index:d3}", name, Inbox.Figures(shown, review, cases), new DateOnly(2026, 10, 15));
        }

        var clock = Stopwatch.StartNew();
        var result = await inbox.Run(request => request with { Expected = inbox.Write("expected.csv", list), Language = "fr" });
        output.WriteLine($"480 reports of 500 in {clock.ElapsedMilliseconds} ms; page {inbox.Text("report.html").Length / 1024} KB");
        Assert.Equal((480, 500, 20), (result.Reported, result.Expected, result.Authorities.Count(one => one.Status == ReportingStatus.Missing)));
        Assert.Empty(result.Uncounted);
        var (low, high) = Inbox.Range(inbox.Only.GetProperty("verdicts").GetProperty("Violation"));
        // What is left by the other figures of a report may be narrower, never wider.
        Assert.InRange(low, violations.Low, violations.High);
        Assert.InRange(high!.Value, low, violations.High);
        Assert.True((await ReportCheck.CheckAsync(inbox.Output, new ReportCheckOptions { At = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) })).IsWhole);
        Assert.Equal(501, inbox.Text("rollup.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
