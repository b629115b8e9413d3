using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>A stream as it arrives, in large pieces, that keeps the last of what went through it: a zip says at its very end what was in it.</summary>
/// <param name="inner">The stream; disposed of with this one.</param>
internal sealed class ArrivingBytes(Stream inner) : ForwardStream
{
    private const int Kept = 64 * 1024;
    private const int Piece = 256 * 1024;

    private readonly byte[] _buffer = new byte[Kept + Piece];
    private int _start;
    private int _end;

    /// <summary>Bytes that arrived.</summary>
    public long Arrived { get; private set; }

    /// <summary>Bytes that were read from here.</summary>
    public long Taken => Arrived - (_end - _start);

    /// <summary>The last of what arrived.</summary>
    public ReadOnlySpan<byte> Tail => _buffer.AsSpan(0, _end);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_start == _end && !Took(inner.Read(Room()))))
            return 0;
        return Give(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_start == _end && !Took(await inner.ReadAsync(RoomMemory(), cancellationToken).ConfigureAwait(false))))
            return 0;
        return Give(buffer.Span);
    }

    /// <summary>Reads on to the end, as long as there is no more than so much.</summary>
    public bool ReadToEnd(long most)
    {
        _start = _end;
        for (var read = 0L; read <= most; read += _end - _start, _start = _end)
        {
            if (!Took(inner.Read(Room())))
                return true;
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Give(Span<byte> buffer)
    {
        var given = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, given).CopyTo(buffer);
        _start += given;
        return given;
    }

    private Span<byte> Room() => RoomMemory().Span;

    private Memory<byte> RoomMemory()
    {
        if (_buffer.Length - _end < Piece / 4)
        {
            var kept = Math.Min(Kept, _end);
            _buffer.AsSpan(_end - kept, kept).CopyTo(_buffer);
            _start = _end = kept;
        }

        return _buffer.AsMemory(_end);
    }

    private bool Took(int read)
    {
        _end += read;
        Arrived += read;
        return read > 0;
    }
}
