using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Takes a plan back: deletes what it made, restores what it changed, leaves alone what others changed since.</summary>
[Cmdlet(VerbsCommon.Undo, "TikTokRemoval", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ActionResult))]
public sealed class UndoTikTokRemovalCommand : RunCmdlet
{
    /// <summary>The plan's file; or <c>latest</c> or its id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The plan's file; or latest or its id.")]
    [Alias("Plan")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Connection: Connection(), Reference: PlanReference(Path), Journal: new SqliteRemovalJournal(LocationToUse()), WhatIf: IsWhatIf()), async (prepared, pipeline, cancellation) =>
    {
        var plan = await PlanLookup.FindAsync(prepared.Reference, prepared.Journal, cancellation).ConfigureAwait(false);
        var agreed = await pipeline.ShouldProcessAsync($"tenant {prepared.Connection.Name}: plan {plan.Id}, {plan.Devices.Count} devices, {plan.Actions.Count} actions", "Take the removal back").ConfigureAwait(false);
        if (!agreed && !prepared.WhatIf)
            return;
        if (plan.Block?.Exchange is not null)
            await pipeline.WriteWarningAsync("What stands in Exchange Online stays; Disable-TikTokBlock takes that back too, where its cmdlets are loaded.").ConfigureAwait(false);
        await UndoAsync(plan, prepared.Connection, prepared.Journal, prepared.WhatIf, pipeline, cancellation).ConfigureAwait(false);
    });
}
