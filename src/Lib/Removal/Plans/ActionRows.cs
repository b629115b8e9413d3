using System.Globalization;

namespace TikTokBan.Removal.Plans;

/// <summary>The actions of a plan as rows to read: one each, but those of which there are many of a kind together as a number.</summary>
internal static class ActionRows
{
    // More than these would fill the cell with ids that stand between others' and tell nobody anything.
    private const int MostStretches = 3;

    // What is sent to one device at a time, or fills a group, is told as a number.
    private static readonly string[] Counted = [ActionKinds.AddMembers, ActionKinds.SyncDevice, ActionKinds.Notify];

    /// <param name="plan">The plan.</param>
    /// <param name="reached">Whom an action reaches, where that is not its devices.</param>
    public static IEnumerable<string[]> Of(RemovalPlan plan, Func<PlanAction, string?>? reached = null)
    {
        var placed = plan.Actions.Select((action, place) => (Action: action, Place: place)).ToList();
        var single = placed.Where(one => !Counted.Contains(one.Action.Kind)).Select(one => (one.Action.Ring, one.Place, Cells: Row(one.Action, one.Action.Id, one.Action.Target.Name, reached?.Invoke(one.Action) ?? Number(one.Action.Target.Ids.Count))));
        var many = placed.Where(one => Counted.Contains(one.Action.Kind)).GroupBy(one => (one.Action.Ring, one.Action.Kind)).Select(group => (
            group.Key.Ring,
            group.First().Place,
            Cells: Row(group.First().Action, Ids([.. group]), group.Count() == 1 ? group.First().Action.Target.Name : "× " + Number(group.Count()), group.SelectMany(one => one.Action.Target.Ids).Distinct().Count().ToString("N0", CultureInfo.InvariantCulture))));
        return single.Concat(many).OrderBy(row => row.Ring).ThenBy(row => row.Place).Select(row => row.Cells);
    }

    private static string[] Row(PlanAction action, string id, string target, string devices) =>
        [id, action.Ring.ToString(CultureInfo.InvariantCulture), action.Kind, target, devices];

    // A stretch names its first and last action only where all between them are of the row too.
    private static string Ids(IReadOnlyList<(PlanAction Action, int Place)> group)
    {
        var stretches = group.Select((one, index) => (one.Action.Id, Stretch: one.Place - index)).GroupBy(one => one.Stretch).ToList();
        return stretches.Count > MostStretches ? "" : string.Join(", ", stretches.Select(stretch => stretch.Count() == 1 ? stretch.First().Id : $"{stretch.First().Id} – {stretch.Last().Id}"));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
