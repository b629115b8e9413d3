using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Takes a waiver back. It stays in the ledger, and no longer exempts from today on.</summary>
[Cmdlet(VerbsSecurity.Revoke, "TikTokWaiver", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Waiver))]
public sealed class RevokeTikTokWaiverCommand : LedgerCmdlet
{
    /// <summary>The waiver's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The waiver's id.")]
    [ArgumentCompleter(typeof(WaiverCompleter))]
    [WaiverReference]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = "";

    /// <summary>Who revokes it: a name or user principal name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Who revokes it: a name or user principal name.")]
    [Alias("As")]
    public string? By { get; set; }

    /// <summary>Why, in a sentence.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Why, in a sentence.")]
    public string? Why { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Register, async (register, pipeline, cancellation) =>
    {
        if (!await pipeline.ShouldProcessAsync(Id, Sentence.Of("ActionRevoke")).ConfigureAwait(false))
            return;
        await pipeline.TryAsync(Id, async () =>
        {
            var revoked = await register.RevokeAsync(Id, By, Why, cancellation).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(WaiverObject.Of(revoked, register.Today)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    });
}
