using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Network.Hunting;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Network;

/// <summary>Reads the traffic that Global Secure Access carried to hosts of interest. The service is beta, so it is read only where it is asked for.</summary>
internal sealed class AccessTrafficReader : LiveReader
{
    // A filter stands in the address, which has a limit of its own.
    private const int HostsAtOnce = 25;

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    public override Shape Shape { get; } = new AccessTraffic();

    public override string Location => "graph/networkAccess";

    public override string? IdProperty => "transactionid";

    public override bool IsOptional => true;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scan.DemandCloud(NetworkOperations.AccessTraffic, "Global Secure Access");
        var terms = new HuntingTerms(scan.Catalogue);
        var since = (scan.Time.GetUtcNow() - Furthest).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var hosts in terms.Parts.Concat(terms.Hosts).Chunk(HostsAtOnce))
        {
            var named = string.Join(" or ", hosts.Select(host => $"contains(destinationFQDN,'{host.Replace("'", "''", StringComparison.Ordinal)}')"));
            var request = scan.Client.Raw(HttpMethod.Get, $"beta/networkAccess/logs/traffic?$filter={Uri.EscapeDataString($"createdDateTime ge {since} and ({named})")}&$top=1000");
            var ignored = false;
            await foreach (var page in scan.Client.PagesAsync(NetworkOperations.AccessTraffic, request, cancellationToken).ConfigureAwait(false))
            {
                ignored |= HoldsOthers(page.Json, hosts);
                yield return new JsonRows(page.Json);
            }

            // Where the filter does nothing, all there is has been given already.
            if (ignored)
                yield break;
        }
    }

    private static bool HoldsOthers(ReadOnlyMemory<byte> page, string[] hosts)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("value", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return false;
        return rows.EnumerateArray().Any(row => JsonText.Of(row, "destinationFQDN") is { } host && !hosts.Any(wanted => host.Contains(wanted, StringComparison.OrdinalIgnoreCase)));
    }
}
