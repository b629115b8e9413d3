using System.Globalization;
using System.Text.Json;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>The smallest request that shows whether an operation is allowed. It reads as little as it can of anybody.</summary>
/// <param name="PathAndQuery">Below Graph's endpoint, no leading slash.</param>
/// <param name="Body">JSON to post; null for none.</param>
internal sealed record SmallestRequest(string PathAndQuery, string? Body)
{
    // These are one thing and no list, or take no paging: the service calls $top wrong there.
    private static readonly string[] WithoutTop = ["/managedDeviceOverview", "/uploadedStreams"];

    // What each source hunts in; a licence is held by the table.
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["mail.events"] = "EmailEvents",
        ["network.events"] = "DeviceNetworkEvents",
        ["network.clicks"] = "UrlClickEvents",
        ["network.cloud-apps"] = "CloudAppEvents",
        ["software.web-apps"] = "DeviceProcessEvents",
        ["software.inventory"] = "DeviceTvmSoftwareInventory",
    };

    /// <summary>Makes it.</summary>
    /// <param name="operation">What is to be tried.</param>
    /// <param name="now">The present.</param>
    /// <returns>Null where nothing small can be asked: an id would be needed, or asking would start work in the tenant.</returns>
    public static SmallestRequest? Of(TenantOperation operation, DateTimeOffset now)
    {
        if (operation.Changes || operation.IsWithoutToken || operation.Path.Contains('{', StringComparison.Ordinal))
            return null;
        var path = operation.Path.TrimStart('/');
        if (operation.Path.EndsWith("/runHuntingQuery", StringComparison.Ordinal))
        {
            var table = Tables.GetValueOrDefault(operation.Source, "DeviceInfo");
            return new SmallestRequest(path, $$"""{"Query":{{JsonSerializer.Serialize(table + " | take 1 | count")}},"Timespan":"P1D"}""");
        }

        return operation.Method == HttpMethod.Get ? new SmallestRequest(path + Query(operation, now), null) : null;
    }

    private static string Query(TenantOperation operation, DateTimeOffset now)
    {
        if (operation.Path.EndsWith("/delta", StringComparison.Ordinal))
            return "?$deltatoken=latest";
        if (Array.Exists(WithoutTop, end => operation.Path.EndsWith(end, StringComparison.Ordinal)))
            return "";
        return operation.Service switch
        {
            ServiceFamily.Directory => "?$top=1&$select=id",
            ServiceFamily.MessageTrace => $"?$top=1&$filter=receivedDateTime%20ge%20{Time(now.AddHours(-2))}%20and%20receivedDateTime%20le%20{Time(now.AddHours(-1))}",
            _ => "?$top=1",
        };
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
