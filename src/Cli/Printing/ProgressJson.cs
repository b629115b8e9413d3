using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TikTokBan.Cli.Printing;

/// <summary>How far a plan has come, as JSON; <c>schemas/progress.schema.json</c> describes it.</summary>
internal static class ProgressJson
{
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new Utc() },
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
    };

    private sealed class Utc : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
