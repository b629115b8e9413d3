using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Warns of what a verification found. The findings themselves stand in the result.</summary>
internal static class LedgerWarnings
{
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="check">The verification.</param>
    /// <param name="notes">Whether to tell what is to be known besides.</param>
    public static async Task WarnAsync(this PipelineBridge pipeline, LedgerCheckResult check, bool notes)
    {
        // That all is signed is nothing to warn of: it stands in the result.
        foreach (var note in notes ? check.Notes.Where(note => note != check.SignedTo?.ToString()) : [])
            await pipeline.WriteWarningAsync(note).ConfigureAwait(false);
        if (check.Unopened > 0)
            await pipeline.WriteWarningAsync(Sentence.Of("LedgerUnopened", check.Unopened)).ConfigureAwait(false);
        if (check.Findings is [var only] && check.More == 0)
            await pipeline.WriteWarningAsync(Sentence.Of("LedgerFinding", only.Sentence)).ConfigureAwait(false);
        else if (check.Findings.Count > 0)
            await pipeline.WriteWarningAsync(Sentence.Of("LedgerFindings", check.Findings.Count + check.More, check.Findings[0].Sentence)).ConfigureAwait(false);
    }
}
