using System.Text.Json;

namespace TikTokBan.Removal;

/// <summary>Texts of rows that a tenant answered, exactly as they stand there.</summary>
internal static class RowText
{
    /// <summary>The text of a property; null where it is absent, no text, or not to be decoded.</summary>
    public static string? Of(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Decoded(value) : null;

    private static string? Decoded(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // How the framework says that the text is not valid; somebody's broken name must not stop what has nothing to do with it.
            return null;
        }
    }
}
