using System.Runtime.CompilerServices;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm;

/// <summary>Reads the inventory by reports: some of it, or all.</summary>
internal sealed class InventoryReading(MdmReports reports, LiveScan scan)
{
    private readonly List<CountedApplication> _missing = [];
    private int _number;
    private bool _hasWhole;
    private TenantException? _reportProblem;

    /// <summary>All of it.</summary>
    public async IAsyncEnumerable<RowBatch> WholeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _hasWhole = true;
        await using var file = await reports.Jobs.OpenAsync(scan, reports.Inventory, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in file.RowsAsync(cancellationToken, NextName(reports.Inventory)).ConfigureAwait(false))
            yield return batch;
    }

    /// <summary>The devices of some applications.</summary>
    public async IAsyncEnumerable<RowBatch> OfAsync(IReadOnlyList<CountedApplication> applications, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in PartsAsync(InventoryPlan.Of(applications), cancellationToken).ConfigureAwait(false))
            yield return batch;

        // Names with blanks at their ends, or in letters that the filter folds otherwise: the key finds them.
        var missing = _missing.Where(one => one.Devices > 0 && one.Name is not null).ToList();
        _missing.Clear();
        if (_hasWhole || missing.Count == 0)
            yield break;
        await foreach (var batch in PartsAsync(InventoryPlan.ByKey(missing), cancellationToken).ConfigureAwait(false))
            yield return batch;
        if (!_hasWhole && _missing.Count > 0)
            throw new TenantException(
                TenantFailure.BadAnswer,
                $"Intune counts {_missing.Sum(one => one.Devices):N0} devices with {_missing[0].Name ?? _missing[0].Publisher} and the like, and names none of them; scan again in some hours, when its reports agree.");
    }

    private async IAsyncEnumerable<RowBatch> PartsAsync(IReadOnlyList<InventoryPart>? parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (parts is null)
        {
            await foreach (var batch in WholeOrListAsync(cancellationToken).ConfigureAwait(false))
                yield return batch;
            yield break;
        }

        await reports.Jobs.SubmitAsync(scan, parts.Select(part => part.Report), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < parts.Count && !_hasWhole; i++)
        {
            await using var file = await OpenAsync(parts[i].Report, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                var left = parts.Skip(i).SelectMany(part => part.Applications).ToList();
                await foreach (var batch in DetectedApplications.FindAsync(scan, left, cancellationToken).ConfigureAwait(false))
                    yield return batch;
                yield break;
            }

            var filter = FilterCheck.Of(file, parts[i].Column, parts[i].Value);
            if (filter == FilterOutcome.Empty)
                _missing.AddRange(parts[i].Applications);
            else
            {
                // Where the service didn't filter, this is everything, and the other reports would be so again.
                _hasWhole = filter == FilterOutcome.Ignored;
                await foreach (var batch in file.RowsAsync(cancellationToken, NextName(parts[i].Report)).ConfigureAwait(false))
                    yield return batch;
            }
        }
    }

    private async IAsyncEnumerable<RowBatch> WholeOrListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _hasWhole = true;
        await using var file = await OpenAsync(reports.Inventory, cancellationToken).ConfigureAwait(false);
        var batches = file?.RowsAsync(cancellationToken, NextName(reports.Inventory)) ?? OtherWay.After(_reportProblem, DetectedApplications.FindAsync(scan, null, cancellationToken), cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
            yield return batch;
    }

    private async Task<ReportFile?> OpenAsync(ExportReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await reports.Jobs.OpenAsync(scan, report, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException problem) when (ExportJobs.MayGoAnotherWay(problem))
        {
            _reportProblem = problem;
            return null;
        }
    }

    // So that a reference leads to one row of one file.
    private string NextName(ExportReport report) => ++_number == 1 ? report.Name : $"{report.Name}-{_number}";
}
