using System.Collections.Concurrent;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What all actions of a run share.</summary>
internal sealed record RunContext
{
    public required RemovalPlan Plan { get; init; }

    public required IPlanTransport Transport { get; init; }

    /// <summary>What is asked before something is done; null where a plan is taken back, which needs no leave.</summary>
    public IPreconditions? Checks { get; init; }

    public required IRemovalRun Run { get; init; }

    public required RequestSender Sender { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Address of Graph without a slash at its end.</summary>
    public required string Graph { get; init; }

    public required bool IsUndo { get; init; }

    public required bool WhatIf { get; init; }

    /// <summary>What was done when the plan was carried out, by action.</summary>
    public required IReadOnlyDictionary<string, ActionHistory> Applied { get; init; }

    /// <summary>What earlier runs of this one's purpose did, by action.</summary>
    public required IReadOnlyDictionary<string, ActionHistory> Earlier { get; init; }

    /// <summary>The service's id of each action's object, as far as it is known.</summary>
    public required ConcurrentDictionary<string, string> Objects { get; init; }

    public ActionHistory AppliedOf(string action) => Applied.GetValueOrDefault(action) ?? ActionHistory.None;

    public ActionHistory EarlierOf(string action) => Earlier.GetValueOrDefault(action) ?? ActionHistory.None;
}
