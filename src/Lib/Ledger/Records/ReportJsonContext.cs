using System.Text.Json.Serialization;

namespace TikTokBan.Ledger.Records;

/// <summary>How the ledger writes that a report was made.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcConverter)])]
[JsonSerializable(typeof(RecordedReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext
{
    /// <summary>The form in which reports are stored.</summary>
    public static ReportJsonContext Stored => Default;
}
