using System.Buffers;
using System.Text;
using System.Text.Json;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Live;

/// <summary>Leaves out the rows that were given before, for readers that ask for overlapping lists. Rows are told apart by their id; those without one always pass.</summary>
/// <param name="location">What is read, for the sentence of a failure.</param>
internal sealed class UnseenRows(string location)
{
    private readonly SeenRows _seen = new();

    /// <summary>The page as it is, or without what was seen before.</summary>
    public JsonRows Of(GraphPage page)
    {
        using var document = PageRows.Parse(page, location);
        var rows = PageRows.Of(document).ToList();
        var fresh = rows.Where(row => PageRows.Text(row, "id") is not { } id || _seen.IsNew(Encoding.UTF8.GetBytes(id))).ToList();
        return new JsonRows(fresh.Count == rows.Count ? page.Json : Written(fresh) ?? page.Json);
    }

    // Null where a text among them is not valid: the page then passes as it is, and whoever maps it rejects that row.
    private static ReadOnlyMemory<byte>? Written(List<JsonElement> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        try
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var row in rows)
                row.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.Flush();
            return buffer.WrittenMemory;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
