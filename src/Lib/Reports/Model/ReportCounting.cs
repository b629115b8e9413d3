using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>Counts a scan once, protects small groups where the report is an aggregate one, and builds the model.</summary>
internal sealed class ReportCounting
{
    private readonly ScanResult _scan;
    private readonly ReportOptions _options;
    private readonly Redaction _redaction;
    private readonly Suppression _figures = new(keep: Level.Verdict);
    private readonly CrossTables _tables;

    private readonly ReportInput _input;

    public ReportCounting(ReportInput input, ReportOptions options)
    {
        _input = input;
        var scan = _scan = input.Scan;
        _options = options;
        _redaction = new Redaction(scan, options);
        _tables = new CrossTables(scan, _figures);
    }

    public ReportModel ToModel()
    {
        var summary = _scan.Summary;
        var (seen, unseen, reasons) = AddDevices(summary);
        var inViolation = AddDevices(Verdict.Violation);
        var toClean = AddDevices(Verdict.RemoveBy);
        var inReview = AddDevices(Verdict.Review);
        var (exposedDevices, withOtherCases, clear) = AddExposedDevices(inViolation, seen);
        var exposedPeople = _figures.Add(_scan.Exposures.Select(one => one.Person?.Id).OfType<string>().Distinct(StringComparer.Ordinal).LongCount(), Level.Headline);
        var suspicious = _figures.Add(summary.Suspicious, Level.Headline);
        var missing = AddMissing();
        var used = summary.Assumptions.Select(assumption => _figures.Add(assumption.Used, Level.Headline)).ToList();
        var observations = _scan.Coverage.Select(source => _figures.Add(source.Observations, Level.Headline)).ToList();
        if (_options.Detail == ReportDetail.Aggregate)
            _figures.Solve();

        var violations = _scan.Exposures.Where(one => one.Verdict == Verdict.Violation).Select(one => one.Application).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return new ReportModel
        {
            Options = _options,
            Scan = summary,
            Headline = new Headline
            {
                DevicesInViolation = Show(inViolation),
                DevicesToClean = Show(toClean),
                DevicesInReview = Show(inReview),
                FirstDeadline = _scan.Exposures.Where(one => one.Verdict == Verdict.RemoveBy).Min(one => one.Deadline),
                OnlyApplication = violations.Count == 1 ? _tables.TitleOf("application", violations[0]) : null,
                Devices = summary.Devices,
                DevicesSeen = Show(seen),
                DevicesUnseen = Show(unseen),
                Exposures = Show(_tables.Whole),
                ExposedDevices = Show(exposedDevices),
                DevicesWithOtherCases = Show(withOtherCases),
                DevicesClear = clear is { } known ? Show(known) : null,
                ExposedPeople = Show(exposedPeople),
                People = summary.People,
                Suspicious = Show(suspicious),
            },
            Verdicts = [.. _tables.Verdicts.Select(pair => new VerdictCount(pair.Verdict, Show(pair.Number)))],
            Tables = _tables.Build(Show),
            Groups = _options.Detail == ReportDetail.Aggregate ? _tables.Groups(Show) : [],
            Coverage = [.. _scan.Coverage.Select((source, index) => new CoverageRow(source, _redaction.Location(source.Location, source.Title), _redaction.Text(source.Problem), Show(observations[index])))],
            Unseen = [.. reasons.Select(pair => (pair.Reason, Show(pair.Number)))],
            Missing = [.. missing.Select(pair => (pair.Fields, Show(pair.Number)))],
            Assumptions = [.. summary.Assumptions.Select((assumption, index) => (assumption with { Text = _redaction.Text(assumption.Text)! }, Show(used[index])))],
            RejectedFiles =
            [
                .. _scan.Rejected.GroupBy(row => row.Location, StringComparer.Ordinal)
                    .Select(file => new RejectedFile(_redaction.Location(file.Key), file.LongCount(), file.Min(row => row.Line), file.Max(row => row.Line))),
            ],
            RejectedRows = _options.Detail == ReportDetail.Named ? _scan.Rejected : [],
            Unrecognised = [.. _scan.Unrecognised.Select(_redaction.File)],
            Lookalikes = _options.Detail == ReportDetail.Named ? _scan.Suspicions : [],
            Cases = _options.Detail == ReportDetail.Named ? _scan.Exposures : [],
            Control = new DocumentControl
            {
                Reference = $"{summary.ScanId}/{_options.Detail.ToString().ToLowerInvariant()}/{_options.Language}",
                Detail = _options.Detail,
                Product = "TikTokBan",
                Started = _input.Stored?.Started,
                Finished = _input.Stored?.Finished,
            },
            Deadlines = [],
            Trend = [],
            Reviews = [],
            Changes = null,
            Removals = [],
            Blocks = [],
            Waivers = [],
            Register = [],
            Provenance = [],
        };
    }

