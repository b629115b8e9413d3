namespace TikTokBan.Tenants.Requests;

/// <summary>What carries requests to a service: nothing but the network, so that every rule is the pipeline's.</summary>
internal static class Transports
{
    /// <summary>Makes one.</summary>
    /// <param name="own">Takes the network's place; not disposed of. Null is the network.</param>
    /// <param name="endpoint">The service.</param>
    public static HttpMessageInvoker Of(HttpMessageHandler? own, Uri endpoint) => own is null ? new(Network(endpoint), disposeHandler: true) : new(own, disposeHandler: false);

    /// <summary>The network.</summary>
    /// <param name="endpoint">The service.</param>
    /// <param name="isLocal">Whether it is the machine's own, or its host's, whatever its address.</param>
    public static SocketsHttpHandler Network(Uri endpoint, bool isLocal = false) => new()
    {
        // A redirection could carry a token to a place that nobody configured, and a cookie a state that nobody knows of.
        AllowAutoRedirect = false,
        UseCookies = false,

        // A proxy has no business between a machine and itself.
        UseProxy = !isLocal && !endpoint.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),

        // ActivityHeadersPropagator can't be set: in PowerShell its type is that of the module's own load context, which the framework doesn't know.
    };
}
