using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>Reads an array of case facts as <c>schemas/case.schema.json</c> describes it.</summary>
public static class CaseFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads the cases one after the other. A case that cannot be used comes with its problem, and the next ones still follow.</summary>
    /// <param name="stream">UTF-8 JSON, with or without byte order mark; read to its end at once, and left open.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="UnusableInputException">It is not JSON, not an array, or too large; thrown while reading, with line and column.</exception>
    public static IEnumerable<CaseEntry> Read(Stream stream, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Enumerate(new JsonText(ReadAll(stream, path), path));
    }

    private static IEnumerable<CaseEntry> Enumerate(JsonText text)
    {
        var state = new JsonReaderState(Options);
        var offset = Open(text, ref state);
        for (var index = 0; Next(text, ref offset, ref state) is { Length: > 0 } extent; index++)
            yield return Entry(text, index, extent.Start, extent.Length);
    }

    private static CaseEntry Entry(JsonText text, int index, int start, int length)
    {
        var reader = new CaseReader(text, start, length);
        try
        {
            var facts = reader.Read();
            return new CaseEntry(index, facts.Id, facts, null);
        }
        catch (UnusableInputException problem)
        {
            return new CaseEntry(index, reader.Id, null, problem);
        }
    }

    private static int Open(JsonText text, ref JsonReaderState state)
    {
        var offset = text.Bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(text.Bytes.AsSpan(offset), isFinalBlock: true, state);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                throw text.Error("the cases must be an array, [ … ], of objects", offset);
        }
        catch (JsonException e)
        {
            throw text.NotJson(e, offset);
        }

        state = reader.CurrentState;
        return offset + (int)reader.BytesConsumed;
    }

    // Finds where the next element begins and ends, so that a mistake within it can't derail the reading of those after it.
    private static (int Start, int Length) Next(JsonText text, ref int offset, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(text.Bytes.AsSpan(offset), isFinalBlock: true, state);
        try
        {
            if (!reader.Read())
                return default;
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                // Reading on finds anything that follows the array.
                reader.Read();
                return default;
            }

            var start = offset + (int)reader.TokenStartIndex;
            reader.Skip();
            state = reader.CurrentState;
            offset += (int)reader.BytesConsumed;
            return (start, offset - start);
        }
        catch (JsonException e)
        {
            throw text.NotJson(e, offset);
        }
    }

    private static byte[] ReadAll(Stream stream, string? path)
    {
        using var content = new MemoryStream();
        var block = new byte[128 * 1024];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            content.Write(block, 0, count);
            if (content.Length > MostBytes)
                throw new UnusableInputException($"the cases take more than {MostBytes} bytes; split the file", path);
        }

        return content.ToArray();
    }
}
