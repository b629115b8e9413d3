using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TikTokBan.Directives;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the ids of the shipped directives.</summary>
public sealed class DirectiveCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Matches(wordToComplete, DirectiveSet.Load(ProductFiles.Directives).All.Select(directive => (directive.Id, directive.Title("en"))));

    internal static IEnumerable<CompletionResult> Matches(string word, IEnumerable<(string Id, string Title)> known)
    {
        var pattern = WildcardPattern.Get(word.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return known.Where(one => pattern.IsMatch(one.Id)).Select(one => new CompletionResult(one.Id, one.Id, CompletionResultType.ParameterValue, one.Title));
    }
}
