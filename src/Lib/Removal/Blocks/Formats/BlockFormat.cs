namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>How a block list is written for one kind of reader, and how such a list is read back.</summary>
internal abstract class BlockFormat
{
    public abstract BlockListKind Kind { get; }

    /// <summary>What it is, in a few words.</summary>
    public abstract string Title { get; }

    public abstract IReadOnlyList<string> Install { get; }

    public abstract IReadOnlyList<string> Undo { get; }

    public abstract IReadOnlyList<string> Test { get; }

    /// <summary>What gets past it, in one sentence.</summary>
    public abstract string Limit { get; }

    /// <summary>True for a format that names single hosts and can't name what lies below one.</summary>
    public virtual bool NamesHostsOnly => false;

    /// <summary>The list itself first.</summary>
    public abstract IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes);

    /// <summary>What a list of this format blocks; null where there is no reading it back.</summary>
    public virtual IEnumerable<ListedLine>? Read(string text) => null;

    /// <summary>The notes as comments.</summary>
    protected static IEnumerable<string> Comments(string sign, IReadOnlyList<string> notes) => notes.Select(note => note.Length == 0 ? sign : $"{sign} {note}");

    /// <summary>Lines, each ended, as one text.</summary>
    protected static string Lines(IEnumerable<string> lines, string end = "\n") => string.Concat(lines.Select(line => line + end));

    /// <summary>The notes as a file of their own, for formats without comments.</summary>
    protected static BlockFile About(IReadOnlyList<string> notes) => new("about", ".txt", Lines(notes));
}
