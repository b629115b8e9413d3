using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm.Exporting;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm;

/// <summary>Reads Intune's devices: by its report, or where reports can't be had, by the list.</summary>
internal sealed class DevicesReader(MdmReports reports) : LiveReader
{
    // The list and the count are not taken at the same moment.
    private const double Shortfall = 0.01;

    private static readonly string[] Properties =
    [
        "id", "deviceName", "azureADDeviceId", "serialNumber", "imei", "userId", "userPrincipalName", "emailAddress", "operatingSystem", "osVersion",
        "manufacturer", "model", "managedDeviceOwnerType", "deviceEnrollmentType", "isSupervised", "lastSyncDateTime", "enrolledDateTime", "managementState",
    ];

    private TenantException? _reportProblem;

    public override Shape Shape { get; } = new ManagedDevices();

    public override string Location => "intune/managedDevices";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await reports.BeginAsync(scan, cancellationToken).ConfigureAwait(false);
        if (await OpenAsync(scan, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            await foreach (var page in OtherWay.After(_reportProblem, ListAsync(scan, cancellationToken), cancellationToken).ConfigureAwait(false))
                yield return page;
            yield break;
        }

        await using (file)
        {
            await foreach (var rows in file.RowsAsync(cancellationToken).ConfigureAwait(false))
                yield return rows;
        }
    }

    private async Task<ReportFile?> OpenAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        try
        {
            return await reports.Jobs.OpenAsync(scan, reports.Devices, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException problem) when (ExportJobs.MayGoAnotherWay(problem))
        {
            _reportProblem = problem;
            return null;
        }
    }

    private static async IAsyncEnumerable<RowBatch> ListAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = 0L;
        var request = scan.Client.V1.DeviceManagement.ManagedDevices.ToGetRequestInformation(get => get.QueryParameters.Select = Properties);
        await foreach (var page in scan.Client.PagesAsync(MdmOperations.DevicesList, request, cancellationToken).ConfigureAwait(false))
        {
            listed += GraphRows.Count(page.Json);
            yield return new JsonRows(page.Json);
        }

        // In large tenants the list is known to leave devices out without a word.
        if (await CountedAsync(scan, cancellationToken).ConfigureAwait(false) is { } counted && counted - listed > counted * Shortfall)
            throw new TenantException(
                TenantFailure.BadAnswer,
                $"Intune lists {listed:N0} devices and counts {counted:N0}: the list leaves some out; let the reader use export jobs (DeviceManagementManagedDevices.Read.All), which give them all.");
    }

    private static async Task<long?> CountedAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        try
        {
            var request = scan.Client.V1.DeviceManagement.ManagedDeviceOverview.ToGetRequestInformation(get => get.QueryParameters.Select = ["enrolledDeviceCount"]);
            var answer = await scan.Client.SendAsync(MdmOperations.DevicesCount, request, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(answer.Json, JsonRowReader.Lenient);
            return JsonBlocks.SingleOf(document) is { ValueKind: JsonValueKind.Object } overview
                && overview.TryGetProperty("enrolledDeviceCount", out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt64() : null;
        }
        catch (Exception problem) when (problem is TenantException or JsonException)
        {
            // Nothing to hold the list against; the list stands.
            return null;
        }
    }
}
