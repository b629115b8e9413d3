using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>Exposures by verdict and by application, organisation, source, platform and payer, with every sum that holds between these numbers.</summary>
internal sealed class CrossTables
{
    private static readonly Verdict[] Gravest = [.. Enum.GetValues<Verdict>().OrderDescending()];

    private readonly Suppression _figures;
    private readonly List<Cross> _crosses = [];
    private readonly List<((string Application, string Organisation, string Platform, Verdict Verdict) Key, int Number)> _groups = [];

    public CrossTables(ScanResult scan, Suppression figures)
    {
        _figures = figures;
        var cases = scan.Exposures;
        Whole = figures.Add(cases.Count, Level.Whole, name: FigureName.Headline("exposures"));
        Verdicts = [.. Gravest.Select(verdict => (verdict, AddVerdict(verdict, cases.LongCount(one => one.Verdict == verdict))))];
        figures.Total(Whole, [.. Verdicts.Select(pair => pair.Number)]);

        var occurring = Gravest.Where(verdict => cases.Any(one => one.Verdict == verdict)).ToList();
        var application = Add("application", scan.Summary.ByApplication, occurring, cases, one => [one.Application]);
        var organisation = Add("organisation", scan.Summary.ByOrganisation, occurring, cases, one => [one.Organisation ?? ""]);
        Add("source", scan.Summary.BySource, occurring, cases, one => one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal));
        var platform = Add("platform", scan.Summary.ByPlatform, occurring, cases, one => [one.Device?.Platform ?? ""]);
        var payer = Add("payer", [], occurring, cases, one => [Payers.Of(one)]);
        foreach (var cross in new[] { application, organisation, platform, payer })
            SumOverRows(cross);

        foreach (var group in cases.GroupBy(one => (one.Application, Organisation: one.Organisation ?? "", Platform: one.Device?.Platform ?? "", one.Verdict))
            .OrderBy(group => group.Key.Application, StringComparer.Ordinal).ThenBy(group => group.Key.Organisation, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Platform, StringComparer.Ordinal).ThenByDescending(group => group.Key.Verdict))
        {
            _groups.Add((group.Key, figures.Add(group.LongCount(), Level.Group, Listing.OccurringUnlessCovered, Name(group.Key))));
        }

        SumOverGroups(application, key => key.Application);
        SumOverGroups(organisation, key => key.Organisation);
        SumOverGroups(platform, key => key.Platform);
    }

    public int Whole { get; }

    public IReadOnlyList<(Verdict Verdict, int Number)> Verdicts { get; }

    public string TitleOf(string dimension, string key) => _crosses.Single(cross => cross.Dimension == dimension).Rows.First(row => row.Key == key).Title;

    public IReadOnlyList<Table> Build(Func<int, Figure> show, ModelTitles titles) =>
    [
        .. _crosses.Select(cross => new Table(
            cross.Dimension,
            cross.Columns,
            [.. cross.Rows.Select(row => new TableRow(row.Key, titles.Of(cross.Dimension, row.Key, row.Title), show(row.Total), [.. row.Cells.Select(show)]))])),
    ];

    // A group of an application of which under five cases are told in all is not even listed.
    public IReadOnlyList<Group> Groups(Func<int, Figure> show) =>
    [
        .. _groups.Where(group => !_figures.IsCovered(group.Number))
            .Select(group => new Group(group.Key.Application, group.Key.Organisation, group.Key.Platform, group.Key.Verdict, show(group.Number))),
    ];

    // A breakdown has columns for the verdicts that occur, so a reader knows of each whether it is nought, whatever is told of it.
    private int AddVerdict(Verdict verdict, long cases)
    {
        var name = FigureName.Verdict(verdict.ToString());
        if (cases > 0)
            return _figures.Add(cases, Level.Verdict, Listing.Occurring, name);
        var none = _figures.AddTold(0, Known.Exact);
        _figures.Name(none, name);
        return none;
    }

    private static string Name((string Application, string Organisation, string Platform, Verdict Verdict) key) =>
        FigureName.Of("groups", key.Application, key.Organisation, key.Platform, key.Verdict.ToString());

    private Cross Add(string dimension, IReadOnlyList<Breakdown> titles, List<Verdict> columns, IReadOnlyList<Exposure> cases, Func<Exposure, IEnumerable<string>> keys)
    {
        var counts = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var one in cases)
        {
            foreach (var key in keys(one))
            {
                if (!counts.TryGetValue(key, out var row))
                    counts[key] = row = new long[columns.Count];
                row[columns.IndexOf(one.Verdict)]++;
            }
        }

        var named = titles.GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Title, StringComparer.Ordinal);
        var rows = counts
            .OrderByDescending(row => row.Value.Sum()).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => new Row(
                row.Key,
                named.TryGetValue(row.Key, out var title) ? title : row.Key,
                _figures.Add(row.Value.Sum(), Level.Row, Listing.Occurring, FigureName.Row(dimension, row.Key)),
                [.. row.Value.Select((count, column) => _figures.Add(count, Level.Cell, name: FigureName.Cell(dimension, row.Key, columns[column].ToString())))]))
            .ToList();
        foreach (var row in rows)
            _figures.Total(row.Total, row.Cells);
        var cross = new Cross(dimension, columns, rows);
        _crosses.Add(cross);
        return cross;
    }

    // Not for sources: one case can have evidence of several.
    private void SumOverRows(Cross cross)
    {
        if (cross.Rows.Count == 0)
            return;
        _figures.Total(Whole, [.. cross.Rows.Select(row => row.Total)]);
        for (var column = 0; column < cross.Columns.Count; column++)
            _figures.Total(Verdicts.Single(pair => pair.Verdict == cross.Columns[column]).Number, [.. cross.Rows.Select(row => row.Cells[column])]);
    }

    private void SumOverGroups(Cross cross, Func<(string Application, string Organisation, string Platform, Verdict Verdict), string> part)
    {
        var groups = _groups.ToLookup(group => (part(group.Key), group.Key.Verdict), group => group.Number);
        foreach (var row in cross.Rows)
        {
            for (var column = 0; column < cross.Columns.Count; column++)
            {
                if (groups[(row.Key, cross.Columns[column])].ToList() is { Count: > 0 } parts)
                    _figures.Total(row.Cells[column], parts);
            }
        }
    }

    private sealed record Cross(string Dimension, IReadOnlyList<Verdict> Columns, IReadOnlyList<Row> Rows);

    private sealed record Row(string Key, string Title, int Total, IReadOnlyList<int> Cells);
}
