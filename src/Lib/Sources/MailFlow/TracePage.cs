using System.Buffers;
using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.MailFlow;

/// <summary>
/// Takes from a page of message traces what a scan needs: rows of the window that was asked for, and of each the properties that
/// are evidence. Subjects and network addresses of everybody's mail go no further than this.
/// </summary>
internal static class TracePage
{
    private const string Received = "receiveddatetime";

    private static readonly HashSet<string> Needed = new(["id", "senderaddress", "recipientaddress", Received, "status"], StringComparer.Ordinal);

    /// <summary>The page as a list of what is needed; the page itself where it holds no list, for whoever reads it to say so.</summary>
    /// <param name="page">A page as the service gave it.</param>
    /// <param name="window">The window that was asked for. The service's filter takes in both ends, and may do nothing at all.</param>
    /// <param name="taken">Told of each row that is taken: as the service has it, and as it was reduced; may be null.</param>
    public static ReadOnlyMemory<byte> Reduce(ReadOnlyMemory<byte> page, TraceWindow window, Action<JsonElement, ReadOnlyMemory<byte>>? taken)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("value", out var rows)
            || rows.ValueKind != JsonValueKind.Array)
            return page;
        var reduced = new ArrayBufferWriter<byte>(Math.Max(page.Length / 2, 256));
        using var list = new Utf8JsonWriter(reduced);
        list.WriteStartObject();
        list.WriteStartArray("value");
        foreach (var row in rows.EnumerateArray())
        {
            if (!IsWithin(row, window))
                continue;
            var text = Reduced(row);
            list.WriteRawValue(text.Span, skipInputValidation: true);
            taken?.Invoke(row, text);
        }

        list.WriteEndArray();
        list.WriteEndObject();
        list.Flush();
        return reduced.WrittenMemory;
    }

    // A row without a readable time stays: it's for the shape to say what is wrong with it.
    private static bool IsWithin(JsonElement row, TraceWindow window)
    {
        if (row.ValueKind != JsonValueKind.Object)
            return true;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && Header.Normal(property.Name) == Received && Timestamps.Parse(property.Value.GetString()) is { } at)
                return at >= window.Start && at < window.End;
        }

        return true;
    }

    private static ReadOnlyMemory<byte> Reduced(JsonElement row)
    {
        var text = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(text);
        if (row.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var property in row.EnumerateObject())
            {
                if (Needed.Contains(Header.Normal(property.Name)))
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
        else
        {
            row.WriteTo(writer);
        }

        writer.Flush();
        return text.WrittenMemory;
    }
}
