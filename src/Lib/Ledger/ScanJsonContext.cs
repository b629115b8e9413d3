using System.Text.Json.Serialization;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(UtcConverter),
        typeof(NameConverter<Verdict>),
        typeof(NameConverter<Confidence>),
        typeof(WordConverter<Conduct>),
        typeof(WordConverter<Payer>),
        typeof(WordConverter<DeviceType>),
        typeof(WordConverter<DeviceOwner>),
        typeof(WordConverter<IndicatorKind>),
        typeof(WordConverter<MatchOutcome>),
    ])]
[JsonSerializable(typeof(ScanResult))]
[JsonSerializable(typeof(Exposure))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class ScanJsonContext : JsonSerializerContext;
