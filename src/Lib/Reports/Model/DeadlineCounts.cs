using System.Globalization;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>Cases by the day until which they are to be removed.</summary>
internal sealed class DeadlineCounts
{
    private readonly DateOnly _today;
    private readonly List<(DateOnly Day, int Cases, int Devices)> _rows = [];

    /// <param name="scan">The scan.</param>
    /// <param name="figures">Takes the numbers and their sums.</param>
    /// <param name="removeBy">The number of all cases that have a deadline.</param>
    /// <param name="toClean">The number of all devices with such a case.</param>
    public DeadlineCounts(ScanResult scan, Suppression figures, int removeBy, int toClean)
    {
        _today = scan.Summary.AsOf;
        var open = scan.Exposures.Where(one => one.Verdict == Verdict.RemoveBy).ToList();
        var devices = 0L;
        foreach (var group in open.Where(one => one.Deadline is not null).GroupBy(one => one.Deadline!.Value).OrderBy(group => group.Key))
        {
            var known = KnownDevices.Count(group);
            devices += known;
            _rows.Add((group.Key, figures.Add(group.LongCount(), Level.Row, Listing.Occurring, Name(group.Key, "cases")), figures.Add(known, Level.Row, name: Name(group.Key, "devices"))));
        }

        if (_rows.Count == 0)
            return;
        if (open.TrueForAll(one => one.Deadline is not null))
            figures.Total(removeBy, [.. _rows.Select(row => row.Cases)]);
        // A device with two deadlines counts with both, and then there is no sum to take apart.
        if (devices == KnownDevices.Count(open))
            figures.Total(toClean, [.. _rows.Select(row => row.Devices)]);
    }

    private static string Name(DateOnly day, string what) => FigureName.Of("deadlines", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), what);

    public IReadOnlyList<DeadlineCount> Build(Func<int, Figure> show) =>
        [.. _rows.Select(row => new DeadlineCount(row.Day, row.Day < _today, show(row.Cases), show(row.Devices)))];
}
