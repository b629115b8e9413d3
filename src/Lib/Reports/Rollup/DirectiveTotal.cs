using TikTokBan.Directives;

namespace TikTokBan.Reports.Rollup;

/// <summary>The reports under one directive, added up.</summary>
internal sealed record DirectiveTotal
{
    public required string Id { get; init; }

    public required string? Title { get; init; }

    /// <summary>SHA-256 of each file of the directive that they were judged by.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Authorities { get; init; }

    public required Interval InViolation { get; init; }

    public required IReadOnlyList<(string Name, Interval Total)> Headline { get; init; }

    public required IReadOnlyList<(Verdict Verdict, Interval Cases)> Verdicts { get; init; }

    public required IReadOnlyList<(string Dimension, IReadOnlyList<(string Key, string Title, Interval Cases)> Rows)> Breakdowns { get; init; }

    public Interval Of(string name) => Headline.First(one => one.Name == name).Total;

    /// <summary>Adds them up. The result hangs on published figures alone.</summary>
    public static IReadOnlyList<DirectiveTotal> Add(IReadOnlyList<(AuthorityReport Report, ReportBounds Bounds)> reports, string language) =>
        [.. reports.GroupBy(one => one.Report.Directive, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Of([.. group], language))];

    private static DirectiveTotal Of(IReadOnlyList<(AuthorityReport Report, ReportBounds Bounds)> reports, string language)
    {
        var first = reports[0].Report;
        return new DirectiveTotal
        {
            Id = first.Directive,
            Title = DirectiveTitle.Of(first.Directive, language) ?? reports.Select(one => one.Report.DirectiveTitle).FirstOrDefault(title => title is not null),
            Versions = [.. reports.Select(one => one.Report.Manifest.Directive!.Sha256).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            From = reports.Min(one => one.Report.AsOf),
            To = reports.Max(one => one.Report.AsOf),
            Authorities = reports.Count,
            InViolation = new(reports.Count(one => one.Bounds.IsInViolation == true), reports.Count(one => one.Bounds.IsInViolation != false)),
            Headline = [.. AuthorityReport.Totals.Select(name => (name, Sum(reports, bounds => bounds.Headline(name))))],
            Verdicts = [.. Enum.GetValues<Verdict>().OrderDescending().Select(verdict => (verdict, Sum(reports, bounds => bounds.Verdict(verdict.ToString()))))],
            Breakdowns = [.. AuthorityReport.Dimensions.Select(dimension => (dimension, Rows(reports, dimension)))],
        };
    }

    private static IReadOnlyList<(string, string, Interval)> Rows(IReadOnlyList<(AuthorityReport Report, ReportBounds Bounds)> reports, string dimension) =>
    [
        .. reports.SelectMany(one => one.Report.Breakdowns[dimension]).GroupBy(row => row.Key, StringComparer.Ordinal)
            // Titles may be in several languages; the one that most use, so that the order of folders doesn't matter.
            .Select(row => (row.Key, Title: row.GroupBy(one => one.Value.Title, StringComparer.Ordinal).OrderByDescending(title => title.Count()).ThenBy(title => title.Key, StringComparer.Ordinal).First().Key, Cases: Sum(reports, bounds => bounds.Row(dimension, row.Key))))
            .OrderByDescending(row => row.Cases.Low).ThenBy(row => row.Key, StringComparer.Ordinal),
    ];

    private static Interval Sum(IReadOnlyList<(AuthorityReport, ReportBounds Bounds)> reports, Func<ReportBounds, Interval> of) =>
        reports.Aggregate(Interval.Zero, (sum, one) => sum + of(one.Bounds));
}
