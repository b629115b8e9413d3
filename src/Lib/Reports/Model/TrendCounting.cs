using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>The trend: one scan for each day, and the last one up to each day on which the ban was to be evaluated.</summary>
internal sealed class TrendCounting
{
    /// <summary>Name of the cases of a point.</summary>
    public const string Exposures = "exposures";

    /// <summary>Name of the violations of a point.</summary>
    public const string Violations = "violations";

    private readonly ReportInput _input;
    private readonly Suppression _figures;
    private readonly List<(StoredScan Scan, int Exposures, int Violations)> _points = [];

    public TrendCounting(ReportInput input, CrossTables tables, EarlierFigures earlier, Suppression figures)
    {
        (_input, _figures) = (input, figures);
        var days = input.History.GroupBy(scan => scan.AsOf).Select(day => day.Last()).ToList();
        foreach (var scan in TrendThinning.Of(days, scan => scan == days[^1] || ReviewDays.Of(input.Directive).Any(due => LastUpTo(due.Day) == scan)))
        {
            _points.Add(scan == input.History[^1]
                ? (scan, tables.Whole, tables.Verdicts.Single(pair => pair.Verdict == Verdict.Violation).Number)
                : (scan, Add(scan, Exposures, FigureName.Headline(Exposures), scan.Exposures, earlier), Add(scan, Violations, FigureName.Verdict(nameof(Verdict.Violation)), scan.Violations, earlier)));
        }

        foreach (var (before, after) in _points.Zip(_points.Skip(1)))
        {
            figures.Difference(after.Exposures, before.Exposures);
            figures.Difference(after.Violations, before.Violations);
        }
    }

    /// <summary>Number of the cases of an earlier scan; null where it is no point of the trend.</summary>
    public int? ExposuresOf(string scan) => _points.Where(point => point.Scan.Id == scan).Select(point => (int?)point.Exposures).FirstOrDefault();

    public IReadOnlyList<TrendPoint> Build(Func<int, Figure> show) => [.. _points.Select(point => Point(point, show))];

    public IReadOnlyList<ReviewPoint> Reviews(Func<int, Figure> show, string language) =>
    [
        .. ReviewDays.Of(_input.Directive).Select(due => new ReviewPoint(
            due.Day,
            ReviewDays.InstrumentIn(due.Instrument, language),
            LastUpTo(due.Day) is { } scan ? Point(_points.First(point => point.Scan == scan), show) : null)),
    ];

    // A day that is still to come has no scan yet.
    private StoredScan? LastUpTo(DateOnly day) =>
        _input.History.Count == 0 || day > _input.History[^1].AsOf ? null : _input.History.LastOrDefault(scan => scan.AsOf <= day);

    private TrendPoint Point((StoredScan Scan, int Exposures, int Violations) point, Func<int, Figure> show) =>
        new(point.Scan.Id, point.Scan.AsOf, point.Scan == _input.History[^1], point.Scan.Devices, show(point.Exposures), show(point.Violations));

    // What was told once is told again, and no more: in its own report, or as a point of another's trend.
    private int Add(StoredScan scan, string member, string name, long value, EarlierFigures earlier)
    {
        var place = FigureName.Trend(scan.Id, member);
        var known = earlier.Told(place) is { } plain ? ToldFigure.Of(plain, value) : null;
        var number = _input.PreviousReport?.Scan == scan.Id && earlier.Find(name) is { } counted && _figures.Numbers.Value(counted) == value ? counted
            : known is { } told ? _figures.AddTold(value, told)
            : _figures.Add(value, Level.Row);
        _figures.Name(number, place);
        return number;
    }
}
