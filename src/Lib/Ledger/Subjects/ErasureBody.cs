using System.Text.Json.Serialization;

namespace TikTokBan.Ledger.Subjects;

/// <summary>What the event of an erasure tells: numbers only.</summary>
internal sealed record ErasureBody
{
    /// <summary>Why.</summary>
    public required ErasureReason Reason { get; init; }

    /// <summary>Subjects all of whose keys were destroyed; none for a retention.</summary>
    public IReadOnlyList<long>? Subjects { get; init; }

    /// <summary>Every key of a month before this one (year × 12 + month − 1) was destroyed; null where subjects were erased.</summary>
    public long? Before { get; init; }

    /// <summary>Months of the keys that were destroyed.</summary>
    public required IReadOnlyList<long> Months { get; init; }

    /// <summary>How many keys.</summary>
    public required long Keys { get; init; }

    /// <summary>How many rows of cases seen were deleted with them.</summary>
    public long Seen { get; init; }

    /// <summary>Copies that came with it. A key of which no copy is left out was made anew: it opens parts from this event on.</summary>
    public IReadOnlyList<ErasureCopy>? Copies { get; init; }
}

/// <summary>A copy of a sealed part that takes its place.</summary>
/// <param name="Of">Number of the part whose place it takes; its key was destroyed.</param>
/// <param name="Part">Its number.</param>
/// <param name="Subjects">Subjects that it names, as in the table <c>document_subject</c>.</param>
internal sealed record ErasureCopy(long Of, long Part, IReadOnlyList<long> Subjects);

/// <summary>What the event of an access tells: numbers only.</summary>
/// <param name="Subjects">Subjects whose data was given.</param>
/// <param name="Parts">How many sealed parts were read for it.</param>
internal sealed record AccessBody(IReadOnlyList<long> Subjects, long Parts);

/// <summary>What the event of a rotation tells.</summary>
/// <param name="Keys">How many keys were wrapped anew.</param>
/// <param name="Wrapped">Whether a master key wraps them now.</param>
internal sealed record RotationBody(long Keys, bool Wrapped);

/// <summary>Who did it, sealed under that person's own key.</summary>
/// <param name="Role">What the person did; <c>operator</c>.</param>
/// <param name="Name">User principal name.</param>
/// <param name="Note">What the person noted.</param>
internal sealed record OperatorNote(string Role, string Name, string? Note = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(WordConverter<ErasureReason>)])]
[JsonSerializable(typeof(ErasureBody))]
[JsonSerializable(typeof(AccessBody))]
[JsonSerializable(typeof(RotationBody))]
[JsonSerializable(typeof(OperatorNote))]
internal sealed partial class SubjectJsonContext : JsonSerializerContext
{
    /// <summary>The form in which they are stored.</summary>
    public static SubjectJsonContext Stored => Default;
}
