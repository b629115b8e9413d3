using TikTokBan.Directives;

namespace TikTokBan.Reports;

/// <summary>What people call the directive of a scan.</summary>
public static class DirectiveTitle
{
    /// <summary>The title of a shipped directive.</summary>
    /// <param name="id">The directive's id.</param>
    /// <param name="language">Language of the title.</param>
    /// <returns>The title; null for an authority's own directive, of which a report then shows the id.</returns>
    public static string? Of(string id, string language) =>
        Shipped(id)?.Title(language);

    internal static Directive? Shipped(string id) => DirectiveSet.Load(ProductFiles.Directives).All.FirstOrDefault(directive => directive.Id == id);
}
