namespace TikTokBan.Directives;

/// <summary>Finds the directive that a person names.</summary>
public static class DirectiveLookup
{
    /// <summary>Finds a shipped directive, or reads an authority's own.</summary>
    /// <param name="named">The id of a shipped directive, or a file: what has a path's separators, ends in <c>.yaml</c> or <c>.yml</c>, or exists.</param>
    /// <exception cref="UnusableInputException">There is none, or the file can't be used.</exception>
    public static Directive Find(string named)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(named);
        return LooksLikeFile(named) ? Directive.LoadFile(named) : DirectiveSet.Load(ProductFiles.Directives).Find(named);
    }

    private static bool LooksLikeFile(string named) =>
        named.AsSpan().ContainsAny('/', '\\') || Path.GetExtension(named) is ".yaml" or ".yml" || File.Exists(named);
}
