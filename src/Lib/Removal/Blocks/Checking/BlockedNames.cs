using TikTokBan.Removal.Blocks.Formats;

namespace TikTokBan.Removal.Blocks.Checking;

/// <summary>What a list blocks, asked by name.</summary>
internal sealed class BlockedNames
{
    private readonly HashSet<string> _itself;
    private readonly HashSet<string> _below;

    public BlockedNames(IEnumerable<ListedLine> lines)
    {
        Lines = [.. lines.Where(line => line.Name is not null)];
        _itself = Lines.Where(line => line.Itself).Select(line => line.Name!).ToHashSet(StringComparer.Ordinal);
        _below = Lines.Where(line => line.Below).Select(line => line.Name!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The lines that were understood.</summary>
    public IReadOnlyList<ListedLine> Lines { get; }

    public bool Itself(string name) => _itself.Contains(name) || Above(name).Any(_below.Contains);

    public bool Below(string name) => _below.Contains(name) || Above(name).Any(_below.Contains);

    private static IEnumerable<string> Above(string name)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            yield return name[(dot + 1)..];
    }
}
