using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>How far each removal has come.</summary>
internal sealed class RemovalRows
{
    private readonly Suppression _figures;
    private readonly List<Func<Func<int, Figure>, RemovalRow>> _rows = [];

    public RemovalRows(IEnumerable<(RemovalPlan Plan, RemovalProgress Progress)> plans, Suppression figures)
    {
        _figures = figures;
        foreach (var (_, progress) in plans.Where(one => one.Plan.Purpose == PlanPurpose.Removal))
            _rows.Add(Row(progress));
    }

    public IReadOnlyList<RemovalRow> Build(Func<int, Figure> show) => [.. _rows.Select(row => row(show))];

    private Func<Func<int, Figure>, RemovalRow> Row(RemovalProgress progress)
    {
        var devices = Add("devices", progress.Devices);
        var actedOn = Add("actedOn", progress.ActedOn);
        // Those that nothing was done to are a group too, which one number less the other tells.
        if (progress.Devices >= progress.ActedOn)
            _figures.Total(devices, [actedOn, _figures.Add(progress.Devices - progress.ActedOn, Level.Row)]);
        var gone = Add("seenGone", Seen("gone"));
        var present = Add("seenPresent", Seen("stillThere") + Seen("blocked"));
        var failed = Add("failed", progress.Outcomes.GetValueOrDefault(ActionOutcome.Failed) + progress.Outcomes.GetValueOrDefault(ActionOutcome.Unknown));
        var late = Add("late", progress.Late);
        return show => new RemovalRow(
            progress.Plan, Camel(progress.State.ToString()), progress.Deadline,
            show(devices), show(actedOn), show(gone), show(present), show(failed), show(late), progress.LastRun?.Begun);

        int Add(string what, long value) => _figures.Add(value, Level.Row, name: FigureName.Of("removals", progress.Plan, what));

        long Seen(string state) => progress.SeenByState.GetValueOrDefault(state);
    }

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
