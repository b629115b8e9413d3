using System.Collections.Concurrent;
using System.Net;
using Microsoft.Graph.Models;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>
/// Has Intune write reports, and opens their files. The service works on a report whether or not anybody asks how far it is:
/// so reports that are ordered together are waited for together, with nothing running here meanwhile.
/// </summary>
internal sealed class ExportJobs
{
    private const int MostAttempts = 3;

    // A stranded job never recovers, and jobs of the largest tenants take minutes.
    private static readonly TimeSpan Stranded = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ExportReport, ExportJob> _jobs = [];

    /// <summary>Whether another way to the same rows may do where an export did not.</summary>
    public static bool MayGoAnotherWay(TenantException problem) => problem.Failure
        is TenantFailure.Denied or TenantFailure.NotSupported or TenantFailure.NotFound or TenantFailure.Refused
        or TenantFailure.Throttled or TenantFailure.Unavailable;

    /// <summary>Orders several reports at once. One that is refused says so when it is opened.</summary>
    public Task SubmitAsync(LiveScan scan, IEnumerable<ExportReport> reports, CancellationToken cancellationToken) =>
        Task.WhenAll([.. reports.Select(report => SubmitOnce(scan, _jobs.GetOrAdd(report, static report => new ExportJob(report)), cancellationToken))]);

    /// <summary>Waits for a report and opens its file, ordering it first where that wasn't done.</summary>
    /// <exception cref="TenantException">It can't be had.</exception>
    public async Task<ReportFile> OpenAsync(LiveScan scan, ExportReport report, CancellationToken cancellationToken)
    {
        await SubmitAsync(scan, [report], cancellationToken).ConfigureAwait(false);
        var job = _jobs[report];
        while (true)
        {
            if (job.Refusal is { } refusal)
                throw refusal;
            if (await WaitAsync(scan, job, cancellationToken).ConfigureAwait(false) is { } link)
                return await DownloadAsync(scan, job, link, cancellationToken).ConfigureAwait(false);
            if (job.Attempts >= MostAttempts)
                throw new TenantException(
                    TenantFailure.Unavailable,
                    $"Intune did not finish its report {report.Name} in {MostAttempts} attempts; scan again later, and ask Microsoft's support about export jobs that strand if it stays so.");
            await SubmitAsync(scan, job, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task SubmitOnce(LiveScan scan, ExportJob job, CancellationToken cancellationToken)
    {
        lock (job)
            return job.Submission ??= SubmitAsync(scan, job, cancellationToken);
    }

    private static async Task SubmitAsync(LiveScan scan, ExportJob job, CancellationToken cancellationToken)
    {
        job.Id = null;
        while (job.Id is null && job.Refusal is null)
        {
            job.Attempts++;
            try
            {
                var answer = await scan.Client.SendAsync(job.Report.Operations.Submit, RequestOf(scan, job), cancellationToken).ConfigureAwait(false);
                job.Id = ExportJobState.Read(answer.Json).Id;
                job.SubmittedAt = scan.Time.GetUtcNow();
            }
            catch (TenantException problem) when (problem is { Failure: TenantFailure.Refused, Status: null or HttpStatusCode.BadRequest } && job.ColumnSet + 1 < job.Report.Columns.Count)
            {
                // The likeliest reason is a column that this tenant's service doesn't know.
                job.ColumnSet++;
                job.Attempts--;
                continue;
            }
            catch (TenantException problem)
            {
                // Whether the order arrived may not be known; one report too many harms nobody.
                if (job.Attempts >= MostAttempts || problem.Failure is not (TenantFailure.Unavailable or TenantFailure.BadAnswer))
                    job.Refusal = problem;
            }

            if (job.Id is null && job.Attempts >= MostAttempts)
                job.Refusal ??= new TenantException(TenantFailure.BadAnswer, $"Intune took the order of its report {job.Report.Name} and gave no id for it; scan again.");
        }
    }

    private static Microsoft.Kiota.Abstractions.RequestInformation RequestOf(LiveScan scan, ExportJob job) =>
        scan.Client.V1.DeviceManagement.Reports.ExportJobs.ToPostRequestInformation(new DeviceManagementExportJob
        {
            ReportName = job.Report.Name,
            Filter = job.Report.Filter,
            Select = [.. job.Report.Columns[job.ColumnSet]],
            Format = DeviceManagementReportFileFormat.Csv,
            LocalizationType = DeviceManagementExportJobLocalizationType.LocalizedValuesAsAdditionalColumn,
        });

    /// <summary>Where the file is; null when the job came to nothing and must be ordered again.</summary>
    private static async Task<Uri?> WaitAsync(LiveScan scan, ExportJob job, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        while (true)
        {
            // What was ordered while other sources were read has often ended by now.
            var age = scan.Time.GetUtcNow() - job.SubmittedAt;
            if (age < wait || wait > FirstWait)
                await Task.Delay(wait, scan.Time, cancellationToken).ConfigureAwait(false);
            if (await StateAsync(scan, job, cancellationToken).ConfigureAwait(false) is not { } state || state.HasFailed)
                return null;
            if (state.IsCompleted)
                return state.Link;
            if (scan.Time.GetUtcNow() - job.SubmittedAt >= Stranded)
                return null;
            wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait;
        }
    }

    private static async Task<ExportJobState?> StateAsync(LiveScan scan, ExportJob job, CancellationToken cancellationToken)
    {
        try
        {
            var request = scan.Client.V1.DeviceManagement.Reports.ExportJobs[job.Id].ToGetRequestInformation();
            var answer = await scan.Client.SendAsync(job.Report.Operations.Poll, request, cancellationToken).ConfigureAwait(false);
            return ExportJobState.Read(answer.Json);
        }
        catch (TenantException problem) when (problem.Status == HttpStatusCode.NotFound || problem.Failure is TenantFailure.NotFound or TenantFailure.Unavailable or TenantFailure.BadAnswer)
        {
            return null;
        }
    }

    private static async Task<ReportFile> DownloadAsync(LiveScan scan, ExportJob job, Uri link, CancellationToken cancellationToken)
    {
        var stream = await scan.Client.OpenFileAsync(
            MdmOperations.Download,
            link,
            async cancel => (await StateAsync(scan, job, cancel).ConfigureAwait(false))?.Link,
            cancellationToken).ConfigureAwait(false);
        return await ReportFile.OpenAsync(stream, job.Report.Name, cancellationToken).ConfigureAwait(false);
    }
}
