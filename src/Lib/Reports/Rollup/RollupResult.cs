namespace TikTokBan.Reports.Rollup;

/// <summary>How an authority stands.</summary>
public enum ReportingStatus
{
    /// <summary>It reported.</summary>
    Reported,

    /// <summary>It reported, as of a day after the one by which it had to.</summary>
    Late,

    /// <summary>It did not report, and the day by which it had to is past.</summary>
    Missing,

    /// <summary>It did not report, and need not have yet.</summary>
    Awaited,
}

/// <summary>How one authority stands.</summary>
/// <param name="Authority">Its name, as its report or the list of those expected has it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="IsExpected">Whether it is on the list; null where there is no list.</param>
/// <param name="Organisation">What it belongs to, by the list.</param>
/// <param name="Due">The day by which it had to report.</param>
/// <param name="AsOf">The day as of which it reported.</param>
/// <param name="Directive">The directive that it judged by.</param>
/// <param name="SignedBy">Who signed its report; null for one without a signature.</param>
public sealed record AuthorityStanding(string Authority, ReportingStatus Status, bool? IsExpected, string? Organisation, DateOnly? Due, DateOnly? AsOf, string? Directive, string? SignedBy);

/// <summary>A report that is not counted.</summary>
/// <param name="Folder">Name of its folder.</param>
/// <param name="Authority">Whose it is, where that can be told.</param>
/// <param name="Reason"><c>unfit</c>, <c>detail</c>, <c>selection</c>, <c>nameless</c>, <c>superseded</c>, <c>copy</c> or <c>conflict</c>.</param>
/// <param name="Sentence">Why, for people.</param>
public sealed record UncountedReport(string Folder, string? Authority, string Reason, string Sentence)
{
    /// <summary>Whether somebody has to do something about it: not so for a copy, or a report that a later one replaced.</summary>
    public bool IsRefused => Reason is not ("superseded" or "copy");
}

/// <summary>What a roll-up found.</summary>
public sealed record RollupResult
{
    /// <summary>The folder with the national report.</summary>
    public required string Folder { get; init; }

    /// <summary>Each authority that reported or had to, by name.</summary>
    public required IReadOnlyList<AuthorityStanding> Authorities { get; init; }

    /// <summary>Reports that are not counted, and why.</summary>
    public required IReadOnlyList<UncountedReport> Uncounted { get; init; }

    /// <summary>Names that were not expected and are nearly those of authorities that are missing: (reported, expected).</summary>
    public required IReadOnlyList<(string Reported, string Expected)> NearMisses { get; init; }

    /// <summary>How many authorities reported.</summary>
    public int Reported => Authorities.Count(one => one.Status is ReportingStatus.Reported or ReportingStatus.Late);

    /// <summary>How many had to; null where there is no list.</summary>
    public required int? Expected { get; init; }
}
