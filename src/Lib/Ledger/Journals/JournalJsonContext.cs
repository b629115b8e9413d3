using System.Text.Json.Serialization;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Journals;

/// <summary>How the ledger writes the entries of a journal.</summary>
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
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJsonContext : JsonSerializerContext
{
    /// <summary>The form in which entries are stored.</summary>
    public static JournalJsonContext Stored => Default;
}
