using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying;

/// <summary>What became of one action, as it is told while a plan is carried out or taken back.</summary>
public sealed record ActionResult
{
    /// <summary>Id of the action.</summary>
    public required string Action { get; init; }

    /// <summary>Ring.</summary>
    public required int Ring { get; init; }

    /// <summary>Kind, such as <c>ensureGroup</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Control that it carries out; null for what only prepares.</summary>
    public string? Control { get; init; }

    /// <summary>Name of what it changes.</summary>
    public required string Target { get; init; }

    /// <summary>Outcome; null where only what would be sent is told.</summary>
    public ActionOutcome? Outcome { get; init; }

    /// <summary>What is to be said of it, with the service's own words where it said any.</summary>
    public required string Sentence { get; init; }

    /// <summary>Devices that it reaches, by Intune's ids.</summary>
    public required IReadOnlyList<string> Devices { get; init => field = Listed.Of(value); }

    /// <summary>Devices that it left out, each with the reason.</summary>
    public required IReadOnlyList<JournaledDevice> LeftOut { get; init => field = Listed.Of(value); }

    /// <summary>Requests that change something: sent, or to be sent. What is known only once it runs stands as a placeholder such as <c>{a-00003.id}</c>.</summary>
    public required IReadOnlyList<SentRequest> Requests { get; init => field = Listed.Of(value); }
}

/// <summary>What a run came to.</summary>
public sealed record RunResult
{
    /// <summary>Id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Number of the run; 0 where nothing was to be changed.</summary>
    public required int Run { get; init; }

    /// <summary>Rings that it carried out.</summary>
    public required IReadOnlyList<int> Rings { get; init; }

    /// <summary>What the guard and the check of approvals found. Where they refuse, nothing was begun.</summary>
    public required GuardVerdict Verdict { get; init; }

    /// <summary>Actions by outcome, those of earlier runs that were not touched again left out.</summary>
    public required IReadOnlyDictionary<ActionOutcome, int> Outcomes { get; init; }

    /// <summary>Actions that earlier runs had finished.</summary>
    public required int FinishedBefore { get; init; }

    /// <summary>Why it stopped before its end; null when it didn't.</summary>
    public string? Stopped { get; init; }

    /// <summary>What is best done next, in a sentence or two.</summary>
    public required string Next { get; init; }

    /// <summary>Whether all that was begun is done.</summary>
    public bool IsComplete => Verdict.Allows && Stopped is null
        && !Outcomes.ContainsKey(ActionOutcome.Failed) && !Outcomes.ContainsKey(ActionOutcome.Unknown) && !Outcomes.ContainsKey(ActionOutcome.PendingApproval);
}
