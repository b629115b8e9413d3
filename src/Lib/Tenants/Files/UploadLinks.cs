using TikTokBan.Tenants.Failures;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Files;

/// <summary>Tells the addresses at which SharePoint takes the pieces of a file from addresses of anywhere.</summary>
internal static class UploadLinks
{
    /// <summary>Makes sure of one, before a byte is sent there.</summary>
    /// <param name="link">The address.</param>
    /// <param name="site">The site that the file is for.</param>
    /// <param name="cloud">The tenant's cloud.</param>
    /// <param name="endpoints">Where its services are.</param>
    /// <param name="operation">What is asked.</param>
    /// <exception cref="TenantException">It leads elsewhere. The sentence names the host alone: all else of the address is a secret.</exception>
    public static void Check(Uri link, Uri site, TenantCloud cloud, TenantEndpoints endpoints, TenantOperation operation)
    {
        if (!link.IsAbsoluteUri || link.UserInfo.Length > 0 || !IsSharePoint(link, site, cloud, endpoints.Graph))
            throw FailureTexts.Of(TenantFailure.BadAnswer, operation, $"is refused: the service gave an address at {(link.IsAbsoluteUri ? link.IdnHost : "nowhere")}, which is not this tenant's SharePoint; nothing was sent there", null);
    }

    /// <summary>The domain of every SharePoint site of a cloud.</summary>
    public static string DomainOf(TenantCloud cloud) => cloud switch
    {
        TenantCloud.UsGov => ".sharepoint.us",
        TenantCloud.DoD => ".sharepoint-mil.us",
        TenantCloud.China => ".sharepoint.cn",
        _ => ".sharepoint.com",
    };

    private static bool IsSharePoint(Uri link, Uri site, TenantCloud cloud, Uri graph) =>
        (link.Scheme == Uri.UriSchemeHttps && link.IsDefaultPort
            && (string.Equals(link.IdnHost, site.IdnHost, StringComparison.OrdinalIgnoreCase) || link.IdnHost.EndsWith(DomainOf(cloud), StringComparison.OrdinalIgnoreCase)))
        || (graph.IsLoopback && link.IsLoopback && link.Scheme is "http" or "https");
}
