using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>Reads an array of case facts as <c>schemas/case.schema.json</c> describes it.</summary>
public static class CaseFile
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads the cases one after the other, so that a file of any length takes little memory. A case that cannot be used comes with its problem, and the next ones still follow.</summary>
    /// <param name="stream">UTF-8 JSON, with or without byte order mark; left open.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="UnusableInputException">It is not JSON or not an array, or one case takes more than 4 MB; thrown while reading, with line and column.</exception>
    public static IEnumerable<CaseEntry> Read(Stream stream, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Enumerate(new JsonWindow(stream, path));
    }

    private static IEnumerable<CaseEntry> Enumerate(JsonWindow text)
    {
        var state = new JsonReaderState(Options);
        Open(text, ref state);
        for (var index = 0; Next(text, ref state, out var start, out var length); index++)
            yield return Entry(text, index, start, length);
    }

    private static CaseEntry Entry(JsonWindow text, int index, int start, int length)
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

    private static void Open(JsonWindow text, ref JsonReaderState state)
    {
        do
        {
            text.Fill();
        }
        while (text.End < 3 && !text.IsFinal);

        if (text.Unread.StartsWith("\uFEFF"u8))
            text.Advance(3);
        for (; ; text.Fill())
        {
            var reader = new Utf8JsonReader(text.Unread, text.IsFinal, state);
            if (!Read(text, ref reader))
                continue;
            if (reader.TokenType != JsonTokenType.StartArray)
                throw text.Error("the cases must be an array, [ … ], of objects", text.Start + (int)reader.TokenStartIndex);
            Take(text, reader, ref state);
            return;
        }
    }

    // Finds where the next element begins and ends, so that a mistake within it can't derail the reading of those after it.
    private static bool Next(JsonWindow text, ref JsonReaderState state, out int start, out int length)
    {
        for (; ; text.Fill())
        {
            var reader = new Utf8JsonReader(text.Unread, text.IsFinal, state);
            if (!Read(text, ref reader))
                continue;
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                Take(text, reader, ref state);
                Close(text, state);
                (start, length) = (0, 0);
                return false;
            }

            var before = (int)reader.TokenStartIndex;
            if (!Skip(text, ref reader))
                continue;
            start = text.Start + before;
            length = (int)reader.BytesConsumed - before;
            Take(text, reader, ref state);
            return true;
        }
    }

    // Anything but blanks after the array is a mistake; the reader finds it.
    private static void Close(JsonWindow text, JsonReaderState state)
    {
        for (; ; text.Fill())
        {
            var reader = new Utf8JsonReader(text.Unread, text.IsFinal, state);
            if (Read(text, ref reader) || text.IsFinal)
                return;
            Take(text, reader, ref state);
        }
    }

    private static void Take(JsonWindow text, in Utf8JsonReader reader, ref JsonReaderState state)
    {
        state = reader.CurrentState;
        text.Advance((int)reader.BytesConsumed);
    }

    private static bool Read(JsonWindow text, ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException e)
        {
            throw text.NotJson(e);
        }
    }

    private static bool Skip(JsonWindow text, ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TrySkip();
        }
        catch (JsonException e)
        {
            throw text.NotJson(e);
        }
    }
}
