using System.Buffers.Binary;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>What the directory at a zip's end says of its one entry.</summary>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Checksum">CRC-32 of the content.</param>
/// <param name="Length">Bytes once unpacked.</param>
internal sealed record ZipEnd(long Entries, uint Checksum, long Length)
{
    private const uint Signature = 0x06054B50;
    private const uint LongLocator = 0x07064B50;
    private const uint LongSignature = 0x06064B50;
    private const uint EntrySignature = 0x02014B50;
    private const int FixedLength = 22;
    private const int EntryLength = 46;
    private const int LocatorLength = 20;

    /// <summary>Reads it from the last bytes of a zip; null where it isn't whole.</summary>
    /// <param name="tail">The last bytes.</param>
    /// <param name="zipLength">Bytes of the whole zip.</param>
    public static ZipEnd? Read(ReadOnlySpan<byte> tail, long zipLength)
    {
        var end = Find(tail);
        if (end < 0)
            return null;
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 10)..]);
        long directory = BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        var start = zipLength - tail.Length;
        if (entries == ushort.MaxValue || directory == uint.MaxValue)
        {
            var at = end - LocatorLength;
            if (at < 0 || BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) != LongLocator)
                return null;
            var record = BinaryPrimitives.ReadInt64LittleEndian(tail[(at + 8)..]) - start;
            if (record < 0 || record > tail.Length - 56 || BinaryPrimitives.ReadUInt32LittleEndian(tail[(int)record..]) != LongSignature)
                return null;
            entries = BinaryPrimitives.ReadInt64LittleEndian(tail[((int)record + 32)..]);
            directory = BinaryPrimitives.ReadInt64LittleEndian(tail[((int)record + 48)..]);
        }

        var first = directory - start;
        return entries < 1 ? new(entries, 0, 0)
            : first < 0 || first > tail.Length - EntryLength ? null
            : OfEntry(tail[(int)first..], entries);
    }

    /// <summary>Whether content of this checksum and length is what was packed.</summary>
    public bool IsOf(uint checksum, long length) => Checksum == checksum && (Length == length || Length == (uint)length);

    private static ZipEnd? OfEntry(ReadOnlySpan<byte> entry, long entries)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntrySignature)
            return null;
        long length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        var extraAt = EntryLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        if (extraAt + extraLength > entry.Length)
            return null;
        if (length == uint.MaxValue)
            length = ZipExtra.Long(entry.Slice(extraAt, extraLength), skip: 0) ?? length;
        return new(entries, BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]), length);
    }

    // The last record is followed by a comment of the length that it states, and by nothing else.
    private static int Find(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - FixedLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == Signature
                && at + FixedLength + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length)
                return at;
        }

        return -1;
    }
}
