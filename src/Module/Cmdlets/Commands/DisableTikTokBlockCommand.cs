using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Takes back what a plan blocked: deletes what it made, restores what it changed, leaves alone what others changed since.</summary>
[Cmdlet(VerbsLifecycle.Disable, "TikTokBlock", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Path")]
[OutputType(typeof(ActionResult))]
public sealed class DisableTikTokBlockCommand : BlockRunCmdlet
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
    protected override void ProcessRecord() => RunAsync(() => new Prepared(Connection(), PlanReferences(Path, LiteralPath), new EvidenceLedger(LocationToUse()).Journal, IsWhatIf(), HasExchange()), async (prepared, pipeline, cancellation) =>
    {
        foreach (var reference in prepared.References)
            await TakeBackAsync(await PlanLookup.FindAsync(reference, prepared.Journal, cancellation).ConfigureAwait(false), prepared, pipeline, cancellation).ConfigureAwait(false);
    });

    private async Task TakeBackAsync(RemovalPlan plan, Prepared prepared, PipelineBridge pipeline, CancellationToken cancellation)
    {
        if (plan.Block is not { } block)
            throw Refusal.Of(InputProblem.PlanUnusable, "PlanRemoves", plan.Id);
        var agreed = await pipeline.ShouldProcessAsync(Sentence.Of("TargetPlanActions", prepared.Connection.Name, plan.Id, plan.Actions.Count), Sentence.Of("ActionUnblock")).ConfigureAwait(false);
        if (!agreed && !prepared.WhatIf)
            return;
        if (plan.Actions.Count > 0)
            await UndoAsync(plan, prepared.Connection, prepared.Journal, prepared.WhatIf, pipeline, cancellation).ConfigureAwait(false);
        if (block.Exchange is null)
            return;
        var script = ExchangeScripts.Undo(plan, CoveredCatalogue.Load(ProductFiles.Catalogue), DirectiveLookup.Find(plan.Directive.Id));
        if (!prepared.HasExchange || script is null)
            await pipeline.WriteWarningAsync(Sentence.Of("ExchangeStaysScript")).ConfigureAwait(false);
        else
            await RunExchangeAsync(pipeline, script, prepared.WhatIf).ConfigureAwait(false);
    }

    private sealed record Prepared(TenantConnection Connection, List<string> References, IRemovalJournal Journal, bool WhatIf, bool HasExchange);
}
