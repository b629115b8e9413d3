using System.Globalization;

namespace TikTokBan.Removal.Journals;

/// <summary>How far a plan has come, in words.</summary>
public static class ProgressSentence
{
    /// <summary>What became of its actions, such as <c>29 actions: 26 done, 3 skipped</c>.</summary>
    /// <param name="progress">How far it has come.</param>
    public static string OfActions(RemovalProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        int Of(ActionOutcome outcome) => progress.Outcomes.GetValueOrDefault(outcome);
        (int Count, string Word)[] parts =
        [
            (Of(ActionOutcome.Done) + Of(ActionOutcome.AlreadyDone), "done"),
            (Of(ActionOutcome.Skipped), "skipped"),
            (Of(ActionOutcome.PendingApproval), "waiting for approval"),
            (Of(ActionOutcome.Failed), "failed"),
            (Of(ActionOutcome.Unknown), "not known"),
            (progress.Actions - progress.Outcomes.Values.Sum(), "not begun or not ended"),
        ];
        var words = parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count:N0} {part.Word}"));
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Actions:N0} action{(progress.Actions == 1 ? "" : "s")}: {string.Join(", ", words)}");
    }

    /// <summary>What was seen last of its applications on devices, such as <c>2 gone, 5 blocked</c>; empty where nobody looked.</summary>
    /// <param name="progress">How far it has come.</param>
    public static string OfSeen(RemovalProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return SeenWords.Count(progress.SeenByState);
    }
}
