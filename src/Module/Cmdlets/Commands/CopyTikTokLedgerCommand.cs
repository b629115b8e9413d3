using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Copies a ledger to another place, of whichever engine, and proves that nothing was lost.</summary>
[Cmdlet(VerbsCommon.Copy, "TikTokLedger", SupportsShouldProcess = true)]
[OutputType(typeof(LedgerCopyResult))]
public sealed class CopyTikTokLedgerCommand : LedgerCmdlet
{
    /// <summary>Where to: a ledger in which nothing was stored yet.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Where to: a ledger in which nothing was stored yet; a file, or a database such as postgres://server/database.")]
    [Alias("To")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (From: LocationToRead(), To: LocationOf(Destination)), async (prepared, pipeline, cancellation) =>
    {
        var (from, to) = prepared;
        if (!await pipeline.ShouldProcessAsync(to.Name, Sentence.Of("ActionCopyLedger", from.Name)).ConfigureAwait(false))
            return;
        var progress = new LedgerProgress(pipeline);
        var moved = await LedgerMove.RunAsync(from, to, progress, cancellation).ConfigureAwait(false);
        var check = LedgerCheckResult.Of(await new LedgerChain(to, TimeProvider.System).VerifyAsync(null, progress, cancellation).ConfigureAwait(false), to.Name, isDeep: true);
        await pipeline.WarnAsync(check, notes: false).ConfigureAwait(false);
        await pipeline.TellAsync(Sentence.Of("LedgerCopied", moved.From)).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(LedgerCopyResult.Of(moved, check)).ConfigureAwait(false);
    });
}
