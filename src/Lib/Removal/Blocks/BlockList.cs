using TikTokBan.Removal.Blocks.Formats;

namespace TikTokBan.Removal.Blocks;

/// <summary>A selection, written for one kind of reader.</summary>
public sealed record BlockList
{
    private BlockList(BlockListKind kind, string title, IReadOnlyList<string> notes, IReadOnlyList<BlockFile> files) =>
        (Kind, Title, Notes, Files) = (kind, title, notes, files);

    /// <summary>For what it is written.</summary>
    public BlockListKind Kind { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Title { get; }

    /// <summary>What it is, what it rests on, how to install, undo and test it. The list's own header says the same where its format knows comments.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Its files: the list itself first, then what belongs to it.</summary>
    public IReadOnlyList<BlockFile> Files { get; }

    /// <summary>Writes a selection for one kind of reader. The same selection always gives the same bytes.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="selection">What is to be blocked.</param>
    /// <exception cref="UnusableInputException">The selection exceeds what the reader takes, or has nothing for it.</exception>
    public static BlockList Write(BlockListKind kind, BlockSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var format = BlockFormats.Of(kind);
        var notes = BlockNotes.Of(format, selection);
        return new BlockList(kind, format.Title, notes, format.Write(selection, notes));
    }

    /// <summary>Saves the files: the list under a path, the others beside it.</summary>
    /// <param name="path">Path of the list itself.</param>
    /// <param name="force">Whether files that exist may be written over.</param>
    /// <param name="cancellationToken">Gives up between two files.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="UnusableInputException">A file can't be written there; none is when one is in the way.</exception>
    public async Task<IReadOnlyList<string>> SaveAsync(string path, bool force, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        List<string> paths = [.. Files.Select(file => file.PathBeside(path))];
        paths.ForEach(one => NewFile.Check(one, force));
        for (var i = 0; i < paths.Count; i++)
            await NewFile.WriteAsync(paths[i], Files[i].Bytes, force, cancellationToken).ConfigureAwait(false);
        return paths;
    }
}
