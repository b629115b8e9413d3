using System.Buffers.Binary;

namespace TikTokBan.Sources.Exports;

/// <summary>The checksum of zip entries (ISO 3309), which the framework stores but doesn't compare. Sixty-four bytes at a time where the processor can, else eight.</summary>
internal static class Crc32
{
    /// <summary>To begin with.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Takes more bytes.</summary>
    public static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        if (Crc32Folding.IsSupported && bytes.Length >= Crc32Folding.Least)
            bytes = bytes[Crc32Folding.Update(ref state, bytes)..];
        var (t0, t1, t2, t3, t4, t5, t6, t7) = (Tables[0], Tables[1], Tables[2], Tables[3], Tables[4], Tables[5], Tables[6], Tables[7]);
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            state = (state >> 8) ^ t0[(byte)(state ^ value)];
        return state;
    }

    /// <summary>The checksum of all bytes taken.</summary>
    public static uint End(uint state) => ~state;

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
                tables[t][i] = t == 0 ? Shifted(i) : (tables[t - 1][i] >> 8) ^ tables[0][(byte)tables[t - 1][i]];
        }

        return tables;
    }

    private static uint Shifted(uint value)
    {
        const uint Polynomial = 0xEDB88320;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        return value;
    }
}
