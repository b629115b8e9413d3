namespace TikTokBan.Reports.Model;

/// <summary>Says of every number of a report what it was counted from.</summary>
internal static class FigureSources
{
    private static readonly string[] Scan = ["scan"];
    private static readonly string[] Judged = ["scan", "directive", "catalogue", "profile", "sources"];
    private static readonly string[] Inventoried = ["scan", "inventories"];
    private static readonly string[] Visible = ["scan", "inventories", "observed"];
    private static readonly string[] Read = ["scan", "sources"];
    private static readonly string[] Earlier = ["scan", "directive", "catalogue", "previousScan"];
    private static readonly string[] Removed = ["removalPlan"];
    private static readonly string[] Blocked = ["blockPlan"];

    private static readonly string[] Erased = ["headline.casesErased", "headline.devicesErased"];

    private static readonly (string[] Figures, string[] From)[] Rows =
    [
        (["scan.selectedFrom"], Scan),
        (["headline.devices", "headline.people"], Inventoried),
        (["headline.devicesSeen", "headline.devicesUnseen", "headline.devicesClear", "unseen"], Visible),
        ([
            "headline.devicesInViolation", "headline.devicesToClean", "headline.devicesInReview", "headline.exposures", "headline.exposedDevices",
            "headline.devicesWithOtherCases", "headline.exposedPeople", "verdicts", "breakdowns.application", "breakdowns.organisation", "breakdowns.source",
            "breakdowns.platform", "breakdowns.payer", "missing", "groups", "deadlines.cases", "deadlines.devices",
        ], Judged),
        (Erased, Scan),
        (["headline.suspicious"], ["scan", "catalogue", "observed"]),
        (["coverage.rowsRead", "coverage.rowsRejected", "coverage.observations", "register"], Read),
        (["assumptions"], ["scan", "profile"]),
        (["rejected"], ["scan", "rejecting"]),
        (["trend.devices", "trend.exposures", "trend.violations", "reviews", "changes.new", "changes.solved", "changes.reappeared", "changes.stillOpen"], Earlier),
        (["removals.devices", "removals.actedOn", "removals.seenGone", "removals.seenPresent", "removals.failed", "removals.late"], Removed),
        (["blocks.controls", "blocks.inForce"], Blocked),
        (["waivers"], ["waivers"]),
    ];

    /// <summary>Every name that a number can have.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Rows.SelectMany(row => row.Figures)];

    /// <summary>The figures of a report that rest on something, in the order in which they are told.</summary>
    /// <param name="register">What they rest on.</param>
    /// <param name="hasErased">Whether cases were erased since the scan; else nothing is told of them.</param>
    public static IReadOnlyList<Provenance> Of(EvidenceRegister register, bool hasErased) =>
    [
        .. from row in Rows
           where hasErased || row.Figures != Erased
           let evidence = row.From.SelectMany(kind => Of(kind, register)).Distinct().OrderBy(reference => reference.Length).ThenBy(reference => reference, StringComparer.Ordinal).ToList()
           where evidence.Count > 0
           from figure in row.Figures
           select new Provenance(figure, evidence),
    ];

    private static IEnumerable<string> Of(string kind, EvidenceRegister register) => kind switch
    {
        "sources" => register.Sources.Select(source => source.Reference),
        "inventories" => register.Inventories,
        "observed" => register.Sources.Select(source => source.Reference).Except(register.Inventories),
        "rejecting" => register.Sources.Where(source => source.Rejected > 0).Select(source => source.Reference),
        _ => register.Of(kind),
    };
}
