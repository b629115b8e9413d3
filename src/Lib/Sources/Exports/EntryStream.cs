using System.IO.Compression;

namespace TikTokBan.Sources.Exports;

/// <summary>An entry being unpacked: forward only, no longer than the zip's directory says, checked at its end, and holding its zip open.</summary>
internal sealed class EntryStream(ZipArchive zip, Stream inner, long length, uint checksum, string location) : Stream
{
    private long _read;
    private uint _checksum = Crc32.Start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        _checksum = Crc32.Update(_checksum, buffer[..read]);

        // The directory lies about the length: whatever comes is not what was checked against the limits.
        if (_read > length)
            throw new InvalidDataException($"{location} unpacks to more than its zip says.");
        if (read == 0 && buffer.Length > 0 && (_read < length || Crc32.End(_checksum) != checksum))
            throw new InvalidDataException($"{location} ends early, or is not what was packed.");
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            zip.Dispose();
        }

        base.Dispose(disposing);
    }
}
