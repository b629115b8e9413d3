using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Model;

/// <summary>Cases with one deadline.</summary>
/// <param name="Day">The deadline.</param>
/// <param name="IsOver">Whether it had passed on the day of the report.</param>
/// <param name="Cases">Cases with that deadline that are still there.</param>
/// <param name="Devices">Devices with one of them.</param>
internal sealed record DeadlineCount(DateOnly Day, bool IsOver, Figure Cases, Figure Devices);

/// <summary>An earlier scan, or this one, in the trend.</summary>
/// <param name="Scan">Its id.</param>
/// <param name="AsOf">The day as of which it judged.</param>
/// <param name="IsThis">Whether it is the scan of this report.</param>
/// <param name="Devices">Devices that were known.</param>
/// <param name="Exposures">Cases in all.</param>
/// <param name="Violations">Cases in violation.</param>
internal sealed record TrendPoint(string Scan, DateOnly AsOf, bool IsThis, long Devices, Figure Exposures, Figure Violations);

/// <summary>A day on which the ban was to be evaluated, with the last scan up to it.</summary>
/// <param name="Due">The day.</param>
/// <param name="Instrument">What prescribes it, or what came of it; null where the directive says nothing.</param>
/// <param name="At">The last scan on or before that day; null where there is none.</param>
internal sealed record ReviewPoint(DateOnly Due, string? Instrument, TrendPoint? At);

/// <summary>What changed since an earlier scan. A case is the same when its id is.</summary>
internal sealed record ChangeSet
{
    /// <summary>Id of the earlier scan.</summary>
    public required string Since { get; init; }

    public required DateOnly SinceAsOf { get; init; }

    /// <summary>Whether a report was made of that scan; else it is only the scan before this one.</summary>
    public required bool IsReported { get; init; }

    public required ChangeCount All { get; init; }

    /// <summary>By application; the key is the application's id.</summary>
    public required IReadOnlyList<(string Key, string Title, ChangeCount Count)> ByApplication { get; init; }

    /// <summary>By organisation; the key is empty where it is not known.</summary>
    public required IReadOnlyList<(string Key, string Title, ChangeCount Count)> ByOrganisation { get; init; }

    /// <summary>Cases that are gone; none in an aggregate report.</summary>
    public required IReadOnlyList<Exposure> SolvedCases { get; init; }

    /// <summary>Ids of cases that are new, and of those that reappeared; none in an aggregate report.</summary>
    public required IReadOnlySet<string> NewCases { get; init; }

    public required IReadOnlySet<string> ReappearedCases { get; init; }
}

/// <summary>Of the cases of two scans: how many only the later has and no earlier scan had; only the earlier; the later and a scan before both; both.</summary>
internal sealed record ChangeCount(Figure New, Figure Solved, Figure Reappeared, Figure StillOpen);

/// <summary>How far a removal has come.</summary>
/// <param name="Plan">Id of the plan.</param>
/// <param name="State">One of <see cref="TikTokBan.Removal.Journals.ProgressState"/>, in camel case.</param>
/// <param name="Deadline">The earliest deadline of its actions.</param>
/// <param name="Devices">Devices of the plan.</param>
/// <param name="ActedOn">Devices that a control was carried out on.</param>
/// <param name="SeenGone">Applications on devices that were looked for afterwards and are gone.</param>
/// <param name="SeenPresent">The same that are still there.</param>
/// <param name="Failed">Actions that failed, or of which nobody knows what became.</param>
/// <param name="Late">Actions that are not finished and whose deadline is over.</param>
/// <param name="LastRun">When the last run began.</param>
internal sealed record RemovalRow(string Plan, string State, DateOnly? Deadline, Figure Devices, Figure ActedOn, Figure SeenGone, Figure SeenPresent, Figure Failed, Figure Late, DateTimeOffset? LastRun);

