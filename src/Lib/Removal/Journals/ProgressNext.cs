using System.Globalization;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>Says what is best done next.</summary>
internal static class ProgressNext
{
    public static string Of(RemovalProgress progress, RemovalPlan plan, DateTimeOffset now)
    {
        if (progress.TakenBack == TakenBack.Yes)
            return $"It was taken back on {Day(progress.LastRun!.Ended ?? progress.LastRun.Begun)}; to act again, make a new plan.";
        if (progress.TakenBack == TakenBack.Partly)
            return $"{Cut(progress)}Something is left to be taken back; take it back again, what is gone stays gone.";
        if (progress.State == ProgressState.Done)
            return Verified(progress, plan);
        if (plan.ExpiresAt <= now)
            return $"The plan expired on {Day(plan.ExpiresAt)} and can't be gone on with; scan again and make a new plan for what is left.";
        return $"{Cut(progress)}{Unfinished(progress)}{Late(progress)}";
    }

    private static string Unfinished(RemovalProgress progress)
    {
        var ring = progress.Rings.First(one => one.State != ProgressState.Done);
        return ring.State switch
        {
            ProgressState.NotBegun when ring.Number == progress.Rings[0].Number => $"Nothing was done yet; carry out ring {ring.Number}.",
            ProgressState.NotBegun => $"Look whether the ring before is as it should be, then carry out ring {ring.Number}.",
            ProgressState.WithFailures => Text($"{Count(ring.Failed, "action")} of ring {ring.Number} failed; read why, mend it, and carry the ring out again."),
            ProgressState.WaitingForApproval => Text($"{Count(ring.Pending, "request")} of ring {ring.Number} must be approved in Intune, under multi admin approval; then carry the ring out again."),
            _ => Text($"Ring {ring.Number} is not finished; carry it out again, what is done is not done twice."),
        };
    }

    private static string Verified(RemovalProgress progress, RemovalPlan plan)
    {
        var skipped = progress.Outcomes.GetValueOrDefault(ActionOutcome.Skipped);
        var whole = skipped == 0 ? "All of it was carried out" : Text($"It was carried out but for {Count(skipped, "action")} skipped");
        var left = progress.ActedOn < progress.Devices ? Text($" Nothing was done to {Count(progress.Devices - progress.ActedOn, "device")} of {progress.Devices:N0}.") : "";
        if (progress.SeenAt is not { } at || at < (progress.LastRun?.Ended ?? progress.LastRun?.Begun))
            return $"{whole}; look in a day whether it worked, since devices take what they are given when they next check in.{left}";
        var seen = SeenWords.Count(progress.SeenByState, Unseen(progress, plan));
        if (progress.SeenByState.Keys.All(state => state is "gone" or "left") && Unseen(progress, plan) == 0)
            return $"{whole}, and nothing that can be seen was left on {Day(at)}: {seen}.{left}";
        return $"{whole}. Seen on {Day(at)}: {seen}.{Advice(progress)}{left}";
    }

    private static string Advice(RemovalProgress progress)
    {
        var again = progress.SeenByState.ContainsKey("waitingForCheckIn") ? " Look again in a few days." : "";
        var there = progress.SeenByState.ContainsKey("stillThere") ? " What is to be done where it is still there stands beside each." : "";
        var blocked = progress.SeenByState.ContainsKey("blocked") ? " What is blocked is kept from use; a copy that is there stays until its user deletes it." : "";
        return there + blocked + again;
    }

    // What nobody looked at is not clean either.
    private static int Unseen(RemovalProgress progress, RemovalPlan plan)
    {
        var seen = progress.Seen.Select(device => (device.Id, device.Application)).ToHashSet();
        return plan.Devices.Sum(device => device.Applications.Count(application => !seen.Contains((device.Id, application.Id))));
    }

    // Running or cut off look the same here; a run that is begun beside one that works is told so.
    private static string Cut(RemovalProgress progress) => progress.LastRun is { Ended: null } run
        ? Text($"{run.Operator}'s run {run.Number} on {run.Host}, begun {Day(run.Begun)}, has not ended: it is at work, or was cut off. ")
        : "";

    private static string Late(RemovalProgress progress) => progress switch
    {
        { Late: > 0 } => Text($" {Count(progress.Late, "action")} should have been done by now."),
        { DaysLeft: >= 0 and <= 7 } => Text($" The deadline is {progress.Deadline:yyyy-MM-dd}."),
        _ => "",
    };

    private static string Count(int number, string what) => Text($"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
