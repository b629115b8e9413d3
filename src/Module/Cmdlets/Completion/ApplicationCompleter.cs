using TikTokBan.Catalogue;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the ids of the shipped catalogue's applications.</summary>
public sealed class ApplicationCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given) =>
        CoveredCatalogue.Load(ProductFiles.Catalogue).Applications.Select(application => (application.Id, application.Name("en")));
}
