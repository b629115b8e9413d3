using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Looks at 64 bytes at a time and tells which of their delimiters and line breaks stand outside quotes. Carries what the next 64 need.</summary>
internal struct QuoteMask
{
    private readonly Vector256<byte> _delimiter;
    private readonly Vector256<byte> _quote;
    private readonly bool _quotes;
    private ulong _inside;
    private ulong _mayOpen;

    public QuoteMask(Dialect dialect)
    {
        _delimiter = Vector256.Create(dialect.Delimiter);
        _quote = Vector256.Create(dialect.Quote);
        _quotes = dialect.Quote != 0;
        _inside = 0;
        _mayOpen = 1;
        Irregular = false;
    }

    /// <summary>A quote was met that neither opens a field nor belongs to a quoted one: what was told since is not to be relied on.</summary>
    public bool Irregular { get; private set; }

    /// <summary>True when the bytes so far end inside quotes.</summary>
    public readonly bool IsInside => _inside != 0;

    /// <summary>Takes the next 64 bytes.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="valid">Bits of the bytes that count; the last chunk of a block may be short.</param>
    /// <param name="lineBreaks">Line breaks outside quotes.</param>
    /// <returns>Delimiters and line breaks outside quotes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ref byte first, ulong valid, out ulong lineBreaks)
    {
        var low = Vector256.LoadUnsafe(ref first);
        var high = Vector256.LoadUnsafe(ref first, 32);
        var newline = Vector256.Create((byte)'\n');
        var breaks = Bits(low, high, newline) & valid;
        var both = (Bits(low, high, _delimiter) & valid) | breaks;
        if (!_quotes)
        {
            lineBreaks = breaks;
            return both;
        }

        var quotes = Bits(low, high, _quote) & valid;
        if ((quotes | _inside) == 0)
        {
            _mayOpen = both >> 63;
            lineBreaks = breaks;
            return both;
        }

        return NextQuoted(quotes, both, breaks, out lineBreaks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong NextQuoted(ulong quotes, ulong both, ulong breaks, out ulong lineBreaks)
    {
        // Bit i is set where byte i is inside quotes; an opening quote counts as inside, a closing one does not.
        var inside = PrefixXor(quotes) ^ _inside;
        var opening = quotes & inside;

        // A quote opens at the start of a field only. One that follows a closing quote is the second of a doubled pair.
        if ((opening & ~(((both | quotes) << 1) | _mayOpen)) != 0)
            Irregular = true;
        _mayOpen = (both | quotes) >> 63;
        _inside = (ulong)((long)inside >> 63);
        lineBreaks = breaks & ~inside;
        return both & ~inside;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, Vector256<byte> value) =>
        Vector256.Equals(low, value).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, value).ExtractMostSignificantBits() << 32);

    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>Walks a span in chunks of 64 bytes; the last, short one is padded.</summary>
    // Optimised at once: a scan runs it for a second or two, which is too short for the runtime to find out by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LastRowBreak(ReadOnlySpan<byte> bytes, Dialect dialect, out bool irregular)
    {
        var mask = new QuoteMask(dialect);
        var last = -1;
        Span<byte> tail = stackalloc byte[64];
        for (var at = 0; at < bytes.Length; at += 64)
        {
            var chunk = Chunk(bytes, at, tail, out var valid);
            mask.Next(ref MemoryMarshal.GetReference(chunk), valid, out var breaks);
            if (breaks != 0)
                last = at + 63 - BitOperations.LeadingZeroCount(breaks);
        }

        irregular = mask.Irregular;
        return last;
    }

    /// <summary>The 64 bytes at a place, and which of them count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> bytes, int at, Span<byte> tail, out ulong valid)
    {
        var left = bytes.Length - at;
        if (left >= 64)
        {
            valid = ulong.MaxValue;
            return bytes.Slice(at, 64);
        }

        valid = (1UL << left) - 1;
        bytes[at..].CopyTo(tail);
        return tail;
    }
}