    private Figure Show(int number) => _figures.Figure(number);

    private (int Seen, int Unseen, List<(string Reason, int Number)> Reasons) AddDevices(ScanSummary summary)
    {
        var all = _figures.Add(summary.Devices, Level.Whole);
        var seen = _figures.Add(summary.Devices - summary.DevicesUnseen, Level.Verdict);
        var unseen = _figures.Add(summary.DevicesUnseen, Level.Verdict);
        _figures.Total(all, [seen, unseen]);
        var reasons = summary.UnseenByReason.Select(pair => (pair.Key, _figures.Add(pair.Value, Level.Row, pair.Value > 0 ? Listing.Occurring : Listing.Always))).ToList();
        // A device may be unseen for one reason only; where a scan counts it under several there is no sum to take apart.
        if (summary.UnseenByReason.Values.Sum() == summary.DevicesUnseen)
            _figures.Total(unseen, [.. reasons.Select(pair => pair.Item2)]);
        return (seen, unseen, reasons);
    }

    // A network address is a case of its own and no device that the authority is known to have.
    private static long KnownDevices(IEnumerable<Exposure> exposures) =>
        exposures.Where(one => one.Device is { } device && device.Id != device.Address).Select(one => one.Device!.Id).Distinct(StringComparer.Ordinal).LongCount();

    private int AddDevices(Verdict verdict) => _figures.Add(
        KnownDevices(_scan.Exposures.Where(one => one.Verdict == verdict)),
        Level.Headline);

    // What the headline numbers leave when one is taken from another is a group too.
    private (int Exposed, int Others, int? Clear) AddExposedDevices(int inViolation, int seen)
    {
        var (violating, all) = (_figures.Figure(inViolation).Value, _figures.Figure(seen).Value);
        var devices = KnownDevices(_scan.Exposures);
        var exposed = _figures.Add(devices, Level.Headline);
        var others = _figures.Add(devices - violating, Level.Headline);
        _figures.Total(exposed, [inViolation, others]);
        if (devices > all)
            return (exposed, others, null);
        var clear = _figures.Add(all - devices, Level.Headline);
        _figures.Total(seen, [exposed, clear]);
        return (exposed, others, clear);
    }

    private List<(IReadOnlyList<string> Fields, int Number)> AddMissing()
    {
        var groups = _scan.Exposures.Where(one => one.Verdict == Verdict.Review)
            .GroupBy(one => string.Join('\n', one.Missing.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ((IReadOnlyList<string>)group.Key.Split('\n', StringSplitOptions.RemoveEmptyEntries), _figures.Add(group.LongCount(), Level.Row, Listing.Occurring)))
            .ToList();
        if (groups.Count > 0)
            _figures.Total(_tables.Verdicts.Single(pair => pair.Verdict == Verdict.Review).Number, [.. groups.Select(group => group.Item2)]);
        return groups;
    }
}

/// <summary>How much a number matters to a reader: details are hidden before totals.</summary>
internal static class Level
{
    public const int Group = 0;
    public const int Cell = 1;
    public const int Row = 2;
    public const int Verdict = 3;
    public const int Whole = 4;
    public const int Headline = 5;
}
