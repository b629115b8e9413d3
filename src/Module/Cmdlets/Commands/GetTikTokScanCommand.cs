using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the scans that a ledger holds, the one that ran last first.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokScan")]
[OutputType(typeof(StoredScan))]
public sealed class GetTikTokScanCommand : LedgerCmdlet
{
    /// <summary>Ids, or beginnings of ids; wildcards are allowed, and <c>latest</c> is the one that ran last. Without it, every scan.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids, or beginnings of ids; wildcards are allowed, and latest is the one that ran last.")]
    [Alias("ScanId")]
    [ArgumentCompleter(typeof(ScanCompleter))]
    [ScanReference]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(ExistingLedger, async (ledger, pipeline, cancellation) =>
    {
        var all = ledger is null ? [] : await ledger.ListScansAsync(cancellation).ConfigureAwait(false);
        foreach (var id in Id)
        {
            var pattern = WildcardPattern.Get(id.EndsWith('*') ? id : id + "*", WildcardOptions.IgnoreCase);
            var found = id.Equals("latest", StringComparison.OrdinalIgnoreCase) ? all.Take(1).ToList() : [.. all.Where(scan => pattern.IsMatch(scan.Id))];
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
                await pipeline.WriteErrorAsync(Errors.ScanNotFound(id)).ConfigureAwait(false);
            foreach (var scan in found)
                await pipeline.WriteObjectAsync(scan).ConfigureAwait(false);
        }
    });
}
