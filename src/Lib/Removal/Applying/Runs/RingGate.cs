using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Which ring comes next, and whether those before it are finished.</summary>
internal static class RingGate
{
    /// <summary>Rings in which something is still to be done, in their order.</summary>
    public static IReadOnlyList<int> Unfinished(RemovalPlan plan, OutcomeBoard board)
    {
        var finished = board.Finished(plan.Actions);
        return [.. plan.Actions.Where(action => !finished.Contains(action.Id)).Select(action => action.Ring).Distinct().Order()];
    }

    /// <summary>Why a ring can't be begun; null when it can.</summary>
    public static string? WhyNot(RemovalPlan plan, OutcomeBoard board, int ring, int mostFailures)
    {
        var finished = board.Finished(plan.Actions);
        var (failed, open, earliest) = (0, 0, ring);
        var excused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in plan.Actions.Where(action => action.Ring < ring && !finished.Contains(action.Id)))
        {
            var outcome = board.Of(action.Id);
            if (outcome == ActionOutcome.Failed)
                failed++;
            // What was left out because of a failure counts with that failure.
            else if (outcome != ActionOutcome.Skipped || !action.DependsOn.All(one => finished.Contains(one) || excused.Contains(one)))
                open++;
            if (outcome is ActionOutcome.Failed or ActionOutcome.Skipped)
                excused.Add(action.Id);
            earliest = Math.Min(earliest, action.Ring);
        }

        if (open > 0)
            return $"Ring {ring} can't be begun: {open} action{(open == 1 ? "" : "s")} before it {(open == 1 ? "is" : "are")} not finished; carry out ring {earliest} first.";
        return failed > mostFailures
            ? $"Ring {ring} can't be begun: {failed} actions before it failed, and {mostFailures} may; see to them and carry out ring {earliest} again."
            : null;
    }
}
