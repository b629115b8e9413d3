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
        var request = new UndoRequest
        {
            Plan = plan,
            Session = prepared.Connection.Through(pipeline),
            Journal = prepared.Journal,
            Operator = OperatorOf(prepared.Connection),
            MostFailures = MaxFailures,
            Justification = Justification,
            WhatIf = prepared.WhatIf,
            Product = Product.NameAndVersion,
        };
        var agreed = await pipeline.ShouldProcessAsync($"tenant {prepared.Connection.Name}: plan {plan.Id}, {plan.Devices.Count} devices, {plan.Actions.Count} actions", "Take the removal back").ConfigureAwait(false);
        if (agreed || prepared.WhatIf)
            await RunAsync(pipeline, prepared.WhatIf, told => UndoOperation.RunAsync(request, told, cancellation)).ConfigureAwait(false);
    });
}
