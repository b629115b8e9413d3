using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>Reads all applications that the directory knows: neither a publisher nor a reply address can be looked for, so which are covered is decided here.</summary>
internal sealed class ServicePrincipalsReader : LiveReader
{
    private static readonly string[] Properties =
        ["id", "appId", "displayName", "appDisplayName", "verifiedPublisher", "replyUrls", "homepage", "loginUrl", "accountEnabled"];

    public override Shape Shape { get; } = new ServicePrincipals();

    public override string Location => "graph/servicePrincipals";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = scan.Client.V1.ServicePrincipals.ToGetRequestInformation(get =>
        {
            get.QueryParameters.Select = Properties;
            get.QueryParameters.Top = 999;
        });
        await foreach (var page in scan.Client.PagesAsync(DirectoryOperations.PrincipalsList, request, cancellationToken).ConfigureAwait(false))
            yield return new JsonRows(page.Json);
    }
}
