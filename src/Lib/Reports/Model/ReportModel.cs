using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Model;

/// <summary>Everything a report says, once. Each format writes this and counts nothing of its own, so that no two of them can differ.</summary>
internal sealed record ReportModel
{
    public required ReportOptions Options { get; init; }

    public required ScanSummary Scan { get; init; }

    public required Headline Headline { get; init; }

    /// <summary>Every verdict, gravest first.</summary>
    public required IReadOnlyList<VerdictCount> Verdicts { get; init; }

    /// <summary>By application, organisation, source, platform and payer, in this order.</summary>
    public required IReadOnlyList<Table> Tables { get; init; }

    /// <summary>By application, organisation, platform and verdict together: the rows of the aggregate list.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }

    public required IReadOnlyList<CoverageRow> Coverage { get; init; }

    /// <summary>Devices that no source can see, by reason.</summary>
    public required IReadOnlyList<(string Reason, Figure Devices)> Unseen { get; init; }

    /// <summary>Cases that are open because the same facts are missing; the most first.</summary>
    public required IReadOnlyList<(IReadOnlyList<string> Fields, Figure Cases)> Missing { get; init; }

    public required IReadOnlyList<(UsedAssumption Assumption, Figure Used)> Assumptions { get; init; }

    public required IReadOnlyList<RejectedFile> RejectedFiles { get; init; }

    /// <summary>Each rejected row with its reason; none in an aggregate report, as a reason may quote the row.</summary>
    public required IReadOnlyList<RejectedRow> RejectedRows { get; init; }

    public required IReadOnlyList<UnrecognisedFile> Unrecognised { get; init; }

    /// <summary>What poses as a covered application; none in an aggregate report, where only their number is told.</summary>
    public required IReadOnlyList<Suspicion> Lookalikes { get; init; }

    /// <summary>Every case; none in an aggregate report.</summary>
    public required IReadOnlyList<Exposure> Cases { get; init; }

    /// <summary>Of how many exposures these are a selection; null for a whole scan, and where so few must not be told.</summary>
    public long? SelectedFrom => IsNamed || Scan.SelectedFrom >= Suppression.Threshold ? Scan.SelectedFrom : null;

    public required DocumentControl Control { get; init; }

    /// <summary>Open deadlines and those that are over, earliest first.</summary>
    public required IReadOnlyList<DeadlineCount> Deadlines { get; init; }

    /// <summary>Scans up to this one, oldest first; empty where no ledger tells.</summary>
    public required IReadOnlyList<TrendPoint> Trend { get; init; }

    public required IReadOnlyList<ReviewPoint> Reviews { get; init; }

    /// <summary>What changed; null where there is no earlier scan.</summary>
    public required ChangeSet? Changes { get; init; }

    public required IReadOnlyList<RemovalRow> Removals { get; init; }

    public required IReadOnlyList<BlockRow> Blocks { get; init; }

    public required IReadOnlyList<WaiverRow> Waivers { get; init; }

    /// <summary>Titles of applications by id that blocks and waivers name, as there need be no case of them.</summary>
    public IReadOnlyDictionary<string, string> ApplicationTitles { get; init; } = new Dictionary<string, string>();

