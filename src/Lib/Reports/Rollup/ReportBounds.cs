using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Rollup;

/// <summary>What one report's figures tell of each of its numbers when they are held against each other. A reader of that report alone could work out the same.</summary>
internal sealed class ReportBounds
{
    private readonly Dictionary<string, Interval> _headline;
    private readonly Dictionary<string, Interval> _verdicts;
    private readonly Dictionary<string, Dictionary<string, Interval>> _rows = new(StringComparer.Ordinal);

    public ReportBounds(AuthorityReport report)
    {
        _headline = report.Headline.ToDictionary(pair => pair.Key, pair => Interval.Of(pair.Value), StringComparer.Ordinal);
        // Every case has one verdict, one application and one platform, or the platform that isn't known.
        var cases = _headline["exposures"];
        cases = cases.And(SumOf(report.Verdicts.Values));
        foreach (var rows in report.Breakdowns.Values)
            cases = cases.And(SumOf(rows.Values.Select(row => row.Cases)));
        _headline["exposures"] = cases;
        _verdicts = Parts(report.Verdicts, cases);
        foreach (var (dimension, rows) in report.Breakdowns)
            _rows[dimension] = Parts(rows.ToDictionary(row => row.Key, row => row.Value.Cases, StringComparer.Ordinal), cases);
        // A device with a case of a verdict has at least one case of it.
        Limit("exposedDevices", cases);
        Limit("exposedPeople", cases);
        Limit("devicesInViolation", Verdict("Violation"), Headline("exposedDevices"));
        Limit("devicesToClean", Verdict("RemoveBy"), Headline("exposedDevices"));
        Limit("devicesInReview", Verdict("Review"), Headline("exposedDevices"));
        Interval[] devices = [Headline("devicesSeen"), Headline("devicesUnseen")];
        Interval.Narrow(devices, Headline("devices"));
        (_headline["devicesSeen"], _headline["devicesUnseen"]) = (devices[0], devices[1]);
    }

    /// <summary>True where no numbers could lead to these figures.</summary>
    public bool Contradict => _headline.Values.Concat(_verdicts.Values).Concat(_rows.Values.SelectMany(rows => rows.Values)).Any(one => one.IsContradiction);

    /// <summary>Whether the authority is in violation: true, false, or null where its report doesn't tell.</summary>
    public bool? IsInViolation => (Verdict("Violation"), Headline("devicesInViolation")) switch
    {
        ({ Low: > 0 }, _) or (_, { Low: > 0 }) => true,
        ({ High: 0 }, { High: 0 }) => false,
        _ => null,
    };

    public Interval Headline(string name) => _headline[name];

    public Interval Verdict(string verdict) => _verdicts.GetValueOrDefault(verdict, Interval.Zero);

    /// <summary>A row that a report doesn't have has no case.</summary>
    public Interval Row(string dimension, string key) => _rows[dimension].GetValueOrDefault(key, Interval.Zero);

    private void Limit(string name, params Interval[] most)
    {
        foreach (var one in most)
            _headline[name] = _headline[name].AtMost(one);
    }

    private static Interval SumOf(IEnumerable<Figure> figures) => figures.Select(Interval.Of).Aggregate(Interval.Zero, (sum, next) => sum + next);

    private static Dictionary<string, Interval> Parts(IReadOnlyDictionary<string, Figure> figures, Interval total)
    {
        var keys = figures.Keys.ToList();
        Interval[] parts = [.. keys.Select(key => Interval.Of(figures[key]))];
        Interval.Narrow(parts, total);
        return keys.Zip(parts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
