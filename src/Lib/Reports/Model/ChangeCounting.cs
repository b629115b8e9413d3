using TikTokBan.Exposures;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>What changed since an earlier scan, with every sum that ties these numbers to those of the two scans.</summary>
internal sealed class ChangeCounting
{
    private readonly ReportInput _input;
    private readonly ScanResult _previous;
    private readonly Suppression _figures;
    private readonly EarlierFigures? _earlier;
    private readonly Dictionary<string, Change> _changeOf = new(StringComparer.Ordinal);
    private readonly Counts _all;
    private readonly List<Counts> _applications;
    private readonly List<Counts> _organisations;

    /// <param name="input">Two scans.</param>
    /// <param name="trend">Tells which of its numbers is that of the earlier scan.</param>
    /// <param name="earlier">What is told of the earlier scan.</param>
    /// <param name="figures">Where numbers go.</param>
    public ChangeCounting(ReportInput input, TrendCounting trend, EarlierFigures earlier, Suppression figures)
    {
        (_input, _previous, _figures) = (input, input.Previous!, figures);
        _earlier = input.PreviousReport?.Scan == _previous.Summary.ScanId ? earlier : null;
        var before = _previous.Exposures.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in before)
            _changeOf[id] = Change.Solved;
        foreach (var one in input.Scan.Exposures)
            _changeOf[one.Id] = before.Contains(one.Id) ? Change.StillOpen : input.SeenBefore.Contains(one.Id) ? Change.Reappeared : Change.New;

        _all = Add("all", "", "", [.. Cases()], Level.Verdict, trend.ExposuresOf(_previous.Summary.ScanId), FigureName.Headline("exposures"));
        _applications = AddBy("application", one => one.Application, scan => scan.ByApplication);
        _organisations = AddBy("organisation", one => one.Organisation ?? "", scan => scan.ByOrganisation);
    }

    private enum Change
    {
        New,
        Solved,
        Reappeared,
        StillOpen,
    }

    /// <summary>Builds it; with the cases where <paramref name="listsCases"/>.</summary>
    public ChangeSet Build(Func<int, Figure> show, ModelTitles titles, bool listsCases) => new()
    {
        Since = _previous.Summary.ScanId,
        SinceAsOf = _previous.Summary.AsOf,
        IsReported = _input.IsPreviousReported,
        All = _all.Build(show),
        ByApplication = [.. _applications.Select(row => (row.Key, titles.Of("application", row.Key, row.Title), row.Build(show)))],
        ByOrganisation = [.. _organisations.Select(row => (row.Key, titles.Of("organisation", row.Key, row.Title), row.Build(show)))],
        SolvedCases = listsCases ? [.. _previous.Exposures.Where(one => _changeOf[one.Id] == Change.Solved)] : [],
        NewCases = listsCases ? Ids(Change.New) : new HashSet<string>(),
        ReappearedCases = listsCases ? Ids(Change.Reappeared) : new HashSet<string>(),
    };

    private HashSet<string> Ids(Change change) => _changeOf.Where(pair => pair.Value == change).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);

    // Each case once: as it is now, or as it was.
    private IEnumerable<Exposure> Cases() => _input.Scan.Exposures.Concat(_previous.Exposures.Where(one => _changeOf[one.Id] == Change.Solved));

    // A case that moved to another organisation is in the row where it is now, so the sums of both rows for the earlier scan don't hold.
    private HashSet<string> WithMoves(Func<Exposure, string> part)
    {
        var now = _input.Scan.Exposures.DistinctBy(one => one.Id).ToDictionary(one => one.Id, part, StringComparer.Ordinal);
        return _previous.Exposures.Where(one => now.TryGetValue(one.Id, out var place) && place != part(one))
            .SelectMany(one => new[] { part(one), now[one.Id] }).ToHashSet(StringComparer.Ordinal);
    }

    private List<Counts> AddBy(string dimension, Func<Exposure, string> part, Func<ScanSummary, IReadOnlyList<Breakdown>> titles)
    {
        var titleOf = titles(_previous.Summary).Concat(titles(_input.Scan.Summary)).GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(row => row.Key, row => row.Last().Title, StringComparer.Ordinal);
        var moved = WithMoves(part);
        var rows = Cases().GroupBy(part, StringComparer.Ordinal)
            .OrderByDescending(row => row.Count()).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => Add(dimension, row.Key, titleOf.GetValueOrDefault(row.Key, row.Key), [.. row], Level.Cell, null, FigureName.Row(dimension, row.Key), !moved.Contains(row.Key)))
            .ToList();
        if (rows.Count == 0)
            return rows;
        foreach (var change in Enum.GetValues<Change>())
            _figures.Total(_all.Of(change), [.. rows.Select(row => row.Of(change))]);
        return rows;
    }

    private Counts Add(string dimension, string key, string title, IReadOnlyList<Exposure> cases, int level, int? before, string totalName, bool hasBefore = true)
    {
        var numbers = Enum.GetValues<Change>().Select(change => _figures.Add(
            cases.LongCount(one => _changeOf[one.Id] == change),
            level,
            name: FigureName.Of("changes", _previous.Summary.ScanId, dimension, key, change.ToString()))).ToList();
        var counts = new Counts(key, title, numbers);
        // A row is there because something is in it.
        _figures.Total(_figures.AddTold(cases.Count, Known.Hidden, cases.Count > 0 ? Listing.Occurring : Listing.Always), numbers);
        int[] stillThere = [counts.Of(Change.New), counts.Of(Change.Reappeared), counts.Of(Change.StillOpen)];
        if (_figures.Named.TryGetValue(totalName, out var now))
            _figures.Total(now, stillThere);
        if (hasBefore)
        {
            int[] wasThere = [counts.Of(Change.Solved), counts.Of(Change.StillOpen)];
            _figures.Total(_earlier?.Find(totalName) ?? before ?? _figures.AddTold(wasThere.Sum(part => _figures.Figure(part).Value), Known.Hidden), wasThere);
        }

        return counts;
    }

    private sealed record Counts(string Key, string Title, IReadOnlyList<int> Numbers)
    {
        public int Of(Change change) => Numbers[(int)change];

        public ChangeCount Build(Func<int, Figure> show) =>
            new(show(Of(Change.New)), show(Of(Change.Solved)), show(Of(Change.Reappeared)), show(Of(Change.StillOpen)));
    }
}
