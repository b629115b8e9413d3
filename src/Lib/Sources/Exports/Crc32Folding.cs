using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TikTokBan.Sources.Exports;

/// <summary>
/// The checksum by carry-less multiplication: 64 bytes are folded into the next 64 at a time, and what is left at the end is
/// divided once. A file that arrives packed is otherwise held up more by its checksum than by its unpacking.
/// </summary>
internal static class Crc32Folding
{
    /// <summary>Fewer bytes than this are not worth it.</summary>
    public const int Least = 64;

    private const int Lane = 16;

    public static bool IsSupported => Pclmulqdq.IsSupported && Sse2.IsSupported;

    // Powers of x modulo the polynomial, bits reversed, for a distance of so many bits (and 64 more in the upper half).
    private static Vector128<ulong> Across512 => Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);

    private static Vector128<ulong> Across128 => Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);

    private static Vector128<ulong> Across64 => Vector128.Create(0x1_63CD_6124UL, 0UL);

    // The polynomial, and its inverse with which a division becomes two multiplications.
    private static Vector128<ulong> Polynomial => Vector128.Create(0x1_DB71_0641UL, 0x1_F701_1641UL);

    private static Vector128<ulong> LowHalves => Vector128.Create(uint.MaxValue, 0u, uint.MaxValue, 0u).AsUInt64();

    /// <summary>Takes whole lanes of 16 bytes; returns how many bytes that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Update(ref uint state, ReadOnlySpan<byte> bytes)
    {
        var lanes = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (a, b, c, d) = (lanes[0] ^ Vector128.Create(state, 0u, 0u, 0u).AsUInt64(), lanes[1], lanes[2], lanes[3]);
        var i = 4;
        for (; i + 4 <= lanes.Length; i += 4)
        {
            a = Fold(a, Across512) ^ lanes[i];
            b = Fold(b, Across512) ^ lanes[i + 1];
            c = Fold(c, Across512) ^ lanes[i + 2];
            d = Fold(d, Across512) ^ lanes[i + 3];
        }

        a = Fold(a, Across128) ^ b;
        a = Fold(a, Across128) ^ c;
        a = Fold(a, Across128) ^ d;
        for (; i < lanes.Length; i++)
            a = Fold(a, Across128) ^ lanes[i];
        state = Reduce(a);
        return lanes.Length * Lane;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(value, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, distance, 0x11);

    private static uint Reduce(Vector128<ulong> value)
    {
        value = Sse2.ShiftRightLogical128BitLane(value, 8) ^ Pclmulqdq.CarrylessMultiply(value, Across128, 0x10);
        value = Sse2.ShiftRightLogical128BitLane(value, 4) ^ Pclmulqdq.CarrylessMultiply(value & LowHalves, Across64, 0x00);
        var quotient = Pclmulqdq.CarrylessMultiply(value & LowHalves, Polynomial, 0x10) & LowHalves;
        return (value ^ Pclmulqdq.CarrylessMultiply(quotient, Polynomial, 0x00)).AsUInt32().GetElement(1);
    }
}
