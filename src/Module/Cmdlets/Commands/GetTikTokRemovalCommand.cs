using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets how far removal plans have come, by their journals. Asks no tenant.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokRemoval", DefaultParameterSetName = "Path")]
[OutputType(typeof(RemovalProgress))]
public sealed class GetTikTokRemovalCommand : LedgerCmdlet
{
    /// <summary>The plan's file, or <c>latest</c> or its id; without it, every plan that was begun. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "The plan's file, or latest or its id; without it, every plan that was begun. Wildcards are allowed.")]
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
    protected override void ProcessRecord() => RunAsync(() => (References: Path.Length + LiteralPath.Length == 0 ? null : PlanReferences(Path, LiteralPath), Journal: new EvidenceLedger(LocationToRead()).Journal), async (prepared, pipeline, cancellation) =>
    {
        var now = TimeProvider.System.GetUtcNow();
        if (prepared.References is null)
        {
            foreach (var plan in await prepared.Journal.ListPlansAsync(cancellation).ConfigureAwait(false))
                await WriteAsync(plan).ConfigureAwait(false);
            return;
        }

        foreach (var reference in prepared.References)
        {
            await pipeline.TryAsync(reference, async () =>
                await WriteAsync(await PlanLookup.FindAsync(reference, prepared.Journal, cancellation).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
        }

        async Task WriteAsync(RemovalPlan plan) =>
            await pipeline.WriteObjectAsync(RemovalProgress.Of(plan, await prepared.Journal.ReadAsync(plan.Id, cancellation).ConfigureAwait(false), now)).ConfigureAwait(false);
    });
}