/// <summary>What a plan put in force against covered applications, so that they do not come back.</summary>
/// <param name="Plan">Id of the plan.</param>
/// <param name="Part">Where: <c>defender</c>, <c>intune</c>, <c>browsers</c>, <c>entra</c>, <c>exchange</c>, <c>uninstall</c>.</param>
/// <param name="State">As the journal tells: <c>inForce</c>, <c>partly</c>, <c>takenBack</c>, <c>notBegun</c>; <c>notJournaled</c> for what a script carries out.</param>
/// <param name="Controls">Controls that were planned there.</param>
/// <param name="InForce">Of which the journal says that they were carried out and not taken back.</param>
/// <param name="Applications">Ids of the applications that are blocked.</param>
/// <param name="Since">When the last of them was carried out.</param>
internal sealed record BlockRow(string Plan, string Part, string State, long Controls, long InForce, IReadOnlyList<string> Applications, DateTimeOffset? Since);

/// <summary>Waivers of one kind, state and application; in a report that lists cases each waiver has a row of its own.</summary>
/// <param name="Id">The register's number; null in an aggregate report.</param>
/// <param name="Holder">For whom, by name or pseudonym; null in an aggregate report and where it is for whoever holds the device.</param>
/// <param name="Expires">Last day; in an aggregate report the last day of the quarter in which the last of them expires.</param>
/// <param name="Kind">Its kind, as registered.</param>
/// <param name="State">How it stands on the day of the report.</param>
/// <param name="Application">Catalogue id; null for any.</param>
/// <param name="Count">How many.</param>
internal sealed record WaiverRow(string? Id, string Kind, WaiverState State, string? Application, string? Holder, DateOnly Expires, Figure Count);

/// <summary>What tells one edition of this document from another, and for whom it is.</summary>
internal sealed record DocumentControl
{
    /// <summary>Reference of the document: the scan's id, the detail and the language, such as <c>s-3f2a…/aggregate/fr</c>.</summary>
    public required string Reference { get; init; }

    public required ReportDetail Detail { get; init; }

    public required string Product { get; init; }

    /// <summary>When the scan ran; null where no ledger tells.</summary>
    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Who ran it; null where it isn't known or must not be told.</summary>
    public string? Actor { get; init; }

    /// <summary>With which permissions of the tenant; empty for exports alone, null where it isn't known.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }

    /// <summary>Earliest and latest time that any evidence states: the time that the report is about.</summary>
    public DateTimeOffset? EvidenceFrom { get; init; }

    public DateTimeOffset? EvidenceTo { get; init; }
}

/// <summary>Something that numbers of the report rest on.</summary>
/// <param name="Reference">Its reference in this report, such as <c>E-001</c>: the same in every edition of the same scan.</param>
/// <param name="Kind"><c>scan</c>, <c>directive</c>, <c>catalogue</c>, <c>profile</c>, <c>source</c>, <c>previousScan</c>, <c>waivers</c>, <c>plan</c>.</param>
/// <param name="Key">What of that kind: id of the source, plan, directive.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Location">File or service, where it has one.</param>
/// <param name="Sha256">Of its content, where that is known.</param>
/// <param name="Records">Rows or entries that were understood.</param>
/// <param name="From">Earliest time that it states.</param>
/// <param name="To">Latest time that it states.</param>
internal sealed record EvidenceItem(string Reference, string Kind, string Key, string Title, string? Location, string? Sha256, long? Records, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Whether it is a file in a zip, and so the hash that of the file and not of the zip.</summary>
    public bool IsInArchive { get; init; }
}

/// <summary>Where a number comes from.</summary>
/// <param name="Figure">The number's name, as in report.json: <c>headline.devicesInViolation</c>, <c>breakdowns.payer</c>. Its definition is the text <c>figure.NAME</c>.</param>
/// <param name="Evidence">References of the evidence it was counted from.</param>
internal sealed record Provenance(string Figure, IReadOnlyList<string> Evidence);
