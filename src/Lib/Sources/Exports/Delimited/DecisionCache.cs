using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Remembers, for the raw bytes of up to three fields, whether a row with them is of interest. Bounded in entries, bytes and steps per look-up.</summary>
/// <param name="maxEntries">Most entries; what comes after is not remembered.</param>
internal sealed class DecisionCache(int maxEntries = 65_536)
{
    private const int MaxKey = 1024;
    private const int MaxBytes = 8 << 20;
    private const int MaxSteps = 24;

    private int[] _table = new int[1024];
    private Entry[] _entries = new Entry[256];
    private byte[] _bytes = new byte[16 * 1024];
    private int _count;
    private int _used;

    /// <summary>Entries it holds.</summary>
    public int Count => _count;

    /// <summary>Looks a key up; the hash is for <see cref="Add"/>, where nothing was found.</summary>
    /// <returns>Null when it is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool? Find(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, out ulong hash)
    {
        hash = Mix(Mix(Mix(0x9E3779B97F4A7C15, a), b), c);
        var mask = _table.Length - 1;
        var at = (int)(hash >> 32) & mask;
        for (var step = 0; step < MaxSteps; step++, at = (at + 1) & mask)
        {
            var number = _table[at];
            if (number == 0)
                return null;
            ref var entry = ref _entries[number - 1];
            if (entry.Hash == hash && entry.Matches(_bytes, a, b, c))
                return entry.OfInterest;
        }

        return null;
    }

    /// <summary>Remembers a decision, if there is room for it.</summary>
    public void Add(ulong hash, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, bool ofInterest)
    {
        var length = a.Length + b.Length + c.Length;
        if (_count == maxEntries || length > MaxKey || _used + length > MaxBytes)
            return;
        if (_count * 2 >= _table.Length)
            Rehash();
        if (_count == _entries.Length)
            Array.Resize(ref _entries, Math.Min(_entries.Length * 2, maxEntries));
        while (_used + length > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);

        var to = _bytes.AsSpan(_used);
        a.CopyTo(to);
        b.CopyTo(to[a.Length..]);
        c.CopyTo(to[(a.Length + b.Length)..]);
        _entries[_count++] = new(hash, _used, a.Length, b.Length, c.Length, ofInterest);
        _used += length;
        Place(hash, _count);
    }

    private void Rehash()
    {
        _table = new int[_table.Length * 2];
        for (var i = 0; i < _count; i++)
            Place(_entries[i].Hash, i + 1);
    }

    private void Place(ulong hash, int number)
    {
        var mask = _table.Length - 1;
        var at = (int)(hash >> 32) & mask;
        for (var step = 0; step < MaxSteps; step++, at = (at + 1) & mask)
        {
            if (_table[at] != 0)
                continue;
            _table[at] = number;
            return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        hash = (hash ^ (uint)length) * 0xC2B2AE3D27D4EB4F;
        var i = 0;
        for (; i + 8 <= length; i += 8)
            hash = Round(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)));
        if (i == length)
            return hash;

        // The last few bytes: overlapping what was taken already, where there is enough of it.
        if (length >= 8)
            return Round(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)));
        ulong rest = 0;
        for (; i < length; i++)
            rest = (rest << 8) | Unsafe.Add(ref first, i);
        return Round(hash ^ rest);
    }

    private static ulong Round(ulong value)
    {
        value *= 0x9FB21C651E98DF25;
        return value ^ (value >> 29);
    }

    private readonly record struct Entry(ulong Hash, int Offset, int First, int Second, int Third, bool OfInterest)
    {
        public bool Matches(byte[] bytes, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
            First == a.Length && Second == b.Length && Third == c.Length
            && bytes.AsSpan(Offset, First).SequenceEqual(a)
            && bytes.AsSpan(Offset + First, Second).SequenceEqual(b)
            && bytes.AsSpan(Offset + First + Second, Third).SequenceEqual(c);
    }
}
