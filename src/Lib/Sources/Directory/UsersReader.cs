using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>Reads the directory's users.</summary>
internal sealed class UsersReader : DirectoryListReader
{
    public override Shape Shape { get; } = new Users();

    public override string Location => "graph/users";

    // Most of these are given only when they are asked for.
    protected override IReadOnlyList<string> Properties { get; } =
    [
        "id", "userPrincipalName", "mail", "proxyAddresses", "otherMails", "displayName", "companyName", "department", "officeLocation",
        "preferredLanguage", "employeeType", "userType", "accountEnabled",
    ];

    protected override string Telltale => "userPrincipalName";

    protected override TenantOperation List => DirectoryOperations.UsersList;

    protected override TenantOperation Delta => DirectoryOperations.UsersDelta;

    protected override RequestInformation ListRequest(LiveScan scan) => scan.Client.V1.Users.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Select = [.. Properties];
        get.QueryParameters.Top = 999;
    });
}
