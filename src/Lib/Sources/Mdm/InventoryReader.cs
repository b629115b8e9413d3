using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm;

/// <summary>
/// Reads on which devices covered applications are. The counts say which there are; only those are asked for, where they are
/// few. What a filter lets through by mistake, the shape leaves out again.
/// </summary>
internal sealed class InventoryReader(MdmReports reports, ApplicationCountsReader counts) : LiveReader
{
    public override Shape Shape { get; } = new InventoryReport();

    public override string Location => "intune/AppInvRawData";

    // A device may list one application twice, in two versions.
    public override string? IdProperty => null;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await reports.BeginAsync(scan, cancellationToken).ConfigureAwait(false);
        var isCounted = !scan.Options.WholeInventory && await CountAsync(scan, cancellationToken).ConfigureAwait(false);
        var reading = new InventoryReading(reports, scan);
        var batches = !isCounted ? reading.WholeAsync(cancellationToken)
            : counts.IsList ? DetectedApplications.RowsAsync(scan, counts.Found, cancellationToken)
            : reading.OfAsync(counts.Found, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
            yield return batch;
    }

    /// <summary>Whether the counts say which applications there are.</summary>
    private async Task<bool> CountAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        if (MdmReports.Wants(scan, SourceDescriptors.MdmInventoryAggregate))
            await counts.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        else
            await ReadCountsAsync(scan, cancellationToken).ConfigureAwait(false);
        return counts.IsComplete;
    }

    // Nobody else reads them, if they are no source of this scan.
    private async Task ReadCountsAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        try
        {
            var context = new SourceContext(scan.Matcher, new SourceTally(), static _ => { });
            await foreach (var _ in new LiveSource(counts, scan).ReadAsync(context, cancellationToken).ConfigureAwait(false))
            {
                // What they say is kept by their shape.
            }
        }
        catch (TenantException)
        {
            // Without the counts, the whole inventory is read; and if that fails too, it says why.
        }
    }
}
