using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Removal.Blocks.Selecting;

/// <summary>The applications that a block list is for: those that the directive covers, or those that somebody named.</summary>
internal sealed record MeantApplications(IReadOnlyList<string> Ids, IReadOnlyList<string> Disputed, IReadOnlyList<string> BeyondDirective)
{
    public static MeantApplications Of(CoveredCatalogue catalogue, Directive directive, string[] named)
    {
        foreach (var id in named)
        {
            if (catalogue.Find(id) is null)
                throw new UnusableInputException(InputProblem.ApplicationNotFound, $"The catalogue has no application '{id}'; 'tiktokban catalogue list' or Get-CoveredApplication shows those it has.");
        }

        var facts = CatalogueFacts.Of(catalogue);
        var disputed = catalogue.Applications.Select(one => one.Id).Where(id => directive.DisputedApplications.Covers(id, facts(id)) is not false).ToList();
        var covered = catalogue.Applications.Select(one => one.Id)
            .Where(id => directive.Applications.Covers(id, facts(id)) is true && !disputed.Contains(id))
            .Order(StringComparer.Ordinal).ToList();
        if (named.Length > 0)
        {
            List<string> ids = [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return new MeantApplications(ids, [], [.. ids.Except(covered, StringComparer.Ordinal)]);
        }

        return covered.Count > 0
            ? new MeantApplications(covered, disputed, [])
            : throw new UnusableInputException(InputProblem.BlockUnusable, $"The directive '{directive.Id}' covers no application of the catalogue; name the applications to block.");
    }
}
