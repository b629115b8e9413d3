using TikTokBan.Directives;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the ids of the shipped directives.</summary>
public sealed class DirectiveCompleter : ListCompleter
{
    private protected override bool NamesFiles => true;

    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given) =>
        DirectiveSet.Load(ProductFiles.Directives).All.Select(directive => (directive.Id, directive.Title("en")));
}
