namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Cuts a stream of UTF-8 text into blocks of whole rows, in bounded memory whatever the stream holds.</summary>
/// <param name="stream">Where to read; stays open.</param>
/// <param name="dialect">How fields are kept apart.</param>
/// <param name="firstLine">Line number of the first byte.</param>
/// <param name="limits">Sizes.</param>
internal sealed class BlockReader(Stream stream, Dialect dialect, long firstLine, BlockLimits limits)
{
    private byte[] _carry = [];
    private int _carried;
    private long _line = firstLine;
    private bool _ended;

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Fills a block with the next rows; false at the end of the stream.</summary>
    public bool Read(RowBlock block)
    {
        block.Reserve(Math.Max(limits.BlockSize, _carried));
        _carry.AsSpan(0, _carried).CopyTo(block.Buffer);
        var length = _carried;
        _carried = 0;
        while (true)
        {
            length = Fill(block, length);
            if (_ended)
                return TakeLast(block, length);

            var cut = RowIndexer.LastRowBreak(block.Buffer.AsSpan(0, length), dialect) + 1;
            if (cut > 0)
                return Take(block, cut, length, BlockKind.Rows);
            if (length >= limits.MaxRow)
                return TakeOverlong(block, length);
            block.Reserve(Math.Min(block.Buffer.Length * 2, limits.MaxRow + limits.BlockSize));
        }
    }

    private int Fill(RowBlock block, int length)
    {
        var room = block.Buffer.Length - 1;
        while (length < room)
        {
            var read = stream.Read(block.Buffer, length, room - length);
            if (read == 0)
            {
                _ended = true;
                break;
            }

            length += read;
            BytesRead += read;
        }

        return length;
    }

    private bool TakeLast(RowBlock block, int length)
    {
        if (length == 0)
            return false;
        if (block.Buffer[length - 1] != '\n')
            block.Buffer[length++] = (byte)'\n';

        var cut = RowIndexer.LastRowBreak(block.Buffer.AsSpan(0, length), dialect) + 1;
        if (cut == 0)
            return length > limits.MaxRow ? TakeOverlong(block, length) : Take(block, length, length, BlockKind.Lines);
        if (cut < length)
            _ended = false; // The rest, with its open quote, is the next block; the stream will say again that it has ended.
        return Take(block, cut, length, BlockKind.Rows);
    }

    // A row that never ends: either a quote was left open, and the lines after it are rows, or the line itself has no end.
    private bool TakeOverlong(RowBlock block, int length)
    {
        var cut = block.Buffer.AsSpan(0, Math.Min(length, limits.MaxRow)).LastIndexOf((byte)'\n') + 1;
        if (cut > 0)
        {
            _ended = false;
            return Take(block, cut, length, BlockKind.Lines);
        }

        KeepRest(block, 0, length);
        return SkipLine(block);
    }

    private bool SkipLine(RowBlock block)
    {
        var found = _carry.AsSpan(0, _carried).IndexOf((byte)'\n');
        while (found < 0)
        {
            _carried = stream.Read(block.Buffer, 0, Math.Min(block.Buffer.Length - 1, limits.BlockSize));
            if (_carried == 0)
                break;
            BytesRead += _carried;
            found = block.Buffer.AsSpan(0, _carried).IndexOf((byte)'\n');
            if (found >= 0)
                KeepRest(block, 0, _carried);
        }

        if (found >= 0)
        {
            _carry.AsSpan(found + 1, _carried - found - 1).CopyTo(_carry);
            _carried -= found + 1;
        }

        _ended = false;
        block.Kind = BlockKind.TooLong;
        block.Length = 0;
        block.FirstLine = _line++;
        block.LineBreaks = 1;
        return true;
    }

    private bool Take(RowBlock block, int cut, int length, BlockKind kind)
    {
        KeepRest(block, cut, length);
        block.Length = cut;
        block.Kind = kind;
        block.FirstLine = _line;
        block.LineBreaks = block.Bytes.Count((byte)'\n');
        _line += block.LineBreaks;
        return true;
    }

    private void KeepRest(RowBlock block, int from, int to)
    {
        if (_carry.Length < to - from)
            _carry = new byte[Math.Max(to - from, limits.BlockSize)];
        _carried = to - from;
        block.Buffer.AsSpan(from, _carried).CopyTo(_carry);
    }
}

/// <summary>How much is held at once.</summary>
/// <param name="BlockSize">Bytes that are read at a time.</param>
/// <param name="MaxRow">Bytes of the longest row that is accepted.</param>
internal readonly record struct BlockLimits(int BlockSize, int MaxRow)
{
    public static BlockLimits Default => new(512 * 1024, 1024 * 1024);
}
