using System.Globalization;
using System.IO.Compression;

namespace TikTokBan.Sources.Exports;

/// <summary>A zip, of which nothing is ever unpacked to a path that its names choose.</summary>
internal static class ZipContainer
{
    private const int MostEntries = 2_000;
    private const long MostUnpacked = 64L << 30;
    private const long SmallEnough = 64L << 20;

    // Tables of text shrink to a tenth, very repetitive ones to a fiftieth. Deflate itself ends at 1 to 1032.
    private const long MostRatio = 250;

    /// <summary>Whether bytes are the beginning of a zip.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The entries of a zip, files only.</summary>
    /// <exception cref="UnusableInputException">It is damaged, or would unpack to something absurd.</exception>
    public static IReadOnlyList<ZipFileEntry> Read(string location, Func<Stream> open)
    {
        try
        {
            using var stream = open();
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
                throw new UnusableInputException(InputProblem.ExportUnusable, $"The zip has {zip.Entries.Count} entries, more than an export can have ({MostEntries}); give the exports alone.", location);
            if (zip.GetEntry("[Content_Types].xml") is not null)
                throw new UnusableInputException(InputProblem.ExportUnusable, "It is an Office document; save the sheet as csv (UTF-8) and give that.", location);
            var total = 0L;
            var entries = new List<ZipFileEntry>();
            for (var i = 0; i < zip.Entries.Count; i++)
            {
                var entry = zip.Entries[i];
                total += entry.Length;
                if (total > MostUnpacked || (entry.Length > SmallEnough && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio))
                    throw new UnusableInputException(InputProblem.ExportUnusable, $"The entry {Printable(entry.FullName)} would unpack to {entry.Length:N0} bytes from {entry.CompressedLength:N0}, as a zip bomb does; unpack it yourself if you trust it.", location);
                if (!entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\'))
                    entries.Add(new($"{location}!/{Printable(entry.FullName)}", open, i, entry));
            }

            return entries;
        }
        catch (InvalidDataException e)
        {
            throw new UnusableInputException(InputProblem.ExportUnusable, "The zip is damaged or was cut off; download or copy it again.", location, inner: e);
        }
    }

    /// <summary>Whether the name of an entry would lead out of the zip's folder.</summary>
    public static bool Escapes(string name)
    {
        var parts = name.Split('/', '\\');
        return parts.Contains("..") || parts[0].Length == 0 || parts[0].Contains(':', StringComparison.Ordinal);
    }

    private static string Printable(string name) =>
        string.Create(name.Length, name, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) || CharUnicodeInfo.GetUnicodeCategory(from[i]) == UnicodeCategory.Format ? '?' : from[i];
        });
}

/// <summary>An entry of a zip. Each opening opens the zip anew, so that several can be read at a time.</summary>
internal sealed class ZipFileEntry : ExportEntry
{
    private readonly Func<Stream> _open;
    private readonly int _number;
    private readonly uint _crc;

    public ZipFileEntry(string location, Func<Stream> open, int number, ZipArchiveEntry entry)
        : base(location, entry.Length)
    {
        _open = open;
        _number = number;
        _crc = entry.Crc32;
        StoredLength = entry.CompressedLength;
        Name = entry.FullName;
        IsEncrypted = entry.IsEncrypted;
    }

    /// <summary>The name as the zip has it.</summary>
    public string Name { get; }

    public bool IsEncrypted { get; }

    public override long StoredLength { get; }

    public override Stream Open()
    {
        var zip = new ZipArchive(_open(), ZipArchiveMode.Read);
        try
        {
            return new EntryStream(zip, zip.Entries[_number].Open(), Length, _crc, Location);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    // The zip already carries a checksum of the whole content.
    public override string Fingerprint() => string.Create(CultureInfo.InvariantCulture, $"zip:{Length}:{_crc:x8}");
}
