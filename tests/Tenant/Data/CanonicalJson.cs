using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenant.Data;

/// <summary>JSON in one spelling: properties by name, lists of objects that have ids by id. What is the same is written the same.</summary>
internal static class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, value);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Whether two say the same. What differs in length can't, as nothing but the order may differ.</summary>
    public static bool IsSame(JsonElement one, JsonElement other)
    {
        var (a, b) = (one.GetRawText(), other.GetRawText());
        return a.Length == b.Length && (a == b || Of(one) == Of(other));
    }

    /// <summary>A short digest of an object's text, to tell one state of it from the next.</summary>
    public static string Hash(JsonElement value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.GetRawText())))[..16];

    public static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray().OrderBy(Id, StringComparer.Ordinal))
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    // Values without an id keep the order that they have, as sorting is stable.
    private static string Id(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
}
