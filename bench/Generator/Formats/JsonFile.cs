using System.Text.Encodings.Web;
using System.Text.Json;

namespace TikTokBan.Generator.Formats;

/// <summary>Writes JSON as the services answer it, but one object per line, so that a change shows as a line.</summary>
internal static class JsonFile
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object as a line of text.</summary>
    public static string Line(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Target.Utf8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A page of a collection: <c>@odata.context</c>, a link where there is a next page, and <c>value</c>.</summary>
    public static void Page(this Target target, string name, string context, string? nextLink, IEnumerable<string> items)
    {
        using var text = target.Text(name);
        text.Write($"{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#{context}\",\n");
        if (nextLink is not null)
            text.Write($"\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/{nextLink}\",\n");
        text.Write("\"value\":[\n");
        Items(text, items);
        text.Write("]}\n");
    }

    /// <summary>The answer to a hunting query. Both spellings of the two keys occur in the service's own documentation.</summary>
    public static void Hunting(this Target target, string name, bool capitals, IReadOnlyList<(string Name, string Type)> schema, IEnumerable<string> rows)
    {
        using var text = target.Text(name);
        var (schemaKey, nameKey, typeKey, resultsKey) = capitals ? ("Schema", "Name", "Type", "Results") : ("schema", "name", "type", "results");
        text.Write("{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults\",\n");
        text.Write($"\"{schemaKey}\":[\n");
        Items(text, schema.Select(column => $"{{\"{nameKey}\":\"{column.Name}\",\"{typeKey}\":\"{column.Type}\"}}"));
        text.Write($"],\n\"{resultsKey}\":[\n");
        Items(text, rows);
        text.Write("]}\n");
    }

    private static void Items(TextWriter text, IEnumerable<string> items)
    {
        var first = true;
        foreach (var item in items)
        {
            text.Write(first ? item : ",\n" + item);
            first = false;
        }
        text.Write('\n');
    }
}