    /// <summary>What people call an application, organisation, source, platform or payer, by dimension and key.</summary>
    public IReadOnlyDictionary<(string Dimension, string Key), string> Titles =>
        Tables.SelectMany(table => table.Rows.Select(row => (Key: (table.Dimension, row.Key), row.Title)))
            .Concat(ApplicationTitles.Select(pair => (Key: ("application", pair.Key), Title: pair.Value)))
            .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Title);

    /// <summary>What the numbers rest on, in the order of the references.</summary>
    public required IReadOnlyList<EvidenceItem> Register { get; init; }

    public required IReadOnlyList<Provenance> Provenance { get; init; }

    /// <summary>Each number that it tells, by name, as it stands in files for machines.</summary>
    public required IReadOnlyDictionary<string, string> Published { get; init; }

    public bool IsNamed => Options.Detail == ReportDetail.Named;

    /// <summary>Whether there is a list of cases, by name or pseudonym.</summary>
    public bool ListsCases => Options.Detail != ReportDetail.Aggregate;

    /// <summary>Whether of a case only days are told, not times.</summary>
    public bool TellsDays => Options.Detail == ReportDetail.Pseudonymised;

    /// <summary>The directive, where its file is at hand.</summary>
    public Directive? Directive { get; init; }

    /// <summary>The authority's names, where its profile is at hand and is that of the scan.</summary>
    public LocalText? AuthorityNames { get; init; }

    /// <summary>The authority's name, in a language where its profile has one.</summary>
    public string AuthorityIn(ReportText text) => AuthorityNames?.In(text.Language) ?? Scan.Authority ?? text["title.no-authority"];

    /// <summary>The directive as people call it, in a language; its id where nobody knows more.</summary>
    public string DirectiveIn(string language) =>
        Options.DirectiveTitle ?? Directive?.Title(language) ?? DirectiveTitle.Of(Scan.Directive, language) ?? Scan.Directive;

    /// <summary>References of what a number or table was counted from.</summary>
    public IReadOnlyList<string> EvidenceOf(string figure) => Provenance.FirstOrDefault(one => one.Figure == figure)?.Evidence ?? [];

    /// <summary>The same in another language of a bilingual edition: other words, and a list of cases only where this one has it.</summary>
    public ReportModel In(string language) => Retold?.Invoke(language) is { } other ? other with { Cases = Cases.Count == 0 ? [] : other.Cases } : this;

    /// <summary>Makes it in another language; null for a model that was not made from a scan, which has one.</summary>
    public Func<string, ReportModel?>? Retold { get; init; }

    public static ReportModel From(ReportInput input, ReportOptions options)
    {
        var model = new ReportCounting(input, options).ToModel();
        var first = ReportText.Of(options.Language)[0].Language;
        var others = new Dictionary<string, ReportModel>(StringComparer.Ordinal);
        return model with { Retold = language => language == first ? null : Other(language) };

        ReportModel Other(string language)
        {
            if (!others.TryGetValue(language, out var other))
                others[language] = other = new ReportCounting(input, options with { Language = language }).ToModel() with { Options = options, Control = model.Control };
            return other;
        }
    }
}

/// <summary>The point in ten seconds.</summary>
internal sealed record Headline
{
    /// <summary>Distinct devices with at least one violation.</summary>
    public required Figure DevicesInViolation { get; init; }

    /// <summary>Distinct devices with at least one case that has a deadline.</summary>
    public required Figure DevicesToClean { get; init; }

    /// <summary>Distinct devices with at least one case of which a fact is missing.</summary>
    public required Figure DevicesInReview { get; init; }

    /// <summary>The first deadline, where there is one.</summary>
    public DateOnly? FirstDeadline { get; init; }

    /// <summary>Title of the one application that all violations are of; null where there are several or none.</summary>
    public string? OnlyApplication { get; init; }

    public required long Devices { get; init; }

    public required Figure DevicesSeen { get; init; }

    public required Figure DevicesUnseen { get; init; }

    public required Figure Exposures { get; init; }

    public required Figure ExposedDevices { get; init; }

    /// <summary>Devices with a case, none of them a violation.</summary>
    public required Figure DevicesWithOtherCases { get; init; }

    /// <summary>Devices that a source sees and that have no case; null where devices have cases that no source should see.</summary>
    public Figure? DevicesClear { get; init; }

    /// <summary>Cases that were erased since the scan and that no number of cases counts any more; null where there are none.</summary>
    public Figure? CasesErased { get; init; }

    /// <summary>Devices without a case that may be those of erased cases, at most; they don't count as clear. Null where no case was erased, and where <see cref="DevicesClear"/> is.</summary>
    public Figure? DevicesErased { get; init; }

    public required Figure ExposedPeople { get; init; }

    public required long People { get; init; }

    public required Figure Suspicious { get; init; }

    /// <summary>What is to be said of erased cases; null where there are none.</summary>
    public string? ErasedIn(ReportText text) => CasesErased is not { } cases ? null
        : text.Count("point.erased", cases) + (DevicesErased is { } devices && !devices.IsZero ? " " + text.Count("point.erased.devices", devices) : "");
}

internal sealed record VerdictCount(Verdict Verdict, Figure Cases);

/// <summary>A breakdown: <c>application</c>, <c>organisation</c>, <c>source</c>, <c>platform</c> or <c>payer</c>.</summary>
internal sealed record Table(string Dimension, IReadOnlyList<Verdict> Columns, IReadOnlyList<TableRow> Rows);

/// <summary>One row of a breakdown. The key is empty for what is not known; <paramref name="Cells"/> are those of the columns.</summary>
internal sealed record TableRow(string Key, string Title, Figure Total, IReadOnlyList<Figure> Cells);

internal sealed record Group(string Application, string Organisation, string Platform, Verdict Verdict, Figure Cases);

internal sealed record CoverageRow(SourceCoverage Source, string Location, string? Problem, Figure Observations);

/// <summary>Rejected rows of one file, as far as the scan lists them.</summary>
internal sealed record RejectedFile(string Location, long Rows, long FirstLine, long LastLine);
