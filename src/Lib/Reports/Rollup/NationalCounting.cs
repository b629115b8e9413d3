namespace TikTokBan.Reports.Rollup;

/// <summary>Holds the reports against the list of those who have to report, and adds them up.</summary>
internal static class NationalCounting
{
    public static NationalReport Count(IReadOnlyList<(AuthorityReport Report, ReportBounds Bounds)> reports, IReadOnlyList<UncountedReport> uncounted, IReadOnlyList<ExpectedAuthority>? expected, RollupRequest request)
    {
        var listed = expected?.ToDictionary(one => AuthorityName.Normal(one.Name), StringComparer.Ordinal);
        var reported = reports.Select(one => AuthorityName.Normal(one.Report.Authority)).ToHashSet(StringComparer.Ordinal);
        var missing = (expected ?? []).Where(one => !reported.Contains(AuthorityName.Normal(one.Name))).ToList();
        var strangers = reports.Select(one => one.Report.Authority).Concat(uncounted.Select(one => one.Authority).OfType<string>())
            .Where(name => listed?.ContainsKey(AuthorityName.Normal(name)) == false).Distinct(StringComparer.Ordinal).ToList();
        return new NationalReport
        {
            AsOf = request.AsOf,
            Expected = expected?.Count,
            Authorities =
            [
                .. reports.Select(one => (Standing(one.Report, listed, request.Due), (AuthorityReport?)one.Report, (ReportBounds?)one.Bounds))
                    .Concat(missing.Select(one => (Missing(one, request), (AuthorityReport?)null, (ReportBounds?)null)))
                    .OrderBy(one => AuthorityName.Normal(one.Item1.Authority), StringComparer.Ordinal).ThenBy(one => one.Item1.Directive, StringComparer.Ordinal),
            ],
            Directives = DirectiveTotal.Add(reports, request.Language),
            Uncounted = [.. uncounted.OrderBy(one => one.Folder, StringComparer.Ordinal).ThenBy(one => one.Reason, StringComparer.Ordinal)],
            NearMisses = [.. strangers.SelectMany(name => missing.Where(one => AuthorityName.IsNear(name, one.Name)).Select(one => (name, one.Name))).OrderBy(pair => pair.name, StringComparer.Ordinal).ThenBy(pair => pair.Name, StringComparer.Ordinal)],
        };
    }

    private static AuthorityStanding Standing(AuthorityReport report, Dictionary<string, ExpectedAuthority>? listed, DateOnly? usualDue)
    {
        var entry = listed?.GetValueOrDefault(AuthorityName.Normal(report.Authority));
        var due = entry?.Due ?? usualDue;
        return new AuthorityStanding(report.Authority, report.AsOf > due ? ReportingStatus.Late : ReportingStatus.Reported, listed is null ? null : entry is not null, entry?.Organisation, due, report.AsOf, report.Directive, report.SignedBy?.Subject);
    }

    private static AuthorityStanding Missing(ExpectedAuthority one, RollupRequest request)
    {
        var due = one.Due ?? request.Due;
        return new AuthorityStanding(one.Name, due < request.AsOf ? ReportingStatus.Missing : ReportingStatus.Awaited, true, one.Organisation, due, null, null, null);
    }
}
