using System.Text.Json.Serialization;

namespace TikTokBan.Ledger.Records;

/// <summary>What stands in clear of a waiver that was granted.</summary>
internal sealed record WaiverBody(string Directive, string Kind, DateOnly ValidFrom, DateOnly Expires);

/// <summary>What stands in clear of a waiver that was taken back.</summary>
internal sealed record RevocationBody(DateTimeOffset At, DateOnly On);

/// <summary>How the ledger writes its records' bodies, and the people in them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(WaiverBody))]
[JsonSerializable(typeof(RevocationBody))]
[JsonSerializable(typeof(NamedPerson))]
internal sealed partial class RecordJsonContext : JsonSerializerContext
{
    /// <summary>The form in which they are stored.</summary>
    public static RecordJsonContext Stored => Default;
}
