using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>JSON as policies and requests are written.</summary>
internal static class ListJson
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node) => node.ToJsonString(Layout).ReplaceLineEndings("\n") + "\n";

    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    /// <summary>The texts of an array; empty when there is none at that place.</summary>
    public static IReadOnlyList<string> Texts(string json, params string[] path)
    {
        try
        {
            var at = JsonNode.Parse(json);
            foreach (var name in path)
                at = (at as JsonObject)?[name];
            return at is JsonArray array ? [.. array.Select(one => one is JsonValue value && value.TryGetValue<string>(out var text) ? text : "")] : [];
        }
        catch (JsonException broken)
        {
            throw new UnusableInputException(InputProblem.BlockUnusable, "This is no JSON; check that it is the file that the browser reads.", line: broken.LineNumber + 1, inner: broken);
        }
    }
}
