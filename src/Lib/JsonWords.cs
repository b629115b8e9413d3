using System.Text.Json;
using System.Text.Json.Serialization;

namespace TikTokBan;

/// <summary>Verdicts and degrees of confidence are written as they are named: <c>RemoveBy</c>.</summary>
internal sealed class NameConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false) where T : struct, Enum;

/// <summary>Facts are written as words in lower camel case: <c>packageFamilyName</c>.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;

/// <summary>Every time is written as UTC, whatever its offset was: one instant has one spelling.</summary>
internal sealed class UtcConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
