using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TikTokBan.Cmdlets.Pipeline;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes a word from a list. Never throws, asks nobody, changes nothing, and takes about a second at most.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var given = new GivenArguments(commandName ?? "", parameterName ?? "", fakeBoundParameters ?? new Hashtable());
            var word = (wordToComplete ?? "").Trim('\'', '"');
            var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
            List<CompletionResult> found = [.. Known(given).Where(one => pattern.IsMatch(one.Text)).DistinctBy(one => one.Text).Select(Result)];
            return NamesFiles && (found.Count == 0 || word.Length == 0) ? [.. found, .. CompletionCompleters.CompleteFilename(word)] : found;
        }
        catch (Exception)
        {
            // Somebody is typing: no list is better than an error in the middle of a line.
            return [];
        }
    }

    /// <summary>Whether a file can be meant as well.</summary>
    private protected virtual bool NamesFiles => false;

    /// <summary>What can be meant, and what each is.</summary>
    private protected abstract IEnumerable<(string Text, string Tip)> Known(GivenArguments given);

    /// <summary>What a ledger lists, if it does so in time.</summary>
    private protected static IReadOnlyList<T> Listed<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> list) => SynchronousWait.Within(Patience, list) ?? [];

    private static CompletionResult Result((string Text, string Tip) one) =>
        new(Quoted(one.Text), one.Text, CompletionResultType.ParameterValue, string.IsNullOrWhiteSpace(one.Tip) ? one.Text : one.Tip);

    private static string Quoted(string text) =>
        text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '\\' or ':' or '~') && !text.StartsWith('-')
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
