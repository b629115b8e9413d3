using System.Text.Json;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Mdm;

/// <summary>The objects on a page of a list.</summary>
internal static class GraphRows
{
    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        return Of(document).Count();
    }

    /// <summary>Each of them, valid as long as the document.</summary>
    public static IEnumerable<JsonElement> Of(JsonDocument page) =>
        page.RootElement.ValueKind == JsonValueKind.Object && page.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];
}
