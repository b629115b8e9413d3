using TikTokBan.Catalogue;

namespace TikTokBan.Directives;

/// <summary>What a judge needs to know of applications, taken from a catalogue.</summary>
public static class CatalogueFacts
{
    /// <summary>Looks applications up by their id; gives null for one that is not in the catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    public static Func<string, ApplicationFacts?> Of(CoveredCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return id => catalogue.Find(id) is { } application ? new ApplicationFacts(application.Class, application.Origin, application.Category) : null;
    }
}
