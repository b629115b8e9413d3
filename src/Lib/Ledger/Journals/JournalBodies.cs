using System.Text.Json.Serialization;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Journals;

/// <summary>What stands in clear of a plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Hash">SHA-256 of its canonical form.</param>
/// <param name="Devices">Devices in it.</param>
/// <param name="Rings">Rings.</param>
/// <param name="Subjects">Numbers of those whom it names.</param>
internal sealed record PlanBody(string Id, string Tenant, string Hash, int Devices, int Rings, IReadOnlyList<long>? Subjects);

/// <summary>What stands in clear of an approval.</summary>
/// <param name="Plan">SHA-256 of the plan.</param>
/// <param name="Run">The run that began with it.</param>
internal sealed record ApprovalBody(string Plan, int Run);

/// <summary>What stands in clear of an entry of a journal.</summary>
internal sealed record EntryBody
{
    public required int Run { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required JournalStep Step { get; init; }

    public RunPurpose? Purpose { get; init; }

    /// <summary>Tenant of the plan; of an entry that begins a run.</summary>
    public string? Tenant { get; init; }

    public string? Product { get; init; }

    /// <summary>How many had approved; their approvals are the events just before.</summary>
    public int? Approvers { get; init; }

    public string? Action { get; init; }

    public int? Status { get; init; }

    public ActionOutcome? Outcome { get; init; }

    /// <summary>How many devices it tells of.</summary>
    public int? Devices { get; init; }

    /// <summary>Numbers of those whom it names.</summary>
    public IReadOnlyList<long>? Subjects { get; init; }
}

/// <summary>How the ledger writes what stands in clear of plans and runs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(UtcConverter),
        typeof(WordConverter<ActionOutcome>),
        typeof(WordConverter<RunPurpose>),
        typeof(WordConverter<JournalStep>),
    ])]
[JsonSerializable(typeof(PlanBody))]
[JsonSerializable(typeof(ApprovalBody))]
[JsonSerializable(typeof(EntryBody))]
internal sealed partial class JournalBodyContext : JsonSerializerContext
{
    /// <summary>The form in which they are stored.</summary>
    public static JournalBodyContext Stored => Default;
}
