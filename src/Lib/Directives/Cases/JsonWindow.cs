using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>The part of a stream of JSON that is in memory. It moves on as elements are taken, and can say on which line and column a byte of it stands.</summary>
internal sealed class JsonWindow(Stream stream, string? path)
{
    // Many times what a case with every fact takes.
    private const int MostBytes = 4 * 1024 * 1024;

    private byte[] _bytes = new byte[64 * 1024];
    private long _line = 1;
    private long _column = 1;

    /// <summary>Where the next element is to be looked for.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Set when the stream has nothing more.</summary>
    public bool IsFinal { get; private set; }

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(Start, End - Start);

    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    public void Advance(int count) => Start += count;

    /// <summary>Reads on. What was taken is dropped, and the window grows when a single element fills it.</summary>
    /// <exception cref="UnusableInputException">One element is larger than any case can be, or the stream cannot be read.</exception>
    public void Fill()
    {
        (_line, _column) = Place(Start);
        Unread.CopyTo(_bytes);
        (Start, End) = (0, End - Start);
        if (End == _bytes.Length)
        {
            if (_bytes.Length >= MostBytes)
                throw Error($"this case is larger than {MostBytes} bytes", 0);
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        try
        {
            var count = stream.Read(_bytes, End, _bytes.Length - End);
            End += count;
            IsFinal = count == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.CasesUnusable, $"the cases can't be read: {e.Message.TrimEnd('.')}", path, inner: e);
        }
    }

    /// <summary>A complaint about the byte at an offset.</summary>
    public UnusableInputException Error(string message, int offset, Exception? inner = null) => At(Place(Math.Min(offset, End)), message, inner);

    /// <summary>A complaint about text that is not JSON.</summary>
    /// <param name="e">What a reader found; it counts lines, and the bytes of a line, from the beginning of the stream.</param>
    public UnusableInputException NotJson(JsonException e) =>
        At(((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1), "this is not valid JSON; check commas, quotes and brackets", e);

    private UnusableInputException At((long Line, long Column) place, string message, Exception? inner) => path is null
        ? new UnusableInputException(InputProblem.CasesUnusable, $"line {place.Line}, column {place.Column}: {message}", null, place.Line, inner, place.Column)
        : new UnusableInputException(InputProblem.CasesUnusable, message, path, place.Line, inner, place.Column);

    private (long Line, long Column) Place(int offset)
    {
        var before = _bytes.AsSpan(0, offset);
        var lines = before.Count((byte)'\n');
        return lines == 0 ? (_line, _column + offset) : (_line + lines, offset - before.LastIndexOf((byte)'\n'));
    }
}
