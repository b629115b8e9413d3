using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Takes a plan back: deletes what it made, restores what it changed, leaves alone what others changed since.</summary>
[Cmdlet(VerbsCommon.Undo, "TikTokRemoval", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Path")]
[OutputType(typeof(ActionResult))]
public sealed class UndoTikTokRemovalCommand : RunCmdlet
{
    /// <summary>The plan's file; or <c>latest</c> or its id. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "The plan's file; or latest or its id. Wildcards are allowed.")]
    [Alias("Plan")]
    [PlanReference]
    [ArgumentCompleter(typeof(PlanCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The plan's file, its name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "The plan's file, its name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => new Prepared(Connection(), PlanReferences(Path, LiteralPath), new EvidenceLedger(LocationToUse()).Journal, IsWhatIf()), async (prepared, pipeline, cancellation) =>
    {
        foreach (var reference in prepared.References)
            await TakeBackAsync(await PlanLookup.FindAsync(reference, prepared.Journal, cancellation).ConfigureAwait(false), prepared, pipeline, cancellation).ConfigureAwait(false);
    });

    private async Task TakeBackAsync(RemovalPlan plan, Prepared prepared, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var agreed = await pipeline.ShouldProcessAsync(Sentence.Of("TargetPlanDevices", prepared.Connection.Name, plan.Id, plan.Devices.Count, plan.Actions.Count), Sentence.Of("ActionUndo")).ConfigureAwait(false);
        if (!agreed && !prepared.WhatIf)
            return;
        if (plan.Block?.Exchange is not null)
            await pipeline.WriteWarningAsync(Sentence.Of("ExchangeStays")).ConfigureAwait(false);
        await UndoAsync(plan, prepared.Connection, prepared.Journal, prepared.WhatIf, pipeline, cancellation).ConfigureAwait(false);
    }

    private sealed record Prepared(TenantConnection Connection, List<string> References, IRemovalJournal Journal, bool WhatIf);
}
