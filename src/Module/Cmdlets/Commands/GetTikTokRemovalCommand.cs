using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets how far removal plans have come, by their journals. Asks no tenant.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokRemoval")]
[OutputType(typeof(RemovalProgress))]
public sealed class GetTikTokRemovalCommand : LedgerCmdlet
{
    /// <summary>The plan's file, or <c>latest</c> or its id; without it, every plan that was begun.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The plan's file, or latest or its id; without it, every plan that was begun.")]
    [Alias("Plan")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Reference: Path is null ? null : PlanReference(Path), Journal: new SqliteRemovalJournal(LocationToUse())), async (prepared, pipeline, cancellation) =>
    {
        var plans = prepared.Reference is { } named
            ? [await PlanLookup.FindAsync(named, prepared.Journal, cancellation).ConfigureAwait(false)]
            : await prepared.Journal.ListPlansAsync(cancellation).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var plan in plans)
            await pipeline.WriteObjectAsync(RemovalProgress.Of(plan, await prepared.Journal.ReadAsync(plan.Id, cancellation).ConfigureAwait(false), now)).ConfigureAwait(false);
    });
}
