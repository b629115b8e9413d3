using System.Buffers;
using System.Text.Json;

namespace TikTokBan.Sources.Directory;

/// <summary>Puts objects that were kept into documents like those of the service.</summary>
internal static class ObjectBatches
{
    private const int Size = 256 * 1024;

    /// <summary>Documents of a moderate size, at least one.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(IEnumerable<ReadOnlyMemory<byte>> objects)
    {
        var batch = new ArrayBufferWriter<byte>(Size);
        foreach (var row in objects)
        {
            batch.Write(batch.WrittenCount == 0 ? "{\"value\":["u8 : ","u8);
            batch.Write(row.Span);
            if (batch.WrittenCount < Size)
                continue;
            batch.Write("]}"u8);
            yield return batch.WrittenMemory;
            batch.ResetWrittenCount();
        }

        batch.Write(batch.WrittenCount == 0 ? "{\"value\":[]}"u8 : "]}"u8);
        yield return batch.WrittenMemory;
    }

    /// <summary>The id of an object; empty where it has none.</summary>
    public static string IdOf(ReadOnlyMemory<byte> row)
    {
        var reader = new Utf8JsonReader(row.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (found && reader.TokenType == JsonTokenType.String)
                return reader.GetString()!.Trim();
            reader.Skip();
        }

        return "";
    }
}
