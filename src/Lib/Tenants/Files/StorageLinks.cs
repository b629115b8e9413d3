using TikTokBan.Tenants.Failures;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tenants.Files;

/// <summary>Tells links to a cloud's storage from links to anywhere.</summary>
internal static class StorageLinks
{
    private static readonly string[] Hosts = [".blob.core.windows.net", ".blob.core.usgovcloudapi.net", ".blob.core.chinacloudapi.cn"];

    /// <summary>Makes sure of one.</summary>
    /// <exception cref="TenantException">It leads elsewhere.</exception>
    public static void Check(Uri link, TenantEndpoints endpoints, TenantOperation operation)
    {
        if (!link.IsAbsoluteUri || link.UserInfo.Length > 0 || !IsStorage(link, endpoints.Graph))
            throw FailureTexts.Of(TenantFailure.BadAnswer, operation, $"is refused: the service gave a link to {(link.IsAbsoluteUri ? link.IdnHost : "nowhere")}, which is not Azure storage", null);
    }

    private static bool IsStorage(Uri link, Uri graph) =>
        (link.Scheme == Uri.UriSchemeHttps && link.IsDefaultPort && Hosts.Any(host => link.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase)))
        || WireAddress.IsSamePlace(link, graph)
        || (graph.IsLoopback && link.IsLoopback && link.Scheme is "http" or "https");
}
