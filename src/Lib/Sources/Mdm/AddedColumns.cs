using System.Text;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>A table of comma-separated values with columns added at its end that hold the same in every row: what a report was ordered for, and doesn't say.</summary>
/// <param name="table">The table, in UTF-8; disposed of with this stream.</param>
/// <param name="columns">Names and values.</param>
internal sealed class AddedColumns(Stream table, IReadOnlyList<(string Name, string Value)> columns) : ForwardStream
{
    private readonly byte[] _values = Line(columns.Select(column => column.Value));
    private readonly byte[] _piece = new byte[64 * 1024];
    private byte[] _added = Line(columns.Select(column => column.Name));
    private byte[] _ready = new byte[64 * 1024];
    private int _given;
    private int _length;
    private bool _isQuoted;
    private bool _isWithin;
    private bool _endedLine;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (_given == _length)
        {
            if (_ended)
                return 0;
            (_given, _length) = (0, 0);
            Take(_piece.AsSpan(0, table.Read(_piece)));
        }

        var read = Math.Min(buffer.Length, _length - _given);
        _ready.AsSpan(_given, read).CopyTo(buffer);
        _given += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            table.Dispose();
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty)
        {
            _ended = true;
            EndRow();
            return;
        }

        foreach (var value in piece)
            Take(value);
    }

    private void Take(byte value)
    {
        // A carriage return waits: it is the end of a row if a line feed follows, and text if not.
        if (value == '\r' && !_isQuoted)
        {
            _endedLine = true;
            return;
        }

        if (value == '\n' && !_isQuoted)
        {
            EndRow();
            Put((byte)'\n');
            _endedLine = false;
            return;
        }

        if (_endedLine)
            Put((byte)'\r');
        _endedLine = false;
        _isQuoted ^= value == '"';
        _isWithin = true;
        Put(value);
    }

    private void EndRow()
    {
        if (_isWithin)
        {
            foreach (var value in _added)
                Put(value);
            _added = _values;
        }

        if (_endedLine)
            Put((byte)'\r');
        _isWithin = false;
    }

    private void Put(byte value)
    {
        if (_length == _ready.Length)
            Array.Resize(ref _ready, _ready.Length * 2);
        _ready[_length++] = value;
    }

    private static byte[] Line(IEnumerable<string> fields) =>
        Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => $",\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
}
