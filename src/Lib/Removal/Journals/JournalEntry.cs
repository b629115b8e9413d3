using System.Text.Json;

namespace TikTokBan.Removal.Journals;

/// <summary>What became of an action.</summary>
public enum ActionOutcome
{
    /// <summary>It was carried out, and the service confirmed it.</summary>
    Done,

    /// <summary>What it wants was so before anything was sent.</summary>
    AlreadyDone,

    /// <summary>The service holds it back until an administrator of the tenant approves it there (multi-admin approval).</summary>
    PendingApproval,

    /// <summary>It was not carried out, because it must not be, or has nothing to act on; the sentence says why.</summary>
    Skipped,

    /// <summary>The service refused it.</summary>
    Failed,

    /// <summary>It was sent, and nobody knows what became of it; the next run finds out.</summary>
    Unknown,
}

/// <summary>What a run of a plan does.</summary>
public enum RunPurpose
{
    /// <summary>Carries the plan out.</summary>
    Apply,

    /// <summary>Takes it back.</summary>
    Undo,

    /// <summary>Looks what it achieved. Changes nothing in the tenant, and so needs no claim to it.</summary>
    Verify,
}

/// <summary>What an entry of a journal tells.</summary>
public enum JournalStep
{
    /// <summary>A run began.</summary>
    RunStarted,

    /// <summary>A request that changes something is about to be sent. Written before, so that a crash in between is seen.</summary>
    Sending,

    /// <summary>The service answered the request.</summary>
    Answered,

    /// <summary>An action ended, with its outcome.</summary>
    ActionEnded,

    /// <summary>A device was looked at.</summary>
    DeviceVerified,

    /// <summary>A run ended by itself; without this entry it was cut off.</summary>
    RunEnded,
}

/// <summary>One entry of a plan's journal. Entries are only ever added.</summary>
public sealed record JournalEntry
{
    /// <summary>Number within the plan's journal, from 1; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>Run that it belongs to, from 1; set when it is stored.</summary>
    public int Run { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it tells.</summary>
    public required JournalStep Step { get; init; }

    /// <summary>What the run does; of <see cref="JournalStep.RunStarted"/>.</summary>
    public RunPurpose? Purpose { get; init; }

    /// <summary>Who started the run; of <see cref="JournalStep.RunStarted"/>.</summary>
    public string? Operator { get; init; }

    /// <summary>Who had approved the plan; of <see cref="JournalStep.RunStarted"/>.</summary>
    public IReadOnlyList<string>? Approvers { get; init; }

    /// <summary>Name and version of what runs; of <see cref="JournalStep.RunStarted"/>.</summary>
    public string? Product { get; init; }

    /// <summary>Name of the machine that the run is on; of <see cref="JournalStep.RunStarted"/>, set when it is stored.</summary>
    public string? Host { get; init; }

    /// <summary>Id of the action.</summary>
    public string? Action { get; init; }

    /// <summary>The request, exactly as it is sent; of <see cref="JournalStep.Sending"/>.</summary>
    public SentRequest? Request { get; init; }

    /// <summary>What stood there before; of <see cref="JournalStep.Sending"/>, where something is replaced.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>The service's status; of <see cref="JournalStep.Answered"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The service's own id of the object that the action found or made.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Whether the action made the object; one that was found is never deleted by an undo.</summary>
    public bool? Created { get; init; }

    /// <summary>The service's code of the approval that it waits for.</summary>
    public string? ApprovalCode { get; init; }

    /// <summary>The service's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Outcome; of <see cref="JournalStep.ActionEnded"/>.</summary>
    public ActionOutcome? Outcome { get; init; }

    /// <summary>Devices that the action left out, or that were looked at.</summary>
    public IReadOnlyList<JournaledDevice>? Devices { get; init; }

    /// <summary>What is to be said of it, with the service's own words where it said any.</summary>
    public string? Sentence { get; init; }
}

/// <summary>A request as it is sent.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Service">Service: <c>graph</c> or <c>defender</c>.</param>
/// <param name="Path">Path and query below the service's address, version included.</param>
/// <param name="Body">Body; null for none.</param>
public sealed record SentRequest(string Method, string Service, string Path, string? Body)
{
    /// <summary>Method and path.</summary>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A device in a journal.</summary>
/// <param name="Id">Intune's id.</param>
/// <param name="State">Why it was left out (the name of a precondition such as <c>ownerService</c>), or what was seen of it (such as <c>gone</c>).</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="AsOf">As of when; null where that says nothing.</param>
/// <param name="Application">The application that was looked for; null where none is meant.</param>
public sealed record JournaledDevice(string Id, string State, string Sentence, DateTimeOffset? AsOf = null, string? Application = null)
{
    /// <summary>The device's id and the state.</summary>
    public override string ToString() => $"{Id}: {State}";
}
