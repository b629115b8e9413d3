using System.Text.Json;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What the journal knows of one action, of one purpose: what runs before this one sent, and what became of it.</summary>
internal sealed class ActionHistory
{
    private readonly List<(JournalEntry Sending, JournalEntry? Answer)> _requests = [];

    public static ActionHistory None { get; } = new();

    /// <summary>The outcome with which it last ended; null where it never did.</summary>
    public ActionOutcome? Outcome { get; private set; }

    /// <summary>Number of the entry with that outcome.</summary>
    public long EndedAt { get; private set; }

    /// <summary>The service's id of its object.</summary>
    public string? ObjectId { get; private set; }

    /// <summary>Whether it made that object; null where it has none that is known.</summary>
    public bool? Created { get; private set; }

    /// <summary>Requests that were about to be sent, each with its answer where one came.</summary>
    public IReadOnlyList<(JournalEntry Sending, JournalEntry? Answer)> Requests => _requests;

    /// <summary>The request that was sent last and whose effect nobody knows; null where all is known.</summary>
    public JournalEntry? Unanswered { get; private set; }

    /// <summary>The request that the service held back last for approval, and the code of it, empty where it isn't known; null where none waits.</summary>
    public (SentRequest Request, string Code)? Held { get; private set; }

    /// <summary>What stood there before the first request that replaced something; each row once.</summary>
    public IReadOnlyList<JsonElement> Before => [.. _requests
        .Select(request => request.Sending.Before).OfType<JsonElement>()
        .SelectMany(before => before.ValueKind == JsonValueKind.Array ? before.EnumerateArray() : Enumerable.Repeat(before, 1))
        .DistinctBy(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("id", out var id) ? id.ToString() : row.GetRawText())];

    /// <summary>Histories by action.</summary>
    /// <param name="entries">The plan's journal.</param>
    /// <param name="purpose">Of which runs.</param>
    public static Dictionary<string, ActionHistory> Of(IReadOnlyList<JournalEntry> entries, RunPurpose purpose)
    {
        var runs = entries.Where(entry => entry.Step == JournalStep.RunStarted && entry.Purpose == purpose).Select(entry => entry.Run).ToHashSet();
        var found = new Dictionary<string, ActionHistory>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Action is not { } action || !runs.Contains(entry.Run))
                continue;
            if (!found.TryGetValue(action, out var history))
                found[action] = history = new ActionHistory();
            history.Add(entry);
        }

        return found;
    }

    /// <summary>Whether the service said yes to exactly this request.</summary>
    public bool WasAccepted(SentRequest request) => _requests.Exists(one => one.Answer?.Status is >= 200 and < 300 && one.Sending.Request == request);

    private void Add(JournalEntry entry)
    {
        if (entry.ObjectId is { } id)
            (ObjectId, Created) = (id, entry.Created ?? Created);
        switch (entry.Step)
        {
            case JournalStep.Sending:
                _requests.Add((entry, null));
                Unanswered = entry;
                if (entry.ApprovalCode is { } used && entry.Request is { } approved)
                    Held = (approved, used);
                break;
            case JournalStep.Answered when _requests.Count > 0:
                var sending = _requests[^1].Sending;
                _requests[^1] = (sending, entry);
                Unanswered = null;
                // A refusal says nothing of the approval; only what was carried out uses it up.
                if (entry.ApprovalCode is { } code)
                    Held = (sending.Request!, code);
                else if (entry.Status is >= 200 and < 300 && Held?.Request == sending.Request)
                    Held = null;
                break;
            case JournalStep.ActionEnded:
                (Outcome, EndedAt) = (entry.Outcome, entry.Number);
                if (entry.Outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone)
                    Unanswered = null;
                break;
        }
    }
}
