using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>Reads the delegated permissions that were granted to covered applications.</summary>
internal sealed class GrantsReader : LiveReader
{
    public override Shape Shape { get; } = new PermissionGrants();

    public override string Location => "graph/oauth2PermissionGrants";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var applications = await scan.Applications.WaitAsync(cancellationToken).ConfigureAwait(false);
        var unseen = new UnseenRows(Location);
        foreach (var id in applications.All.Select(application => application.ObjectId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var request = scan.Client.V1.Oauth2PermissionGrants.ToGetRequestInformation(get =>
            {
                get.QueryParameters.Filter = $"clientId eq '{id.Replace("'", "''", StringComparison.Ordinal)}'";
                get.QueryParameters.Top = 999;
            });
            await foreach (var page in scan.Client.PagesAsync(DirectoryOperations.GrantsList, request, cancellationToken).ConfigureAwait(false))
                yield return unseen.Of(page);
        }
    }
}
