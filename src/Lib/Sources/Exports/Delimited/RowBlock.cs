namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>What a block holds.</summary>
internal enum BlockKind
{
    /// <summary>Whole rows.</summary>
    Rows,

    /// <summary>Lines after a quote that was never closed: each line is a row of its own.</summary>
    Lines,

    /// <summary>Nothing: a line was longer than any row may be, and was passed over.</summary>
    TooLong,
}

/// <summary>A run of whole rows. Its buffer is used again once the block has been given back.</summary>
internal sealed class RowBlock(int size)
{
    private byte[] _buffer = new byte[size + 1];

    public byte[] Buffer => _buffer;

    /// <summary>Bytes that hold; the last one is a line break.</summary>
    public int Length { get; set; }

    public BlockKind Kind { get; set; }

    /// <summary>Line of the first byte, counted from 1.</summary>
    public long FirstLine { get; set; }

    /// <summary>Line breaks in it.</summary>
    public int LineBreaks { get; set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>Room for so many bytes, and one for a line break at the end of the file.</summary>
    public void Reserve(int bytes)
    {
        if (_buffer.Length < bytes + 1)
            Array.Resize(ref _buffer, bytes + 1);
    }
}
