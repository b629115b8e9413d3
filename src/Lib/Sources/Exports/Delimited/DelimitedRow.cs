using System.Text;
using System.Text.Unicode;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>One row of a delimited file: a window on a block, moved from row to row.</summary>
internal sealed class DelimitedRow : Row
{
    private readonly DelimitedFormat _format;
    private readonly int[] _places;
    private byte[] _bytes = [];
    private int[] _separators = [];
    private int _start;
    private int _first;
    private long _line;

    public DelimitedRow(DelimitedFormat format, Shape shape)
    {
        _format = format;
        _places = [.. shape.Columns.Select(format.Header.Place)];
    }

    public override long Line => _line;

    /// <summary>Puts the window on a row.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="separators">Its separators.</param>
    /// <param name="first">Number of the row's first separator.</param>
    /// <param name="start">Where the row starts.</param>
    /// <param name="line">Its line.</param>
    public void Move(byte[] bytes, int[] separators, int first, int start, long line)
    {
        _bytes = bytes;
        _separators = separators;
        _first = first;
        _start = start;
        _line = line;
    }

    public override string? Text(int column) => _places[column] is >= 0 and var place ? TextAt(place) : null;

    public override DateOrder OrderOf(int column) => _format.Header.OrderOf(_places[column]);

    private string? TextAt(int place)
    {
        var raw = FieldText.Trim(Raw(place));
        return raw.IsEmpty ? null : FieldText.Decode(raw, _format.Dialect.Quote, _format.Encoding);
    }

    private ReadOnlySpan<byte> Raw(int place)
    {
        var from = place == 0 ? _start : _separators[_first + place - 1] + 1;
        return _bytes.AsSpan(from, _separators[_first + place] - from);
    }
}

/// <summary>From the bytes of a field to its text.</summary>
internal static class FieldText
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw) => raw.Trim(" \t\r"u8);

    /// <summary>The text of a field that is not empty; null if nothing is left without its quotes.</summary>
    public static string? Decode(ReadOnlySpan<byte> raw, byte quote, FieldEncoding encoding)
    {
        var quoted = quote != 0 && raw[0] == quote;
        if (quoted)
            raw = Inner(raw, quote);
        var text = encoding == FieldEncoding.Undecided && !Utf8.IsValid(raw)
            ? TextDecoding.Windows1252.GetString(raw)
            : Encoding.UTF8.GetString(raw);
        if (quoted)
            text = Undouble(text, (char)quote).Trim();
        return text.Length == 0 ? null : text;
    }

    // Without the quotes around it; where the closing one does not stand at the end, text after it stays.
    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> raw, byte quote) =>
        raw.Length >= 2 && raw[^1] == quote ? raw[1..^1] : raw[1..];

    private static string Undouble(string text, char quote) =>
        text.Contains(quote, StringComparison.Ordinal) ? text.Replace($"{quote}{quote}", quote.ToString(), StringComparison.Ordinal) : text;

    /// <summary>Whether a field that starts with a quote also ends with one, and all between are doubled.</summary>
    public static bool IsWellQuoted(ReadOnlySpan<byte> raw, byte quote)
    {
        if (raw.Length > 0 && raw[^1] == '\r')
            raw = raw[..^1];
        if (quote == 0 || raw.IsEmpty || raw[0] != quote)
            return true;
        if (raw.Length < 2 || raw[^1] != quote)
            return false;
        var inner = raw[1..^1];
        while (inner.IndexOf(quote) is >= 0 and var at)
        {
            if (at + 1 >= inner.Length || inner[at + 1] != quote)
                return false;
            inner = inner[(at + 2)..];
        }

        return true;
    }
}
