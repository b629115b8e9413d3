using System.Text.Json.Serialization;
using TikTokBan.Directives;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

// A member that is not known is refused: nothing may stand in a plan that a reader does not show.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(UtcConverter),
        typeof(NameConverter<Verdict>),
        typeof(WordConverter<Payer>),
        typeof(WordConverter<ControlEffect>),
        typeof(WordConverter<LeftOutReason>),
        typeof(WordConverter<PlanPurpose>),
    ])]
[JsonSerializable(typeof(RemovalPlan))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
