using System.Buffers;

namespace TikTokBan.Tenant.Exports;

/// <summary>Goes from row to row of a table in which every field is quoted.</summary>
internal sealed class QuotedRows(Stream source) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
    private Range[] _fields = [];
    private bool _isSplit;
    private int _from;
    private int _to;
    private int _filled;

    /// <summary>The row with its line end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_from, _to - _from);

    public ReadOnlySpan<byte> Bytes(Range field) => Line[field];

    public bool Next()
    {
        _from = _to;
        _isSplit = false;
        var quoted = false;
        for (var at = _from; ;)
        {
            var rest = _buffer.AsSpan(at, _filled - at);
            var found = quoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0)
            {
                var done = _filled - _from;
                if (!Fill())
                {
                    _to = _filled;
                    return _to > _from;
                }
                at = _from + done;
                continue;
            }
            at += found + 1;
            if (_buffer[at - 1] == (byte)'\n')
            {
                _to = at;
                return true;
            }
            quoted = !quoted;
        }
    }

    /// <summary>Where each field is in the line, quotes included.</summary>
    public Range[] Fields()
    {
        if (_isSplit)
            return _fields;
        var line = Line.TrimEnd("\r\n"u8);
        var fields = new List<Range>(_fields.Length);
        var (start, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)'"')
                quoted = !quoted;
            else if (line[i] == (byte)',' && !quoted)
                (start, _) = (i + 1, Add(fields, start, i));
        }
        Add(fields, start, line.Length);
        (_fields, _isSplit) = ([.. fields], true);
        return _fields;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static bool Add(List<Range> fields, int start, int end)
    {
        fields.Add(start..end);
        return true;
    }

    private bool Fill()
    {
        _buffer.AsSpan(_from, _filled - _from).CopyTo(_buffer);
        _filled -= _from;
        _from = 0;
        if (_filled == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        var read = source.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }
}
