using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Mdm;

/// <summary>The objects on a page of a list.</summary>
internal static class GraphRows
{
    private const int LargestPage = 1000;

    /// <summary>Reads a list in pages as large as the service gives: those of its own choice are small.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="operation">What is asked for.</param>
    /// <param name="request">Makes the first request with a page's size, or without where the service calls that wrong.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<GraphPage> LargePagesAsync(
        LiveScan scan, TenantOperation operation, Func<int?, RequestInformation> request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = scan.Client.PagesAsync(operation, request(LargestPage), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            if (await TryFirstAsync(pages).ConfigureAwait(false) is { } more)
            {
                for (; more; more = await pages.MoveNextAsync().ConfigureAwait(false))
                    yield return pages.Current;
                yield break;
            }
        }

        await foreach (var page in scan.Client.PagesAsync(operation, request(null), cancellationToken).ConfigureAwait(false))
            yield return page;
    }

    private static async ValueTask<bool?> TryFirstAsync(IAsyncEnumerator<GraphPage> pages)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false);
        }
        catch (TenantException refusal) when (refusal is { Failure: TenantFailure.Refused, Status: HttpStatusCode.BadRequest })
        {
            return null;
        }
    }

    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        return Of(document).Count();
    }

    /// <summary>Each of them, valid as long as the document.</summary>
    public static IEnumerable<JsonElement> Of(JsonDocument page) =>
        page.RootElement.ValueKind == JsonValueKind.Object && page.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];
}
