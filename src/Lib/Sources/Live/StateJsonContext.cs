using System.Text.Json.Serialization;

namespace TikTokBan.Sources.Live;

/// <summary>How the first and the last line of a state file are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateHeader))]
[JsonSerializable(typeof(StateEnd))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
