using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tenants;

/// <summary>Where a tenant's services are reached. Nothing else is ever sent a token.</summary>
public sealed record TenantEndpoints
{
    private TenantEndpoints(Uri login, Uri graph, Uri defender, string graphScope, string defenderScope) =>
        (Login, Graph, Defender, GraphScope, DefenderScope) = (login, graph, defender, graphScope, defenderScope);

    /// <summary>Where tokens are issued.</summary>
    public Uri Login { get; }

    /// <summary>Microsoft Graph, without a version: <c>https://graph.microsoft.com/</c>.</summary>
    public Uri Graph { get; }

    /// <summary>Defender for Endpoint's own API.</summary>
    public Uri Defender { get; }

    /// <summary>What a token for Graph is asked for: the cloud's own Graph, wherever it is reached.</summary>
    internal string GraphScope { get; }

    /// <summary>What a token for Defender is asked for.</summary>
    internal string DefenderScope { get; }

    /// <summary>The endpoints of a cloud, each of which may be replaced.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="login">Replaces the place where tokens are issued.</param>
    /// <param name="graph">Replaces Graph; a trailing <c>/v1.0</c> or <c>/beta</c> is taken off.</param>
    /// <param name="defender">Replaces Defender; without it, Defender is where Graph is if that is this machine, so that a trial sends nothing beyond it.</param>
    /// <returns>The endpoints, each ending in a slash.</returns>
    /// <exception cref="UnusableInputException">A replacement is neither https nor http on a loopback address.</exception>
    public static TenantEndpoints Of(TenantCloud cloud, string? login = null, string? graph = null, string? defender = null)
    {
        var (loginHost, graphHost, defenderHost) = cloud switch
        {
            TenantCloud.UsGov => ("login.microsoftonline.us", "graph.microsoft.us", "api-gov.securitycenter.microsoft.us"),
            TenantCloud.DoD => ("login.microsoftonline.us", "dod-graph.microsoft.us", "api-gov.securitycenter.microsoft.us"),
            TenantCloud.China => ("login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn", "api.securitycenter.microsoft.com"),
            _ => ("login.microsoftonline.com", "graph.microsoft.com", "api.securitycenter.microsoft.com"),
        };
        var graphAt = Unversioned(Checked("The Graph endpoint", graph)) ?? new Uri($"https://{graphHost}/");
        return new TenantEndpoints(
            Checked("The login endpoint", login) ?? new Uri($"https://{loginHost}/"),
            graphAt,
            Checked("The Defender endpoint", defender) ?? (graphAt.IsLoopback ? graphAt : new Uri($"https://{defenderHost}/")),
            $"https://{graphHost}/.default",
            $"https://{defenderHost}/.default");
    }

    /// <summary>What a token for an address is asked for; null when no token may go there. Both services may be reached at one place, behind a gateway.</summary>
    internal string? ScopeOf(ServiceFamily service, Uri address) =>
        !WireAddress.IsSamePlace(address, Of(service)) ? null : IsDefender(service) ? DefenderScope : GraphScope;

    /// <summary>Where a service is reached.</summary>
    internal Uri Of(ServiceFamily service) => IsDefender(service) ? Defender : Graph;

    private static bool IsDefender(ServiceFamily service) => service is ServiceFamily.Defender or ServiceFamily.DefenderImports;

    private static Uri? Checked(string option, string? address)
    {
        if (address is null)
            return null;

        // Whoever gives one means it: an empty variable must not send a token to the cloud instead.
        if (string.IsNullOrWhiteSpace(address))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"{option} is empty; give an address, or leave it out for the cloud's own.");
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"{option} is not an address such as https://graph.example.");
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"{option} must be https (http is taken on a loopback address only), or the token could be read on the way.");
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"{option} must be a scheme, a host and a path, with no name, query or fragment.");
        return uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
    }

    private static Uri? Unversioned(Uri? graph)
    {
        if (graph is null)
            return null;
        foreach (var version in new[] { "/v1.0/", "/beta/" })
        {
            if (graph.AbsolutePath.EndsWith(version, StringComparison.OrdinalIgnoreCase))
                return new Uri(graph.AbsoluteUri[..^(version.Length - 1)]);
        }

        return graph;
    }
}
