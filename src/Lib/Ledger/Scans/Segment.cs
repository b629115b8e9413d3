using System.IO.Compression;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// Some of a scan's cases in its order: of each the number of the part that holds its lasting text, and the values that were
/// cut out of it. No personal data. Stored as a byte of version and, compressed (Brotli), five columns, numbers in varints of
/// seven bits: how many cases; how many values each has; the values' units (a byte each: 0 seconds, 1 milliseconds, 2 ticks,
/// 3 lines); each part's number less the one before it; each value less the one of its kind before it. Differences stand
/// zig-zagged.
/// </summary>
internal sealed class Segment
{
    /// <summary>Cases of a segment, but for the last.</summary>
    public const int Size = 1024;

    private const byte Version = 1;
    private const byte Lines = 3;
    private const int LargestContent = 64 * 1024 * 1024;

    private static readonly long[] Units = [TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, 1];

    private readonly int[] _ends;
    private readonly Cut[] _cuts;

    /// <param name="parts">Numbers of the cases' parts.</param>
    /// <param name="ends">Where each case's values end.</param>
    /// <param name="cuts">The values.</param>
    public Segment(long[] parts, int[] ends, Cut[] cuts) => (Parts, _ends, _cuts) = (parts, ends, cuts);

    /// <summary>Numbers of the cases' parts.</summary>
    public IReadOnlyList<long> Parts { get; }

    /// <summary>Each case's place in it.</summary>
    public IEnumerable<(Segment Segment, int Item)> Places => Enumerable.Range(0, Parts.Count).Select(item => (this, item));

    /// <summary>What was cut out of a case's text.</summary>
    public ReadOnlySpan<Cut> CutsOf(int item)
    {
        var start = item == 0 ? 0 : _ends[item - 1];
        return _cuts.AsSpan(start, _ends[item] - start);
    }

    public byte[] Encode()
    {
        var content = new VarintWriter(64 + (Parts.Count * 4) + (_cuts.Length * 6));
        content.Unsigned((ulong)Parts.Count);
        for (var item = 0; item < Parts.Count; item++)
            content.Unsigned((ulong)CutsOf(item).Length);
        foreach (var cut in _cuts)
            content.Byte(UnitOf(cut));
        long last = 0;
        foreach (var part in Parts)
        {
            content.Signed(part - last);
            last = part;
        }

        var (time, line) = (0L, 0L);
        foreach (var cut in _cuts)
        {
            if (!cut.IsTime)
            {
                content.Signed(cut.Value - line);
                line = cut.Value;
                continue;
            }

            var unit = Units[UnitOf(cut)];
            content.Signed((cut.Value / unit) - (time / unit));
            time = cut.Value;
        }

        var packed = new byte[1 + BrotliEncoder.GetMaxCompressedLength(content.Written.Length)];
        packed[0] = Version;
        if (!BrotliEncoder.TryCompress(content.Written, packed.AsSpan(1), out var length, quality: 5, window: 18))
            throw new InvalidOperationException("The segment can't be compressed.");
        return packed[..(1 + length)];
    }

    /// <exception cref="InvalidDataException">It is no segment.</exception>
    public static Segment Decode(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != Version)
            throw new InvalidDataException("It is no segment.");
        var content = new VarintReader(Unpack(data[1..]));
        var count = content.Count();
        var ends = new int[count];
        var total = 0;
        for (var item = 0; item < count; item++)
            ends[item] = total = checked(total + content.Count());
        var units = content.Bytes(total);
        var parts = new long[count];
        long last = 0;
        for (var item = 0; item < count; item++)
            parts[item] = last += content.Signed();
        var cuts = new Cut[total];
        var (time, line) = (0L, 0L);
        for (var index = 0; index < total; index++)
        {
            if (units[index] == Lines)
            {
                cuts[index] = new Cut(false, line += content.Signed());
                continue;
            }

            if (units[index] > Lines)
                throw new InvalidDataException("It is no segment.");
            var unit = Units[units[index]];
            time = ((time / unit) + content.Signed()) * unit;
            cuts[index] = new Cut(true, time);
        }

        return new Segment(parts, ends, cuts);
    }

    private static byte UnitOf(Cut cut) => !cut.IsTime ? Lines : cut.Value % Units[0] == 0 ? (byte)0 : cut.Value % Units[1] == 0 ? (byte)1 : (byte)2;

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        for (var room = Math.Max(4096, packed.Length * 4); room <= LargestContent; room *= 4)
        {
            var content = new byte[room];
            if (BrotliDecoder.TryDecompress(packed, content, out var length))
                return content[..length];
        }

        throw new InvalidDataException("It is no segment.");
    }
}
