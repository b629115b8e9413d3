using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>Rows that an earlier scan kept, found whole. Dispose of it to let the file go.</summary>
internal sealed class KeptRows : IDisposable
{
    private readonly FileStream _file;

    private KeptRows(FileStream file, StateEnd end) => (_file, Link, Count, ReadInFull) = (file, end.Link, end.Rows, end.ReadInFull);

    /// <summary>Where the service tells what has changed since.</summary>
    public string Link { get; }

    /// <summary>How many rows there are.</summary>
    public long Count { get; }

    /// <summary>When the list was last read in full.</summary>
    public DateTimeOffset ReadInFull { get; }

    /// <summary>The rows, one JSON object each, from the first. Each is valid until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Rows()
    {
        _file.Position = 0;
        var line = -1L;
        foreach (var text in StateLines.Of(_file))
        {
            if (++line > Count)
                yield break;
            if (line > 0)
                yield return text;
        }
    }

    /// <summary>Looks the whole file through once, so that nothing of it is given out that isn't sound.</summary>
    /// <returns>Null where it is another's, or not whole; the file is then still the caller's.</returns>
    public static KeptRows? TryOpen(FileStream file, StateHeader header)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[]? last = null;
        var lines = 0L;
        foreach (var line in StateLines.Of(file))
        {
            if (lines == 0 && JsonSerializer.Deserialize(line.Span, StateJsonContext.Default.StateHeader) != header)
                return null;
            if (last is not null)
                StateEnd.Add(hash, last);
            last = line.ToArray();
            lines++;
        }

        if (last is null || lines < 2 || JsonSerializer.Deserialize(last, StateJsonContext.Default.StateEnd) is not { Link.Length: > 0 } end || end.Rows != lines - 2)
            return null;
        return end.Hash == StateEnd.HashOf(hash, end.Link, end.ReadInFull) ? new KeptRows(file, end) : null;
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>The last line of a state file: without it, or where it doesn't fit what stands before it, the file counts as none.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Link">Where the service tells what has changed since.</param>
/// <param name="ReadInFull">When the list was last read in full.</param>
/// <param name="Hash">SHA-256 of everything before, the link and the time.</param>
internal sealed record StateEnd(long Rows, string Link, DateTimeOffset ReadInFull, string Hash)
{
    /// <summary>Adds a line and its end.</summary>
    public static void Add(IncrementalHash hash, ReadOnlySpan<byte> line)
    {
        hash.AppendData(line);
        hash.AppendData("\n"u8);
    }

    /// <summary>Adds the link and the time, and ends.</summary>
    public static string HashOf(IncrementalHash hash, string link, DateTimeOffset readInFull)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{readInFull.UtcTicks} {link}")));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
