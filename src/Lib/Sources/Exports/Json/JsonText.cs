using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>Properties of objects within a row.</summary>
internal static class JsonText
{
    /// <summary>The text of a property; null where it is absent, empty or no text.</summary>
    public static string? Of(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString()?.Trim() is { Length: > 0 } text
            ? text
            : null;
}
