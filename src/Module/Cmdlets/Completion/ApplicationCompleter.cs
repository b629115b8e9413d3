using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TikTokBan.Catalogue;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the ids of the shipped catalogue's applications.</summary>
public sealed class ApplicationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        DirectiveCompleter.Matches(wordToComplete, CoveredCatalogue.Load(ProductFiles.Catalogue).Applications.Select(application => (application.Id, application.Name("en"))));
}
