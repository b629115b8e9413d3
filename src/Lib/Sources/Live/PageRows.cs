using System.Text.Json;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Live;

/// <summary>The rows of a page, for readers that have to look into them.</summary>
internal static class PageRows
{
    /// <summary>Parses a page as leniently as rows are.</summary>
    /// <param name="page">The page.</param>
    /// <param name="location">What is read, for the sentence of a failure.</param>
    /// <exception cref="TenantException">It is not JSON.</exception>
    public static JsonDocument Parse(GraphPage page, string location)
    {
        try
        {
            return JsonDocument.Parse(page.Json, JsonRowReader.Lenient);
        }
        catch (JsonException broken)
        {
            throw new TenantException(
                TenantFailure.BadAnswer, $"Page {page.Number} of {location} is not JSON, so it and what follows was not read; scan again, and if it stays so tell Microsoft's support.", broken);
        }
    }

    /// <summary>The text of a property; null where it is absent, empty, no text, or not to be decoded.</summary>
    public static string? Text(JsonElement row, string name)
    {
        try
        {
            return JsonText.Of(row, name);
        }
        catch (InvalidOperationException)
        {
            // How the framework says that the text is not valid. The row is rejected for it when it is mapped.
            return null;
        }
    }

    /// <summary>The objects under <c>value</c>.</summary>
    public static IEnumerable<JsonElement> Of(JsonDocument page)
    {
        if (page.RootElement.ValueKind != JsonValueKind.Object || !page.RootElement.TryGetProperty("value", out var rows) || rows.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind == JsonValueKind.Object)
                yield return row;
        }
    }
}
