using System.Text.Json.Serialization;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>How far something has come.</summary>
public enum ProgressState
{
    /// <summary>Nothing was done of it.</summary>
    NotBegun,

    /// <summary>Something was done of it and something wasn't: a run works on it, was stopped in it, or was cut off.</summary>
    UnderWay,

    /// <summary>All that is left waits for an administrator who approves it in the tenant.</summary>
    WaitingForApproval,

    /// <summary>Actions failed, or nobody knows what became of them.</summary>
    WithFailures,

    /// <summary>Nothing is left to do.</summary>
    Done,

    /// <summary>What was done of it was taken back.</summary>
    TakenBack,
}

/// <summary>Whether a plan was taken back.</summary>
public enum TakenBack
{
    /// <summary>No.</summary>
    No,

    /// <summary>It was begun to be taken back, and something is left.</summary>
    Partly,

    /// <summary>Yes.</summary>
    Yes,
}

/// <summary>How far a plan has come: what its journal says, against the plan and the deadline.</summary>
public sealed record RemovalProgress
{
    /// <summary>Id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Its tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>How far the whole has come.</summary>
    public required ProgressState State { get; init; }

    /// <summary>Whether it was taken back.</summary>
    public required TakenBack TakenBack { get; init; }

    /// <summary>Its rings, in order.</summary>
    public required IReadOnlyList<RingProgress> Rings { get; init; }

    /// <summary>Its actions.</summary>
    public required int Actions { get; init; }

    /// <summary>Actions by how they ended last. Those that did not end yet are missing from it.</summary>
    public required IReadOnlyDictionary<ActionOutcome, int> Outcomes { get; init; }

    /// <summary>Actions that were skipped, by the reason given last, what came first of the plan first.</summary>
    public required IReadOnlyList<SkippedActions> Skipped { get; init; }

    /// <summary>Actions that were carried out, or wanted what was so before, and were not taken back since: when, by id.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, DateTimeOffset> CarriedOut { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Devices of the plan.</summary>
    public required int Devices { get; init; }

    /// <summary>Devices that a control was carried out on.</summary>
    public required int ActedOn { get; init; }

    /// <summary>Devices that were left out of an action and that no control was carried out on, each once, with the reason given last.</summary>
    public required IReadOnlyList<JournaledDevice> LeftOut { get; init; }

    /// <summary>What was seen last of each application on each device; none where nobody looked.</summary>
    public required IReadOnlyList<JournaledDevice> Seen { get; init; }

    /// <summary>The same by state, such as <c>gone</c>.</summary>
    public required IReadOnlyDictionary<string, int> SeenByState { get; init; }

    /// <summary>When somebody looked last; null for never.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The earliest deadline of its actions; null where none has one.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Days until that deadline, 0 on its day, negative after it; null without one.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>Actions that are not finished and whose deadline is over.</summary>
    public required int Late { get; init; }

    /// <summary>The last run that changes, or takes back; null for none.</summary>
    public RunSummary? LastRun { get; init; }

    /// <summary>What is best done next, in a sentence or two.</summary>
    public required string Next { get; init; }

    /// <summary>Works it out. The same journal gives the same answer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="entries">All entries of its journal, in order.</param>
    /// <param name="now">The time; days are those of UTC.</param>
    public static RemovalProgress Of(RemovalPlan plan, IReadOnlyList<JournalEntry> entries, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(entries);
        return new ProgressCount(plan, entries).At(now);
    }
}

/// <summary>How far one ring has come.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="Actions">Its actions.</param>
/// <param name="Finished">Of which nothing is left to do.</param>
/// <param name="Failed">Of which failed, or nobody knows.</param>
/// <param name="Pending">Of which wait for an approval in the tenant.</param>
public sealed record RingProgress(int Number, ProgressState State, int Devices, int Actions, int Finished, int Failed, int Pending);

/// <summary>Actions that were skipped for one reason.</summary>
/// <param name="Sentence">The reason.</param>
/// <param name="Actions">Their ids, in the plan's order.</param>
public sealed record SkippedActions(string Sentence, IReadOnlyList<string> Actions)
{
    /// <summary>How many they are.</summary>
    public int Count => Actions.Count;
}

/// <summary>One run, as the journal tells it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Purpose">What it did.</param>
/// <param name="Operator">Who started it.</param>
/// <param name="Host">Name of the machine that it was on.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Ended">When it ended by itself; null where it runs still or was cut off, which a journal can't tell apart.</param>
/// <param name="Sentence">How it ended, in words.</param>
public sealed record RunSummary(int Number, RunPurpose Purpose, string? Operator, string? Host, DateTimeOffset Begun, DateTimeOffset? Ended, string? Sentence);
