using System.IO.Compression;
using TikTokBan.Sources.Exports;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>
/// The one file in a zip, unpacked while the zip still arrives: neither is ever held whole. Whether it is what was packed is
/// known at its end only; a zip that breaks off or is damaged makes the reading that notices it throw <see cref="TenantException"/>.
/// </summary>
internal sealed class UnzippedStream : ForwardStream
{
    private const int Stored = 0;
    private const int Deflated = 8;
    private const long MostUnpacked = 64L << 30;
    private const long SmallEnough = 64L << 20;

    // Reports shrink to a tenth, very repetitive ones to a fiftieth. Deflate itself ends at 1 to 1032.
    private const long MostRatio = 250;

    // The directory of one entry, with the longest of names and comments.
    private const long MostAfter = 256 * 1024;

    private readonly ArrivingBytes _zip;
    private readonly Stream _content;
    private readonly string _report;
    private uint _checksum = Crc32.Start;
    private long _length;
    private bool _ended;

    private UnzippedStream(ArrivingBytes zip, ZipEntryHead head, string report)
    {
        _zip = zip;
        _report = report;
        Name = head.Name;
        _content = head.Method == Deflated ? new DeflateStream(zip, CompressionMode.Decompress, leaveOpen: true) : new FirstBytes(zip, head.StoredLength ?? 0);
    }

    /// <summary>The file's name in the zip.</summary>
    public string Name { get; }

    /// <summary>Opens a zip at its first entry.</summary>
    /// <param name="zip">The zip; disposed of with the stream, and where it can't be opened.</param>
    /// <param name="report">The report that is in it, for messages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">It is no zip, or one that can't be read as it arrives.</exception>
    public static async Task<UnzippedStream> OpenAsync(Stream zip, string report, CancellationToken cancellationToken)
    {
        var arriving = new ArrivingBytes(zip);
        try
        {
            var head = await ZipEntryHead.ReadAsync(arriving, cancellationToken).ConfigureAwait(false)
                ?? throw Problem(report, "is no zip, or breaks off at once");
            if (head.IsEncrypted || !(head.Method == Deflated || (head.Method == Stored && head.StoredLength is not null)))
                throw Problem(report, "is packed in a way that can't be read as it arrives");
            return new(arriving, head, report);
        }
        catch
        {
            await arriving.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        try
        {
            return Took(buffer[.._content.Read(buffer)]);
        }
        catch (InvalidDataException e)
        {
            throw Problem(_report, "is damaged", e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        try
        {
            var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Took(buffer.Span[..read]);
        }
        catch (InvalidDataException e)
        {
            throw Problem(_report, "is damaged", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _zip.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Took(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            End();
            return 0;
        }

        _checksum = Crc32.Update(_checksum, content);
        _length += content.Length;
        if (_length > MostUnpacked || (_length > SmallEnough && _length / Math.Max(1, _zip.Taken) > MostRatio))
            throw Problem(_report, "unpacks to more than a report can be");
        return content.Length;
    }

    private void End()
    {
        _ended = true;
        if (!_zip.ReadToEnd(MostAfter))
            throw Problem(_report, "goes on after its end");
        var end = ZipEnd.Read(_zip.Tail, _zip.Arrived) ?? throw Problem(_report, "breaks off");
        if (end.Entries != 1)
            throw Problem(_report, $"holds {end.Entries} files and not one");
        if (!end.IsOf(Crc32.End(_checksum), _length))
            throw Problem(_report, "is damaged");
    }

    private static TenantException Problem(string report, string what, Exception? inner = null) =>
        new(TenantFailure.BadAnswer, $"The file of Intune's report {report} {what}; what was not read of it is missing: scan again.", inner);

    /// <summary>So many bytes of a stream.</summary>
    private sealed class FirstBytes(Stream stream, long length) : ForwardStream
    {
        private long _left = length;

        public override int Read(Span<byte> buffer)
        {
            var read = _left == 0 ? 0 : stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = _left == 0 ? 0 : await stream.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
            _left -= read;
            return read;
        }
    }
}
