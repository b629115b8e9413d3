using TikTokBan.Exposures;
using TikTokBan.Reports.Published;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Puts small organisations together in an aggregate report, where even "under five" of a minister's office tells of somebody known. What an
/// earlier report told of them under other names is put together likewise, so that its numbers are held against the same people's.
/// </summary>
internal sealed class FoldedOrganisations
{
    private readonly SmallOrganisations _organisations;

    public FoldedOrganisations(ReportInput input)
    {
        var reported = Reported(input);
        // One that stood with others must not come out again: what it left behind would be known.
        var folded = reported is null ? [] : reported.Exposures.Select(one => one.Organisation).OfType<string>().Where(one => AsTold(input.PreviousReport!, one) != one);
        _organisations = new SmallOrganisations(new[] { input.Scan, input.Previous, reported }.OfType<ScanResult>(), folded.Distinct(StringComparer.Ordinal));
    }

    /// <summary>The input with small organisations together; the scan of the last report stays as it is, for that report told it in its own way.</summary>
    public ReportInput Fold(ReportInput input, ReportText text) => input with
    {
        Scan = Fold(input.Scan, _organisations.Of, text),
        Previous = input.Previous is { } previous ? Fold(previous, _organisations.Of, text) : null,
        PreviousReported = Reported(input),
    };

    /// <summary>A scan with organisations as a report told them.</summary>
    public static ScanResult AsTold(PublishedReport report, ScanResult scan) =>
        scan with { Exposures = [.. scan.Exposures.Select(one => one with { Organisation = one.Organisation is { } known ? AsTold(report, known) : null })] };

    /// <summary>The name that a number of an earlier report has where organisations stand together as they do now.</summary>
    public string NameOf(string name) => FigureName.WithOrganisation(name, organisation => _organisations.Of(organisation)!);

    /// <summary>What a report told, where organisations stand together as they do now; what it didn't tell of each of them is left out.</summary>
    public Dictionary<string, string> Fold(IReadOnlyDictionary<string, string> told)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in told.GroupBy(figure => NameOf(figure.Key), figure => figure.Value, StringComparer.Ordinal))
        {
            if (group.Count() == 1)
                folded[group.Key] = group.Single();
            else if (group.Select(ToldFigure.Parse).ToList() is var figures && figures.TrueForAll(figure => figure is { IsExact: true }))
                folded[group.Key] = new Figure(figures.Sum(figure => figure!.Value.Value)).Plain;
        }

        return folded;
    }

    private static ScanResult? Reported(ReportInput input) =>
        (input.PreviousReported ?? input.Previous) is { } scan && scan.Summary.ScanId == input.PreviousReport?.Scan ? scan : null;

    // A row is told of each organisation that occurs, whatever its numbers; where it isn't, the organisation stood with others.
    private static string AsTold(PublishedReport report, string organisation) =>
        !report.Figures.ContainsKey(Row(organisation)) && report.Figures.ContainsKey(Row(SmallOrganisations.Key)) ? SmallOrganisations.Key : organisation;

    private static string Row(string organisation) => FigureName.Row("organisation", organisation);

    private static ScanResult Fold(ScanResult scan, Func<string?, string?> told, ReportText text)
    {
        List<Exposure> cases = [.. scan.Exposures.Select(one => one with { Organisation = told(one.Organisation) })];
        return scan with { Exposures = cases, Summary = scan.Summary with { ByOrganisation = SmallOrganisations.Breakdown(scan.Summary, cases, text) } };
    }
}
