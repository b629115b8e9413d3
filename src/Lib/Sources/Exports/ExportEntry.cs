using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Sources.Exports;

/// <summary>One file of an export, wherever it is kept. It can be opened many times.</summary>
internal abstract class ExportEntry(string location, long length)
{
    private const int Sample = 64 * 1024;
    private const int Samples = 16;

    /// <summary>Name relative to what was given; an entry of a zip is written <c>file.zip!/entry.csv</c>.</summary>
    public string Location { get; } = location;

    /// <summary>Bytes once unpacked.</summary>
    public long Length { get; } = length;

    /// <summary>Bytes as they are kept.</summary>
    public virtual long StoredLength => Length;

    /// <summary>Opens it at its beginning. The caller disposes of the stream.</summary>
    public abstract Stream Open();

    /// <summary>Stands for the content: differs when the content differs, at the price of a few reads.</summary>
    public abstract string Fingerprint();

    /// <summary>The first bytes, at most so many.</summary>
    public byte[] Head(int most)
    {
        using var stream = Open();
        var head = new byte[most];
        var read = stream.ReadAtLeast(head, most, throwOnEndOfStream: false);
        return read == most ? head : head[..read];
    }

    /// <summary>Length and evenly spread samples, hashed. A gigabyte costs as much as a megabyte; a change between samples that keeps the length is not seen.</summary>
    protected static string FingerprintOf(Stream seekable)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = seekable.Length;
        hash.AppendData(Encoding.ASCII.GetBytes($"{length}:"));
        var buffer = new byte[Sample];
        var whole = length <= (long)Sample * Samples;
        for (var i = 0; i < Samples; i++)
        {
            seekable.Position = whole ? (long)i * Sample : (length - Sample) / (Samples - 1) * i;
            var read = seekable.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false);
            hash.AppendData(buffer, 0, read);
            if (read < Sample)
                break;
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}

/// <summary>A file of a folder.</summary>
internal sealed class FileEntry(string location, string path, long length) : ExportEntry(location, length)
{
    public string Path { get; } = path;

    // No buffer of the stream's own: readers take large blocks.
    public override Stream Open() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);

    public override string Fingerprint()
    {
        using var stream = Open();
        return FingerprintOf(stream);
    }
}
