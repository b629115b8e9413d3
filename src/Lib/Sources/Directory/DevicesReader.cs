using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>
/// Reads the directory's devices with their registered owners. Always in full: the service's list of changes names no owners, and
/// a change of owner is no change of the device, so owners that were kept would put one person's case on another.
/// </summary>
internal sealed class DevicesReader : LiveReader
{
    private static readonly string[] Properties =
    [
        "id", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion", "manufacturer", "model", "deviceOwnership", "trustType", "isManaged",
        "approximateLastSignInDateTime", "registrationDateTime",
    ];

    public override Shape Shape { get; } = new DirectoryDevices();

    public override string Location => "graph/devices";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An owner is whatever object registered the device. Two of its properties are enough; where the service won't choose, it gives all.
        var given = false;
        TenantException? problem = null;
        foreach (var owners in new[] { "registeredOwners($select=id,userPrincipalName)", "registeredOwners" })
        {
            await using var pages = new PageWalk(scan.Client.PagesAsync(DirectoryOperations.DevicesList, Request(scan, owners), cancellationToken), cancellationToken);
            while (await pages.NextAsync().ConfigureAwait(false) is { } page)
            {
                given = true;
                yield return new JsonRows(page.Json);
            }

            problem = pages.Problem;
            if (given || problem?.Failure != TenantFailure.Refused)
                break;
        }

        if (problem is not null)
            throw problem;
    }

    private static Microsoft.Kiota.Abstractions.RequestInformation Request(LiveScan scan, string owners) => scan.Client.V1.Devices.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Select = Properties;
        get.QueryParameters.Expand = [owners];
        get.QueryParameters.Top = 999;
    });
}
