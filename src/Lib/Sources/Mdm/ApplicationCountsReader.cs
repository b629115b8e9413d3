using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm;

/// <summary>Reads which applications Intune knows and on how many devices: by its report, or where reports can't be had, by the list.</summary>
internal sealed class ApplicationCountsReader(MdmReports reports) : LiveReader
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CountedApplications _counted = new();
    private TenantException? _reportProblem;

    public override Shape Shape => _counted;

    // In the alphabet before the inventory's, which waits for it.
    public override string Location => "intune/AppInvAggregate";

    /// <summary>Completes when the reading has ended, however it ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether all there is was read. Only then can be told from it what there is not.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether it was read from the list, because reports can't be had.</summary>
    public bool IsList { get; private set; }

    /// <summary>The applications that may be covered.</summary>
    public IReadOnlyList<CountedApplication> Found => _counted.Found;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await reports.BeginAsync(scan, cancellationToken).ConfigureAwait(false);
            await using var file = await OpenAsync(scan, cancellationToken).ConfigureAwait(false);
            IsList = file is null;
            var batches = file?.RowsAsync(cancellationToken) ?? OtherWay.After(_reportProblem, ListAsync(scan, MdmOperations.CountsList, cancellationToken), cancellationToken);
            await foreach (var batch in batches.ConfigureAwait(false))
                yield return batch;
            IsComplete = true;
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>The list that serves where reports can't be had.</summary>
    public static async IAsyncEnumerable<RowBatch> ListAsync(LiveScan scan, TenantOperation operation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in DetectedApplications.PagesAsync(scan, operation, cancellationToken).ConfigureAwait(false))
            yield return new JsonRows(page.Json);
    }

    private async Task<ReportFile?> OpenAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        try
        {
            return await reports.Jobs.OpenAsync(scan, reports.Counts, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException problem) when (ExportJobs.MayGoAnotherWay(problem))
        {
            _reportProblem = problem;
            return null;
        }
    }
}
