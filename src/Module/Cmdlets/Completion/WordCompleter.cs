using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the words of a waiver: its kinds and approvers.</summary>
public sealed class WordCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(wordToComplete);
        var known = parameterName == "Kind" ? WaiverWords.Kinds : WaiverWords.Approvers;
        return known.Where(word => word.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)).Select(word => new CompletionResult(word));
    }
}
