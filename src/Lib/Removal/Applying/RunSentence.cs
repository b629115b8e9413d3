using System.Globalization;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying;

/// <summary>What a run came to, in words.</summary>
public static class RunSentence
{
    /// <summary>Says it.</summary>
    /// <param name="result">The run, which the guard allowed.</param>
    /// <param name="whatIf">Whether nothing was sent.</param>
    public static string Of(RunResult result, bool whatIf)
    {
        ArgumentNullException.ThrowIfNull(result);
        var rings = result.Rings.Count == 0 ? "" : $", ring{(result.Rings.Count > 1 ? "s" : "")} {string.Join(", ", result.Rings)}";
        if (whatIf)
            return $"Nothing was sent: this is what plan {result.Plan}{rings} would send. {result.Next}".TrimEnd();
        var parts = result.Outcomes.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {Word(pair.Key)}")).ToList();
        if (result.FinishedBefore > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{result.FinishedBefore:N0} finished before"));
        var stopped = result.Stopped is { } why ? $" Stopped: {why}" : "";
        var begun = result.Run == 0 ? $"Plan {result.Plan}" : $"Run {result.Run} of plan {result.Plan}";
        return $"{begun}{rings}: {(parts.Count == 0 ? "nothing to do" : string.Join(", ", parts))}.{stopped} {result.Next}".TrimEnd();
    }

    private static string Word(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Done => "done",
        ActionOutcome.AlreadyDone => "so already",
        ActionOutcome.PendingApproval => "waiting for approval",
        ActionOutcome.Skipped => "skipped",
        ActionOutcome.Failed => "failed",
        _ => "not known",
    };
}
