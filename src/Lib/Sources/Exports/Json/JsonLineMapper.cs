using System.Text.Json;
using TikTokBan.Sources.Exports.Delimited;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>Maps blocks of JSON Lines. A broken line is rejected; the next one is read.</summary>
internal sealed class JsonLineMapper(Shape shape, Sink sink) : IBlockMapper
{
    private readonly JsonRow _row = new(shape, null);

    public BlockResult Map(RowBlock block)
    {
        if (block.Kind == BlockKind.TooLong)
            sink.Reject(block.FirstLine, "The line is longer than an object can be (4 MB); export the file again, or remove the line.");
        var line = block.FirstLine;
        var start = 0;
        while (start < block.Length)
        {
            var length = block.Buffer.AsSpan(start, block.Length - start).IndexOf((byte)'\n') + 1;
            if (!block.Buffer.AsSpan(start, length).Trim(" \t\r\n"u8).IsEmpty)
                MapLine(block.Buffer.AsMemory(start, length), line);
            start += length;
            line++;
        }

        return sink.Flush();
    }

    private void MapLine(ReadOnlyMemory<byte> text, long line)
    {
        try
        {
            using var document = JsonDocument.Parse(text, JsonRowReader.Lenient);
            JsonBlocks.Take(document.RootElement, line, _row, shape, sink);
        }
        catch (JsonException)
        {
            sink.Reject(line, "The line is not a JSON object; export the file again, or mend the line.");
        }
    }
}
