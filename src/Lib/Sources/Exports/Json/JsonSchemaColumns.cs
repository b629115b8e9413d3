using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>The list of columns that some services send before the rows. Its keys come in either case.</summary>
internal static class JsonSchemaColumns
{
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> array)
    {
        using var document = JsonDocument.Parse(array, JsonRowReader.Lenient);
        var names = new List<string>();
        foreach (var column in document.RootElement.EnumerateArray())
            names.Add(NameOf(column) ?? "");
        return names;
    }

    private static string? NameOf(JsonElement column)
    {
        if (column.ValueKind == JsonValueKind.String)
            return column.GetString();
        if (column.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in column.EnumerateObject())
        {
            if (property.Name.ToLowerInvariant() is "name" or "column" && property.Value.ValueKind == JsonValueKind.String)
                return property.Value.GetString();
        }

        return null;
    }
}
