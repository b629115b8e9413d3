namespace TikTokBan.Removal.Blocks.Selecting;

/// <summary>Which names lie below which, at label boundaries.</summary>
internal static class DomainTree
{
    /// <summary>Whether a name lies below another; no name lies below itself.</summary>
    public static bool IsBelow(ReadOnlySpan<char> name, ReadOnlySpan<char> above) =>
        name.Length > above.Length && name[^(above.Length + 1)] == '.' && name.EndsWith(above, StringComparison.Ordinal);

    public static bool IsOrIsBelow(ReadOnlySpan<char> name, ReadOnlySpan<char> above) => name.SequenceEqual(above) || IsBelow(name, above);
}
