using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>Maps the rows of a JSON document.</summary>
internal static class JsonBlocks
{
    private const int RowsPerBlock = 256;

    /// <summary>Rows of a list.</summary>
    public static IEnumerable<BlockResult> Read(Stream text, Shape shape, Sink sink, int maxRow = JsonRowReader.MaxRow)
    {
        var reader = new JsonRowReader(text, maxRow);
        JsonRow? row = null;
        JsonException? broken = null;
        var more = true;
        while (more)
        {
            for (var i = 0; i < RowsPerBlock && more; i++)
            {
                try
                {
                    more = TakeNext(reader, shape, sink, ref row);
                }
                catch (JsonException e)
                {
                    broken = new JsonException(e.Message, e.Path, reader.LineOf(e) - 1, e.BytePositionInLine, e);
                    more = false;
                }
            }

            // What was read before the break is given out before it is reported.
            yield return sink.Flush();
        }

        if (broken is not null)
            throw broken;
    }

    /// <summary>A document that is one row.</summary>
    public static IEnumerable<BlockResult> ReadSingle(Stream text, Shape shape, Sink sink)
    {
        using var document = JsonDocument.Parse(text, JsonRowReader.Lenient);
        Take(SingleOf(document), 1, new(shape, null), shape, sink);
        yield return sink.Flush();
    }

    /// <summary>The object of a document that holds one; some answers wrap it as <c>value</c>.</summary>
    public static JsonElement SingleOf(JsonDocument document) =>
        document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : document.RootElement;

    /// <summary>Maps one object.</summary>
    public static void Take(JsonElement element, long line, JsonRow row, Shape shape, Sink sink)
    {
        try
        {
            if (row.Move(element, line))
                sink.Take(shape, row);
            else
                sink.Reject(line, "The row is not an object, nor does it fit the list of columns; export the file again.");
        }
        catch (InvalidOperationException)
        {
            // The text of a value is decoded only when it is asked for, and this is how it says that it can't be.
            sink.Reject(line, "The row holds text that is not valid UTF-8; save the file again as UTF-8.");
        }
    }

    private static bool TakeNext(JsonRowReader reader, Shape shape, Sink sink, ref JsonRow? row)
    {
        using var document = reader.Next(out var line, out var tooLarge);
        if (tooLarge)
            sink.Reject(line, "The object is larger than a row can be (4 MB); export the file again with fewer properties.");
        else if (document is not null)
            Take(document.RootElement, line, row ??= new(shape, reader.Schema), shape, sink);
        return tooLarge || document is not null;
    }
}
