using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>All numbers that are counted from one scan alone, with every sum that holds between them. An earlier scan is counted in the same way, so that what two reports tell together is known.</summary>
internal sealed class ScanCounting
{
    private readonly ScanResult _scan;
    private readonly Suppression _figures;

    public ScanCounting(ScanResult scan, Suppression figures)
    {
        (_scan, _figures) = (scan, figures);
        var summary = scan.Summary;
        Tables = new CrossTables(scan, figures);
        (Seen, Unseen, Reasons) = AddDevices(summary);
        InViolation = AddDevices(Verdict.Violation, "devicesInViolation");
        ToClean = AddDevices(Verdict.RemoveBy, "devicesToClean");
        InReview = AddDevices(Verdict.Review, "devicesInReview");
        CasesErased = scan.Erased > 0 ? Headline("casesErased", scan.Erased) : null;
        (ExposedDevices, WithOtherCases, Clear, DevicesErased) = AddExposedDevices(InViolation, Seen);
        ExposedPeople = Headline("exposedPeople", scan.Exposures.Select(one => one.Person?.Id).OfType<string>().Distinct(StringComparer.Ordinal).LongCount());
        Suspicious = Headline("suspicious", summary.Suspicious);
        Missing = AddMissing();
        Deadlines = new DeadlineCounts(scan, figures, Tables.Verdicts.Single(pair => pair.Verdict == Verdict.RemoveBy).Number, ToClean);
        Used = AddAll(summary.Assumptions, "assumptions", assumption => assumption.Id, assumption => assumption.Used);
        Observations = AddAll(scan.Coverage, "coverage", source => source.Source, source => source.Observations);
    }

    public CrossTables Tables { get; }

    public int Seen { get; }

    public int Unseen { get; }

    public IReadOnlyList<(string Reason, int Number)> Reasons { get; }

    public int InViolation { get; }

    public int ToClean { get; }

    public int InReview { get; }

    public int ExposedDevices { get; }

    public int WithOtherCases { get; }

    public int? Clear { get; }

    /// <summary>Null where no case was erased.</summary>
    public int? CasesErased { get; }

    /// <summary>Null where no case was erased, and where it isn't known how many devices have no case.</summary>
    public int? DevicesErased { get; }

    public int ExposedPeople { get; }

    public int Suspicious { get; }

    public IReadOnlyList<(IReadOnlyList<string> Fields, int Number)> Missing { get; }

    public DeadlineCounts Deadlines { get; }

    public IReadOnlyList<int> Used { get; }

    public IReadOnlyList<int> Observations { get; }

    private int Headline(string name, long value) => _figures.Add(value, Level.Headline, name: FigureName.Headline(name));

    private (int Seen, int Unseen, List<(string Reason, int Number)> Reasons) AddDevices(ScanSummary summary)
    {
        // The report tells it as it is: it is a size, and no group of cases.
        var all = _figures.AddTold(summary.Devices, Known.Exact);
        var seen = _figures.Add(summary.Devices - summary.DevicesUnseen, Level.Verdict, name: FigureName.Headline("devicesSeen"));
        var unseen = _figures.Add(summary.DevicesUnseen, Level.Verdict, name: FigureName.Headline("devicesUnseen"));
        _figures.Total(all, [seen, unseen]);
        var reasons = summary.UnseenByReason
            .Select(pair => (pair.Key, _figures.Add(pair.Value, Level.Row, pair.Value > 0 ? Listing.Occurring : Listing.Always, FigureName.Of("unseen", pair.Key))))
            .ToList();
        // A device may be unseen for one reason only; where a scan counts it under several there is no sum to take apart.
        if (summary.UnseenByReason.Values.Sum() == summary.DevicesUnseen)
            _figures.Total(unseen, [.. reasons.Select(pair => pair.Item2)]);
        return (seen, unseen, reasons);
    }

    private int AddDevices(Verdict verdict, string name) => Headline(name, KnownDevices.Count(_scan.Exposures.Where(one => one.Verdict == verdict)));

    // What the headline numbers leave when one is taken from another is a group too.
    private (int Exposed, int Others, int? Clear, int? Erased) AddExposedDevices(int inViolation, int seen)
    {
        var (violating, all) = (_figures.Figure(inViolation).Value, _scan.Summary.Devices - _scan.Summary.DevicesUnseen);
        var devices = KnownDevices.Count(_scan.Exposures);
        var exposed = Headline("exposedDevices", devices);
        var others = Headline("devicesWithOtherCases", devices - violating);
        _figures.Total(exposed, [inViolation, others]);
        if (devices > all)
            return (exposed, others, null, null);
        // The device of a case that was erased is not known any more: each may have been one that now looks as if it had none.
        var erased = Math.Min(_scan.Erased, all - devices);
        var clear = Headline("devicesClear", all - devices - erased);
        if (CasesErased is not { } cases)
        {
            _figures.Total(seen, [exposed, clear]);
            return (exposed, others, clear, null);
        }

        var unknown = Headline("devicesErased", erased);
        _figures.Total(seen, [exposed, clear, unknown]);
        // Told as the most that it can be, so that it tells the cases too, or that there were more of them.
        if (erased < _scan.Erased)
            _figures.Difference(cases, unknown);
        else
            _figures.Total(cases, [unknown]);
        return (exposed, others, clear, unknown);
    }

    private List<(IReadOnlyList<string> Fields, int Number)> AddMissing()
    {
        var groups = _scan.Exposures.Where(one => one.Verdict == Verdict.Review)
            .GroupBy(one => string.Join('\n', one.Missing.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ((IReadOnlyList<string>)group.Key.Split('\n', StringSplitOptions.RemoveEmptyEntries), _figures.Add(group.LongCount(), Level.Row, Listing.Occurring, FigureName.Of("missing", group.Key))))
            .ToList();
        if (groups.Count > 0)
            _figures.Total(Tables.Verdicts.Single(pair => pair.Verdict == Verdict.Review).Number, [.. groups.Select(group => group.Item2)]);
        return groups;
    }

    // A profile may declare, and a scan may have read, several of one name.
    private List<int> AddAll<T>(IReadOnlyList<T> items, string table, Func<T, string> key, Func<T, long> value)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. items.Select(item =>
        {
            var place = places[key(item)] = places.GetValueOrDefault(key(item)) + 1;
            return _figures.Add(value(item), Level.Headline, name: FigureName.Of(table, key(item), place.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        })];
    }
}
