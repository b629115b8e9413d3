using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tenants;

/// <summary>How to reach a tenant.</summary>
public sealed record TenantOptions
{
    /// <summary>The tenant's id, or one of its verified domains.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its cloud.</summary>
    public TenantCloud Cloud { get; init; }

    /// <summary>Where its services are; null takes those of the cloud.</summary>
    public TenantEndpoints? Endpoints { get; init; }

    /// <summary>How tokens are had.</summary>
    public required SignInMethod SignIn { get; init; }

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What carries requests under the pipeline; null is the network. Tests put their own here.</summary>
    internal HttpMessageHandler? Transport { get; init; }
}

/// <summary>
/// A signed-in connection to one tenant: tokens, the one HTTP pipeline and the budgets that all its readers share. Holds no
/// static state, so several tenants can be worked with at once. Dispose of it to forget the tokens.
/// </summary>
public sealed class TenantSession : IAsyncDisposable
{
    private readonly CachedTokens _tokens;

    private TenantSession(TenantOptions options, GraphClient client, CachedTokens tokens, TenantContext context)
    {
        _tokens = tokens;
        Options = options;
        Client = client;
        Context = context;
    }

    /// <summary>Who is signed in, and where.</summary>
    public TenantContext Context { get; }

    internal TenantOptions Options { get; }

    internal GraphClient Client { get; }

    /// <summary>How much each service still lets this session ask, for those that were asked something.</summary>
    public IReadOnlyList<ServiceQuota> Quotas => Client.Quotas;

    /// <summary>Signs in and says who that made us. One token for Graph is asked for; nothing is read.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The session; the caller disposes of it.</returns>
    /// <exception cref="TenantException">No token can be had, or it is one for another tenant.</exception>
    public static async Task<TenantSession> ConnectAsync(TenantOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoints = options.Endpoints ?? TenantEndpoints.Of(options.Cloud);
        var tokens = TokenSources.Of(options, endpoints);
        try
        {
            var token = await tokens.GetAsync(endpoints.GraphScope, null, cancellationToken).ConfigureAwait(false);
            var context = TenantContext.Of(options, endpoints, TokenPayload.Of(token));
            return new TenantSession(options, new GraphClient(endpoints, tokens, Transports.Of(options.Transport, endpoints.Graph), options.Time), tokens, context);
        }
        catch
        {
            tokens.Dispose();
            throw;
        }
    }

    /// <summary>What the token for a service says that it allows; empty where it doesn't say.</summary>
    /// <exception cref="TenantException">No token can be had.</exception>
    internal async Task<IReadOnlyList<string>> PermissionsOfAsync(ServiceFamily service, CancellationToken cancellationToken)
    {
        var scope = Client.Endpoints.ScopeOf(service, Client.Endpoints.Of(service))!;
        return TokenPayload.Of(await _tokens.GetAsync(scope, null, cancellationToken).ConfigureAwait(false))?.Permissions ?? [];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        _tokens.Dispose();
        return ValueTask.CompletedTask;
    }
}
