using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Finds the ends of all fields and rows of a block. A block starts at the start of a row.</summary>
internal static class RowIndexer
{
    /// <summary>Indexes a block, the last row of which ends with a line break.</summary>
    public static void Index(ReadOnlySpan<byte> block, Dialect dialect, RowIndex index)
    {
        if (!TryIndexFast(block, dialect, index))
            IndexBytewise(block, dialect, index);
    }

    /// <summary>The quick way, for text whose quotes all stand where they should.</summary>
    // Optimised at once: a scan runs it for a second or two, which is too short for the runtime to find out by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryIndexFast(ReadOnlySpan<byte> block, Dialect dialect, RowIndex index)
    {
        index.Clear();
        var mask = new QuoteMask(dialect);
        Span<byte> tail = stackalloc byte[64];
        for (var at = 0; at < block.Length; at += 64)
        {
            index.Reserve();
            var chunk = QuoteMask.Chunk(block, at, tail, out var valid);
            var separators = mask.Next(ref MemoryMarshal.GetReference(chunk), valid, out var breaks);
            AddRows(index, separators, breaks);
            AddSeparators(index, separators, at);
        }

        return !mask.Irregular;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRows(RowIndex index, ulong separators, ulong breaks)
    {
        while (breaks != 0)
        {
            var lowest = breaks & (~breaks + 1);
            index.RowEnds[index.RowCount++] = index.SeparatorCount + BitOperations.PopCount(separators & (lowest - 1)) + 1;
            breaks ^= lowest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSeparators(RowIndex index, ulong separators, int at)
    {
        var count = BitOperations.PopCount(separators);
        ref var to = ref MemoryMarshal.GetArrayDataReference(index.Separators);
        to = ref Unsafe.Add(ref to, index.SeparatorCount);
        index.SeparatorCount += count;

        // Four at a time without a branch each: writing one too many is harmless, since room for them is reserved.
        for (var i = 0; i < count; i += 4)
        {
            Unsafe.Add(ref to, i) = at + BitOperations.TrailingZeroCount(separators);
            separators &= separators - 1;
            Unsafe.Add(ref to, i + 1) = at + BitOperations.TrailingZeroCount(separators);
            separators &= separators - 1;
            Unsafe.Add(ref to, i + 2) = at + BitOperations.TrailingZeroCount(separators);
            separators &= separators - 1;
            Unsafe.Add(ref to, i + 3) = at + BitOperations.TrailingZeroCount(separators);
            separators &= separators - 1;
        }
    }

    /// <summary>The slow way: a quote opens only at the start of a field, and is plain text elsewhere.</summary>
    private static void IndexBytewise(ReadOnlySpan<byte> block, Dialect dialect, RowIndex index)
    {
        index.Clear();
        var state = default(FieldState);
        for (var i = 0; i < block.Length; i++)
        {
            if (!state.EndsField(block[i], dialect))
                continue;
            index.Reserve();
            index.Separators[index.SeparatorCount++] = i;
            if (block[i] == '\n')
                index.RowEnds[index.RowCount++] = index.SeparatorCount;
        }
    }

    /// <summary>Position of the last line break that ends a row, or -1. What follows it belongs to a row that goes on.</summary>
    public static int LastRowBreak(ReadOnlySpan<byte> bytes, Dialect dialect)
    {
        var end = bytes.LastIndexOf((byte)'\n');
        if (end < 0 || dialect.Quote == 0)
            return end;

        // Quotes come in pairs, so an even number of them before a line break leaves it outside. Where they don't pair, the mapper finds out:
        // it takes what is left over at the end of a block line by line.
        if (bytes[..end].Count(dialect.Quote) % 2 == 0)
            return end;
        var last = QuoteMask.LastRowBreak(bytes, dialect, out var irregular);
        if (!irregular)
            return last;

        last = -1;
        var state = default(FieldState);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (state.EndsField(bytes[i], dialect) && bytes[i] == '\n')
                last = i;
        }

        return last;
    }

    /// <summary>Where in a field the bytes so far end.</summary>
    private struct FieldState
    {
        private bool _within;
        private bool _quoted;
        private bool _closed;

        /// <summary>Takes one byte; true when it is a delimiter or line break outside quotes.</summary>
        public bool EndsField(byte value, Dialect dialect)
        {
            if (value == dialect.Quote && dialect.Quote != 0)
            {
                TakeQuote();
                return false;
            }

            if (!(_quoted && !_closed) && (value == dialect.Delimiter || value == '\n'))
            {
                this = default;
                return true;
            }

            // Text after a closing quote belongs to the field, which is a plain one from there on.
            if (_closed)
                _quoted = _closed = false;
            _within = true;
            return false;
        }

        private void TakeQuote()
        {
            if (!_within)
                _quoted = true;
            else if (_quoted)
                _closed = !_closed;
            _within = true;
        }
    }
}
