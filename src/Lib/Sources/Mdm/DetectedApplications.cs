using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Mdm;

/// <summary>The devices of applications by way of Graph's <c>detectedApps</c>, in the columns of the report that can't be had. Slow, and known for its gaps: each is told.</summary>
internal static class DetectedApplications
{
    /// <summary>Finds the applications in the list first, then reads their devices.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="only">Applications to read, by name; null for all that the catalogue knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<RowBatch> FindAsync(LiveScan scan, IReadOnlyList<CountedApplication>? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<CountedApplication>();
        await foreach (var page in PagesAsync(scan, MdmOperations.InventoryList, cancellationToken).ConfigureAwait(false))
            found.AddRange(Covered(scan, page.Json));
        if (only is not null)
            found.RemoveAll(one => !only.Any(other => other.Name == one.Name && other.Publisher == one.Publisher));
        await foreach (var batch in RowsAsync(scan, found, cancellationToken).ConfigureAwait(false))
            yield return batch;
    }

    /// <summary>The list of applications.</summary>
    public static IAsyncEnumerable<GraphPage> PagesAsync(LiveScan scan, TenantOperation operation, CancellationToken cancellationToken) => GraphRows.LargePagesAsync(
        scan, operation, top => scan.Client.V1.DeviceManagement.DetectedApps.ToGetRequestInformation(get => get.QueryParameters.Top = top), cancellationToken);

    /// <summary>Reads the devices of applications, the keys of which are ids of the list.</summary>
    /// <exception cref="TenantException">Some could not be asked, or name fewer devices than they count. All others were read.</exception>
    public static async IAsyncEnumerable<RowBatch> RowsAsync(LiveScan scan, IReadOnlyList<CountedApplication> applications, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TenantException? problem = null;
        var (failed, counted, named) = (0, 0L, 0L);
        foreach (var application in applications)
        {
            var pages = DevicesAsync(scan, application, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pages.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await pages.MoveNextAsync().ConfigureAwait(false))
                            break;
                    }
                    catch (TenantException e) when (e.Failure is not (TenantFailure.Denied or TenantFailure.SignIn))
                    {
                        (problem, failed) = (problem ?? e, failed + 1);
                        break;
                    }

                    named += pages.Current.Devices;
                    yield return new JsonRows(pages.Current.Rows);
                }
            }

            counted += application.Devices;
        }

        if (problem is not null)
            throw new TenantException(
                TenantFailure.BadAnswer, $"The devices of {failed} of {applications.Count} applications could not be read: {problem.Message}", problem);
        if (named < counted)
            throw new TenantException(
                TenantFailure.BadAnswer,
                $"Intune counts {counted:N0} installations and names {named:N0} of them; let the reader use export jobs (DeviceManagementManagedDevices.Read.All), or scan again later.");
    }

    private static async IAsyncEnumerable<(ReadOnlyMemory<byte> Rows, int Devices)> DevicesAsync(
        LiveScan scan, CountedApplication application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (application.Key is null)
            throw new TenantException(TenantFailure.BadAnswer, "Intune lists an application without an id; scan again later.");
        var pages = GraphRows.LargePagesAsync(
            scan,
            MdmOperations.InventoryDevices,
            top => scan.Client.V1.DeviceManagement.DetectedApps[application.Key].ManagedDevices.ToGetRequestInformation(get => get.QueryParameters.Top = top),
            cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
            yield return Rewritten(application, page.Json);
    }

    private static List<CountedApplication> Covered(LiveScan scan, ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        var covered = new List<CountedApplication>();
        foreach (var row in GraphRows.Of(document))
        {
            var (name, publisher, platform) = (JsonText.Of(row, "displayName"), JsonText.Of(row, "publisher"), JsonText.Of(row, "platform"));
            if (scan.Matcher.MatchInventory(name, publisher, PlatformWords.Normal(platform)).Outcome == MatchOutcome.NotCovered)
                continue;
            var devices = row.TryGetProperty("deviceCount", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var number) ? number : 0;
            covered.Add(new(name, publisher, platform, JsonText.Of(row, "version"), JsonText.Of(row, "id"), devices));
        }

        return covered;
    }

    private static (ReadOnlyMemory<byte> Rows, int Devices) Rewritten(CountedApplication application, ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        var rows = new ArrayBufferWriter<byte>();
        var devices = 0;
        using (var writer = new Utf8JsonWriter(rows))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var device in GraphRows.Of(document))
            {
                devices++;
                writer.WriteStartObject();
                writer.WriteString("ApplicationName", application.Name);
                writer.WriteString("ApplicationPublisher", application.Publisher);
                writer.WriteString("ApplicationVersion", application.Version);
                writer.WriteString("Platform", application.Platform);
                writer.WriteString("DeviceId", JsonText.Of(device, "id"));
                writer.WriteString("DeviceName", JsonText.Of(device, "deviceName"));
                writer.WriteString("UserId", JsonText.Of(device, "userId"));
                writer.WriteString("EmailAddress", JsonText.Of(device, "emailAddress"));
                writer.WriteString("UserName", JsonText.Of(device, "userPrincipalName"));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return (rows.WrittenMemory, devices);
    }
}
