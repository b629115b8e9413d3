using System.Globalization;
using TikTokBan.Exposures;

namespace TikTokBan.Benchmarks.Ledger;

/// <summary>
/// Scans of one authority, one a day: each day one case in a hundred is gone, one is new, five look otherwise, and all times
/// and lines of files are others. From the seed alone, so that a run that was stopped goes on where it was.
/// </summary>
internal sealed class DailyScans(int cases)
{
    /// <summary>The first day.</summary>
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(716);
    private readonly List<(int Number, int Look)> _present = [.. Enumerable.Range(0, cases).Select(number => (number, 0))];
    private int _next = cases;

    /// <summary>How many days have gone by.</summary>
    public int Day { get; private set; }

    /// <summary>When the day's scan ends.</summary>
    public DateTimeOffset Now => Start.AddDays(Day);

    /// <summary>A subject that the first scans have.</summary>
    public static string SomeUser => "person7@agency.example";

    public void NextDay()
    {
        Day++;
        for (var change = 0; change < _present.Count / 100; change++)
            _present[_random.Next(_present.Count)] = (_next++, 0);
        for (var change = 0; change < _present.Count / 20; change++)
        {
            var place = _random.Next(_present.Count);
            _present[place] = (_present[place].Number, _present[place].Look + 1);
        }
    }

    public ScanResult Scan()
    {
        var times = new Random(Day);
        List<Exposure> list = [.. _present.Select(one => Today(ManyCases.One(one.Number), one.Look, times)).OrderByDescending(one => one.Verdict).ThenBy(one => one.Application, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)];
        var scan = ManyCases.Of(list);
        return scan with { Summary = scan.Summary with { ScanId = string.Create(CultureInfo.InvariantCulture, $"day-{Day:D5}"), AsOf = DateOnly.FromDateTime(Now.UtcDateTime) } };
    }

    private Exposure Today(Exposure one, int look, Random times)
    {
        var contact = Now.AddSeconds(-times.Next(86_400));
        return one with
        {
            LastSeen = contact,
            Device = one.Device! with { LastContact = contact, OsVersion = string.Create(CultureInfo.InvariantCulture, $"17.{look}") },
            Evidence = [.. one.Evidence.Select((piece, index) => piece with { ObservedAt = contact, Reference = string.Create(CultureInfo.InvariantCulture, $"apps.csv:{times.Next(5_000_000)}") })],
        };
    }
}
