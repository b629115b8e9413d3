namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Where the fields and rows of one block end. Reused from block to block, so that reading allocates nothing.</summary>
internal sealed class RowIndex
{
    /// <summary>Position of every delimiter and line break that stands outside quotes, ascending.</summary>
    public int[] Separators { get; private set; } = new int[4096];

    /// <summary>How many of <see cref="Separators"/> hold.</summary>
    public int SeparatorCount { get; set; }

    /// <summary>For each row, the number of separators up to and including its line break.</summary>
    public int[] RowEnds { get; private set; } = new int[512];

    /// <summary>How many of <see cref="RowEnds"/> hold.</summary>
    public int RowCount { get; set; }

    public void Clear() => SeparatorCount = RowCount = 0;

    /// <summary>Makes room for one more chunk of 64 bytes, all of which might be separators.</summary>
    public void Reserve()
    {
        if (Separators.Length < SeparatorCount + 72)
            Separators = Grown(Separators);
        if (RowEnds.Length < RowCount + 72)
            RowEnds = Grown(RowEnds);
    }

    private static int[] Grown(int[] array)
    {
        Array.Resize(ref array, array.Length * 2);
        return array;
    }
}
