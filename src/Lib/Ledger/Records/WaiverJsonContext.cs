using System.Text.Json.Serialization;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Records;

/// <summary>How the ledger writes what happened to a waiver.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(Waiver))]
[JsonSerializable(typeof(WaiverRevocation))]
internal sealed partial class WaiverJsonContext : JsonSerializerContext
{
    /// <summary>The form in which events are stored.</summary>
    public static WaiverJsonContext Stored => Default;
}
