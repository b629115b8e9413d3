using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>Reads all applications that the directory knows: neither a publisher nor a reply address can be looked for, so which are covered is decided here.</summary>
internal sealed class ServicePrincipalsReader : DirectoryListReader
{
    public override Shape Shape { get; } = new ServicePrincipals();

    public override string Location => "graph/servicePrincipals";

    protected override IReadOnlyList<string> Properties { get; } =
        ["id", "appId", "displayName", "appDisplayName", "verifiedPublisher", "replyUrls", "homepage", "loginUrl", "accountEnabled"];

    protected override string Telltale => "appId";

    protected override TenantOperation List => DirectoryOperations.PrincipalsList;

    protected override TenantOperation Delta => DirectoryOperations.PrincipalsDelta;

    protected override RequestInformation ListRequest(LiveScan scan) => scan.Client.V1.ServicePrincipals.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Select = [.. Properties];
        get.QueryParameters.Top = 999;
    });
}
