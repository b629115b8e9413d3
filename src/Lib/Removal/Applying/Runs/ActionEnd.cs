using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>How an action ended.</summary>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Sentence">What is to be said of it.</param>
/// <param name="Code">The code of the approval that it waits for.</param>
internal sealed record ActionEnd(ActionOutcome Outcome, string Sentence, string? Code = null)
{
    public static ActionEnd Skipped(string sentence) => new(ActionOutcome.Skipped, sentence);

    public static ActionEnd Failed(string sentence) => new(ActionOutcome.Failed, sentence);
}
