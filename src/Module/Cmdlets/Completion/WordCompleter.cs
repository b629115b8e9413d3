using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the words of a waiver: its kinds and approvers.</summary>
public sealed class WordCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given) =>
        (given.Parameter == "Kind" ? WaiverWords.Kinds : WaiverWords.Approvers).Select(word => (word, word));
}
