using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>JSON text that can say on which line and column a byte of it stands.</summary>
internal sealed class JsonText(byte[] bytes, string? path)
{
    public byte[] Bytes { get; } = bytes;

    /// <summary>A complaint about the byte at an offset.</summary>
    public UnusableInputException Error(string message, int offset, Exception? inner = null)
    {
        var before = Bytes.AsSpan(0, Math.Min(offset, Bytes.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        return path is null
            ? new UnusableInputException($"line {line}, column {column}: {message}", null, line, inner, column)
            : new UnusableInputException(message, path, line, inner, column);
    }

    /// <summary>A complaint about text that is not JSON, found while reading from an offset.</summary>
    public UnusableInputException NotJson(JsonException e, int from)
    {
        // The reader counts lines from where it began, and bytes within the line.
        var offset = from;
        for (var lines = e.LineNumber ?? 0; lines > 0; lines--)
        {
            var next = Bytes.AsSpan(offset).IndexOf((byte)'\n');
            if (next < 0)
                break;
            offset += next + 1;
        }

        return Error("this is not valid JSON; check commas, quotes and brackets", offset + (int)(e.BytePositionInLine ?? 0), e);
    }
}
