using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Model;

/// <summary>Counts a scan once, protects small groups where the report is an aggregate one, and builds the model.</summary>
internal sealed class ReportCounting
{
    private readonly ScanResult _scan;
    private readonly ReportOptions _options;
    private readonly Redaction _redaction;
    private readonly Suppression _figures = new(keep: Level.Verdict);
    private readonly ReportInput _input;
    private readonly ScanCounting _counted;
    private readonly ModelTitles _titles;
    private readonly EarlierFigures _earlier;
    private readonly TrendCounting _trend;
    private readonly ChangeCounting? _changes;

    public ReportCounting(ReportInput input, ReportOptions options)
    {
        // What counts is done with pseudonyms from here on, so that nothing behind them can come through.
        var text = ReportText.Of(options.Language)[0];
        var listed = options.Detail != ReportDetail.Aggregate;
        var retelling = new Retelling(listed ? input.Directive ?? DirectiveTitle.Shipped(input.Scan.Summary.Directive) : null, input.Profile, text.Language);
        _input = input = RetoldInput.Of(Pseudonymisation.Of(input, options, retelling), retelling, listed);
        var organisations = listed ? null : new FoldedOrganisations(input);
        _input = input = organisations?.Fold(input, text) ?? input;
        var scan = _scan = input.Scan;
        _options = options;
        _redaction = new Redaction(input, options.Detail == ReportDetail.Aggregate);
        _titles = new ModelTitles(input, options, text);
        _counted = new ScanCounting(scan, _figures);
        _earlier = EarlierCounting.Of(input, options.Detail, organisations, _figures);
        _trend = new TrendCounting(input, _counted.Tables, _earlier, _figures);
        _changes = input.Previous is null ? null : new ChangeCounting(input, _trend, _earlier, _figures);
    }

    public ReportModel ToModel()
    {
        var summary = _scan.Summary;
        var removals = new RemovalRows(_input.Plans, _figures);
        var waivers = new WaiverRows(_input, _options.Detail != ReportDetail.Aggregate, _figures);
        var register = new EvidenceRegister(_input, _titles, _redaction);
        if (_options.Detail == ReportDetail.Aggregate)
        {
            _earlier.Compare();
            _figures.Solve();
        }

        var violations = _scan.Exposures.Where(one => one.Verdict == Verdict.Violation).Select(one => one.Application).Distinct(StringComparer.Ordinal).Take(2).ToList();
        var (blocks, waived) = (BlockRows.Of(_input.Plans), waivers.Build(Show));
        return new ReportModel
        {
            Options = _options,
            Directive = _input.Directive,
            AuthorityNames = _input.Profile?.Name is { } names && LocalText.Languages.Any(language => names.In(language) == _scan.Summary.Authority) ? names : null,
            Scan = summary,
            Headline = new Headline
            {
                DevicesInViolation = Show(_counted.InViolation),
                DevicesToClean = Show(_counted.ToClean),
                DevicesInReview = Show(_counted.InReview),
                FirstDeadline = _scan.Exposures.Where(one => one.Verdict == Verdict.RemoveBy).Min(one => one.Deadline),
                OnlyApplication = violations.Count == 1 ? _titles.Of("application", violations[0], _counted.Tables.TitleOf("application", violations[0])) : null,
                Devices = summary.Devices,
                DevicesSeen = Show(_counted.Seen),
                DevicesUnseen = Show(_counted.Unseen),
                Exposures = Show(_counted.Tables.Whole),
                ExposedDevices = Show(_counted.ExposedDevices),
                DevicesWithOtherCases = Show(_counted.WithOtherCases),
                DevicesClear = _counted.Clear is { } known ? Show(known) : null,
                CasesErased = _counted.CasesErased is { } erased ? Show(erased) : null,
                DevicesErased = _counted.DevicesErased is { } unknown ? Show(unknown) : null,
                ExposedPeople = Show(_counted.ExposedPeople),
                People = summary.People,
                Suspicious = Show(_counted.Suspicious),
            },
            Verdicts = [.. _counted.Tables.Verdicts.Select(pair => new VerdictCount(pair.Verdict, Show(pair.Number)))],
            Tables = _counted.Tables.Build(Show, _titles),
            Groups = _options.Detail == ReportDetail.Aggregate ? _counted.Tables.Groups(Show) : [],
            Coverage = [.. _scan.Coverage.Select((source, index) => Row(source, Show(_counted.Observations[index])))],
            Unseen = [.. _counted.Reasons.Select(pair => (pair.Reason, Show(pair.Number)))],
            Missing = [.. _counted.Missing.Select(pair => (pair.Fields, Show(pair.Number)))],
            Assumptions = [.. summary.Assumptions.Select((assumption, index) => (assumption with { Text = _redaction.Text(assumption.Text)! }, Show(_counted.Used[index])))],
            RejectedFiles =
            [
                .. _scan.Rejected.GroupBy(row => row.Location, StringComparer.Ordinal)
                    .Select(file => new RejectedFile(_redaction.Location(file.Key), file.LongCount(), file.Min(row => row.Line), file.Max(row => row.Line))),
            ],
            RejectedRows = _options.Detail == ReportDetail.Named ? _scan.Rejected : [],
            Unrecognised = [.. _scan.Unrecognised.Select(_redaction.File)],
            Lookalikes = _options.Detail == ReportDetail.Named ? _scan.Suspicions : [],
            Cases = _options.Detail == ReportDetail.Aggregate ? [] : _scan.Exposures,
            Control = DocumentControlOf.Report(_input, _options),
            Deadlines = _counted.Deadlines.Build(Show),
            Trend = _trend.Build(Show),
            Reviews = _trend.Reviews(Show, _options.Language),
            Changes = _changes?.Build(Show, _titles, listsCases: _options.Detail == ReportDetail.Named),
            Removals = removals.Build(Show),
            Blocks = blocks,
            Waivers = waived,
            ApplicationTitles = _titles.Applications(blocks.SelectMany(block => block.Applications).Concat(waived.Select(waiver => waiver.Application).OfType<string>())),
            Register = register.Items,
            Provenance = FigureSources.Of(register, hasErased: _counted.CasesErased is not null),
            Published = _figures.Published(),
        };
    }

    private CoverageRow Row(SourceCoverage source, Figure observations)
    {
        var title = _titles.Source(source.Source, source.Title);
        return new CoverageRow(source with { Title = title }, _redaction.Location(source.Location, title), _redaction.Text(source.Problem), observations);
    }

    private Figure Show(int number) => _figures.Figure(number);
}
