using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Tests.Reports;

/// <summary>
/// Somebody who has two reports and works out what they leave open: knows which sums hold, from what the tables mean and not from how they
/// were protected, and narrows every number with all of them until nothing moves.
/// </summary>
internal sealed class PairAttack
{
    private const long Most = 1_000_000;
    private const string Other = "other-organisations";
    private const string OwnOther = "other-of-the-first";

    private readonly Dictionary<string, (long Low, long High)> _range = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _true = new(StringComparer.Ordinal);
    private readonly List<(string Total, List<string> Parts)> _sums = [];

    public PairAttack(ReportPairs pair)
    {
        AddScan("a", pair.Before, pair.First.Published);
        AddScan("b", pair.Now, pair.Second.Published);
        AddFolds(pair);
        AddChanges(pair);
        AddDifferences();
        var moved = true;
        for (var pass = 0; pass < 200 && moved; pass++)
        {
            moved = false;
            foreach (var sum in _sums)
                moved |= Narrow(sum);
        }
    }

    /// <summary>How many groups of one to four there are that no report tells.</summary>
    public int Secrets => _true.Count(pair => pair.Value is > 0 and < 5);

    /// <summary>Those of them of which only one value is left.</summary>
    public IReadOnlyList<string> Found => [.. _true.Where(pair => pair.Value is > 0 and < 5 && _range[pair.Key] == (pair.Value, pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    /// <summary>Numbers that the attack excludes although they are true: it would be wrong then.</summary>
    public IReadOnlyList<string> Wrong => [.. _true.Where(pair => pair.Value < _range[pair.Key].Low || pair.Value > _range[pair.Key].High).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    private void AddScan(string scan, ScanResult content, IReadOnlyDictionary<string, string> told)
    {
        var cases = content.Exposures;
        var whole = Add(scan, "headline.exposures", cases.Count, told);
        var verdicts = cases.Select(one => one.Verdict).Distinct().ToList();
        foreach (var verdict in verdicts)
            Add(scan, $"verdicts.{verdict}", cases.Count(one => one.Verdict == verdict), told);
        _sums.Add((whole, [.. verdicts.Select(verdict => $"{scan}.verdicts.{verdict}")]));
        AddTable("application", one => one.Application);
        AddTable("organisation", Organisation);
        AddTable("platform", one => one.Device?.Platform ?? "");

        var groups = cases.GroupBy(one => (one.Application, Organisation: Organisation(one), Platform: one.Device?.Platform ?? "", one.Verdict)).ToList();
        foreach (var group in groups)
            Add(scan, $"groups.{group.Key.Application}.{group.Key.Organisation}.{group.Key.Platform}.{group.Key.Verdict}", group.Count(), told);
        AddGroups("application", key => key.Application);
        AddGroups("organisation", key => key.Organisation);
        AddGroups("platform", key => key.Platform);

        var devices = cases.Where(one => one.Device is not null).Select(one => (one.Device!.Id, one.Verdict)).ToList();
        var exposed = Add(scan, "headline.exposedDevices", devices.Select(one => one.Id).Distinct().Count(), told);
        var violating = Add(scan, "headline.devicesInViolation", devices.Where(one => one.Verdict == Verdict.Violation).Select(one => one.Id).Distinct().Count(), told);
        _sums.Add((exposed, [violating, Add(scan, "headline.devicesWithOtherCases", _true[exposed] - _true[violating], told)]));
        var seen = Add(scan, "headline.devicesSeen", content.Summary.Devices - content.Summary.DevicesUnseen, told);
        var unseen = Add(scan, "headline.devicesUnseen", content.Summary.DevicesUnseen, told);
        _sums.Add((seen, [exposed, Add(scan, "headline.devicesClear", _true[seen] - _true[exposed], told)]));
        _sums.Add((Set($"{scan}.devices", content.Summary.Devices, (content.Summary.Devices, content.Summary.Devices)), [seen, unseen]));

        // Which organisations stand together may be another in each report.
        string Organisation(Exposure one) =>
            one.Organisation is not { } known ? "" : told.ContainsKey($"breakdowns.organisation.{known}.total") ? known : scan == "a" ? OwnOther : Other;

        void AddTable(string dimension, Func<Exposure, string> part)
        {
            var rows = cases.GroupBy(part).ToList();
            foreach (var row in rows)
            {
                var total = Add(scan, $"breakdowns.{dimension}.{row.Key}.total", row.Count(), told);
                _sums.Add((total, [.. verdicts.Select(verdict => Add(scan, $"breakdowns.{dimension}.{row.Key}.{verdict}", row.Count(one => one.Verdict == verdict), told))]));
            }

            if (rows.Count == 0)
                return;
            _sums.Add((whole, [.. rows.Select(row => $"{scan}.breakdowns.{dimension}.{row.Key}.total")]));
            _sums.AddRange(verdicts.Select(verdict => ($"{scan}.verdicts.{verdict}", rows.Select(row => $"{scan}.breakdowns.{dimension}.{row.Key}.{verdict}").ToList())));
        }

        void AddGroups(string dimension, Func<(string Application, string Organisation, string Platform, Verdict Verdict), string> part)
        {
            foreach (var cell in groups.GroupBy(group => (part(group.Key), group.Key.Verdict)))
                _sums.Add(($"{scan}.breakdowns.{dimension}.{cell.Key.Item1}.{cell.Key.Verdict}", [.. cell.Select(group => $"{scan}.groups.{group.Key.Application}.{group.Key.Organisation}.{group.Key.Platform}.{group.Key.Verdict}")]));
        }
    }

    // Whoever has both reports adds up in the first what stands together in the second.
    private void AddFolds(ReportPairs pair)
    {
        // A second report that knows nothing of the first may tell apart what stood together there: then there is nothing to add up.
        if (pair.Before.Exposures.Select(one => one.Organisation).OfType<string>().Any(one => !pair.First.Published.ContainsKey($"breakdowns.organisation.{one}.total") && InSecond(pair, one) == one))
            return;
        foreach (var fold in _true.Keys.Where(name => name.StartsWith("a.", StringComparison.Ordinal)).GroupBy(Renamed).Where(fold => fold.Any(name => name != fold.Key)).ToList())
        {
            var parts = fold.ToList();
            _sums.Add((Set(fold.Key, parts.Sum(part => _true[part]), (0, Most)), parts));
        }

        string Renamed(string name)
        {
            var parts = name.Split('.');
            var place = parts[1] == "groups" ? 3 : parts is ["a", "breakdowns", "organisation", ..] ? 3 : -1;
            if (place > 0)
                parts[place] = InSecond(pair, parts[place]);
            return string.Join('.', parts);
        }
    }

    private static string InSecond(ReportPairs pair, string organisation) =>
        organisation.Length == 0 || pair.Second.Published.ContainsKey($"changes.before.organisation.{organisation}.New") ? organisation : Other;

    private void AddChanges(ReportPairs pair)
    {
        var before = pair.Before.Exposures.Select(one => one.Id).ToHashSet();
        var now = pair.Now.Exposures.Select(one => one.Id).ToHashSet();
        var told = pair.Second.Published;
        AddRow("all", "", "headline.exposures", _ => true);
        foreach (var application in pair.Now.Exposures.Concat(pair.Before.Exposures).Select(one => one.Application).Distinct())
            AddRow("application", application, $"breakdowns.application.{application}.total", one => one.Application == application);
        foreach (var organisation in pair.Now.Exposures.Concat(pair.Before.Exposures).Select(one => InSecond(pair, one.Organisation ?? "")).Distinct())
            AddRow("organisation", organisation, $"breakdowns.organisation.{organisation}.total", one => InSecond(pair, one.Organisation ?? "") == organisation);

        void AddRow(string dimension, string key, string total, Func<Exposure, bool> isIn)
        {
            var (old, current) = (pair.Before.Exposures.Where(isIn).ToList(), pair.Now.Exposures.Where(isIn).ToList());
            string Cell(string change, int value) => Add("b", $"changes.before.{dimension}.{key}.{change}", value, told);
            var solved = Cell("Solved", old.Count(one => !now.Contains(one.Id)));
            var open = Cell("StillOpen", current.Count(one => before.Contains(one.Id)));
            var added = Cell("New", current.Count(one => !before.Contains(one.Id) && !pair.SeenBefore.Contains(one.Id)));
            var back = Cell("Reappeared", current.Count(one => !before.Contains(one.Id) && pair.SeenBefore.Contains(one.Id)));
            if (_true.ContainsKey($"a.{total}"))
                _sums.Add(($"a.{total}", [solved, open]));
            if (_true.ContainsKey($"b.{total}"))
                _sums.Add(($"b.{total}", [added, back, open]));
        }
    }

    // Each number that both reports tell, less the same of the other one; also which of the two is the larger is taken to be known.
    private void AddDifferences()
    {
        foreach (var name in _true.Keys.Where(name => name.StartsWith("b.", StringComparison.Ordinal)).ToList())
        {
            var other = "a." + name[2..];
            // Whether a device is seen by any source is nobody's secret.
            if (name is "b.devices" or "b.headline.devicesSeen" or "b.headline.devicesUnseen" || !_true.TryGetValue(other, out var before) || Math.Abs(before - _true[name]) is 0 or > 4)
                continue;
            var (more, less) = before > _true[name] ? (other, name) : (name, other);
            _sums.Add((more, [less, Set($"difference.{name}", _true[more] - _true[less], (0, Most))]));
        }
    }

    private string Add(string scan, string name, long value, IReadOnlyDictionary<string, string> told) => Set($"{scan}.{name}", value, told.GetValueOrDefault(name.Replace(OwnOther, Other, StringComparison.Ordinal)) switch
    {
        null => (0, Most),
        "withheld" => (0, Most),
        "<5" => (1, 4),
        var about when about.StartsWith("about ", StringComparison.Ordinal) => (Math.Max(long.Parse(about[6..], System.Globalization.CultureInfo.InvariantCulture) - 2, 5), long.Parse(about[6..], System.Globalization.CultureInfo.InvariantCulture) + 2),
        var exact => (long.Parse(exact, System.Globalization.CultureInfo.InvariantCulture), long.Parse(exact, System.Globalization.CultureInfo.InvariantCulture)),
    });

    private string Set(string name, long value, (long Low, long High) range)
    {
        (_true[name], _range[name]) = (value, range);
        return name;
    }

    private bool Narrow((string Total, List<string> Parts) sum)
    {
        var (low, high) = (sum.Parts.Sum(part => _range[part].Low), sum.Parts.Sum(part => _range[part].High));
        var moved = Within(sum.Total, low, high);
        var whole = _range[sum.Total];
        foreach (var part in sum.Parts)
        {
            var own = _range[part];
            moved |= Within(part, whole.Low - (high - own.High), whole.High - (low - own.Low));
        }

        return moved;
    }

    private bool Within(string name, long low, long high)
    {
        var old = _range[name];
        _range[name] = (Math.Max(old.Low, low), Math.Min(old.High, high));
        return _range[name] != old;
    }
}
