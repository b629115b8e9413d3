using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What is best done after a run.</summary>
internal static class NextStep
{
    public static string AllDone(RemovalPlan plan) => plan.Devices.Count > 0
        ? "Everything was carried out before; check what it achieved with 'verify' (Test-TikTokRemoval)."
        : $"Everything was carried out before.{Standing(plan)}";

    public static string AfterApply(RemovalPlan plan, OutcomeBoard board, PlanRun work, bool whatIf)
    {
        if (whatIf)
            return "Nothing was changed; run it without 'what if' to carry it out.";
        if (Unsettled(work) is { } unsettled)
            return unsettled;
        var open = RingGate.Unfinished(plan, board);
        if (work.Outcomes.GetValueOrDefault(ActionOutcome.Skipped) is > 0 and var skipped)
            return $"{(skipped == 1 ? "1 action was" : $"{skipped} actions were")} left out, each with its reason; where that can be mended, mend it and carry out the same ring again. {Onward(plan, open, all: false)}";
        return Onward(plan, open);
    }

    private static string Onward(RemovalPlan plan, IReadOnlyList<int> open, bool all = true)
    {
        if (open.Count > 0 && plan.Block is not null)
            return $"See what stands with 'block status' (Get-TikTokBlock -InForce), and carry out ring {open[0]} when all is well.";
        if (open.Count > 0)
            return $"Devices take it when they check in; check with 'verify' (Test-TikTokRemoval) in a day, and carry out ring {open[0]} when all is well.";
        var done = all ? "Everything was carried out." : "The rest was carried out.";
        return plan.Devices.Count > 0 ? $"{done} Devices take it when they check in: check with 'verify' (Test-TikTokRemoval) in a day, and again after a week." : done + Standing(plan);
    }

    public static string AfterUndo(bool isComplete, PlanRun work, bool whatIf)
    {
        if (whatIf)
            return "Nothing was changed; run it without 'what if' to take the plan back.";
        return Unsettled(work) ?? (isComplete
            ? "The plan was taken back; devices follow when they check in. To act again, make a new plan."
            : "Run it again to take back the rest.");
    }

    // What blocks is not looked for on devices.
    private static string Standing(RemovalPlan plan) => plan.Block is null ? "" : " 'block status' (Get-TikTokBlock -InForce) says what stands, and to whom it is given.";

    private static string? Unsettled(PlanRun work)
    {
        int Count(ActionOutcome outcome) => work.Outcomes.GetValueOrDefault(outcome);
        var sentences = new List<string>();
        if (Count(ActionOutcome.PendingApproval) is > 0 and var pending)
            sentences.Add($"Have {Requests(pending)} approved in Intune (Tenant administration, Multi Admin Approval), then run it again.");
        if (Count(ActionOutcome.Failed) is > 0 and var failed)
            sentences.Add($"See to what made {Actions(failed)} fail, then run it again: what is done is not done twice.");
        if (Count(ActionOutcome.Unknown) is > 0 and var unknown)
            sentences.Add($"Run it again: it finds out first what became of {Actions(unknown)}.");
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static string Requests(int count) => count == 1 ? "1 request" : $"{count} requests";

    private static string Actions(int count) => count == 1 ? "1 action" : $"{count} actions";
}
