namespace TikTokBan.Reports.Rollup;

/// <summary>Everything that the national report says, once; each form writes this.</summary>
internal sealed record NationalReport
{
    public required DateOnly AsOf { get; init; }

    /// <summary>How many had to report; null where there is no list.</summary>
    public required int? Expected { get; init; }

    /// <summary>Each authority that reported, under each directive that it reported by, or had to.</summary>
    public required IReadOnlyList<(AuthorityStanding Standing, AuthorityReport? Report, ReportBounds? Bounds)> Authorities { get; init; }

    public required IReadOnlyList<DirectiveTotal> Directives { get; init; }

    public required IReadOnlyList<UncountedReport> Uncounted { get; init; }

    public required IReadOnlyList<(string Reported, string Expected)> NearMisses { get; init; }

    /// <summary>Authorities that stand so, each once.</summary>
    public int Count(params ReportingStatus[] statuses) =>
        Authorities.Where(one => statuses.Contains(one.Standing.Status)).Select(one => AuthorityName.Normal(one.Standing.Authority)).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Of those that had to report, how many did.</summary>
    public int ExpectedReported =>
        Authorities.Where(one => one.Report is not null && one.Standing.IsExpected == true).Select(one => AuthorityName.Normal(one.Standing.Authority)).Distinct(StringComparer.Ordinal).Count();
}
