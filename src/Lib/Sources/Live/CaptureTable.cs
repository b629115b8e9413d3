using System.IO.Compression;

namespace TikTokBan.Sources.Live;

/// <summary>A table of a capture, packed as it came. A source that breaks off leaves the zip without its end, so that a scan of it says so too.</summary>
internal sealed class CaptureTable : IDisposable
{
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly Stream _entry;

    public CaptureTable(FileStream file, string name)
    {
        _file = file;
        _zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        _entry = _zip.CreateEntry(name, CompressionLevel.Fastest).Open();
    }

    public void Add(ReadOnlySpan<byte> text) => _entry.Write(text);

    /// <summary>Ends it: all rows were read.</summary>
    public void Complete()
    {
        _entry.Dispose();
        _zip.Dispose();
    }

    public void Dispose() => _file.Dispose();
}
