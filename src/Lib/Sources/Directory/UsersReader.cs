using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>Reads the directory's users.</summary>
internal sealed class UsersReader : LiveReader
{
    // Most of these are given only when they are asked for.
    private static readonly string[] Properties =
    [
        "id", "userPrincipalName", "mail", "proxyAddresses", "otherMails", "displayName", "companyName", "department", "officeLocation",
        "preferredLanguage", "employeeType", "userType", "accountEnabled",
    ];

    public override Shape Shape { get; } = new Users();

    public override string Location => "graph/users";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = scan.Client.V1.Users.ToGetRequestInformation(get =>
        {
            get.QueryParameters.Select = Properties;
            get.QueryParameters.Top = 999;
        });
        await foreach (var page in scan.Client.PagesAsync(DirectoryOperations.UsersList, request, cancellationToken).ConfigureAwait(false))
            yield return new JsonRows(page.Json);
    }
}
