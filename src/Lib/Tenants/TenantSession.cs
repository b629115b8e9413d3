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
    private TenantSession(TenantOptions options, GraphClient client, TenantContext context)
    {
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
        await tokens.GetAsync(endpoints.GraphScope, null, cancellationToken).ConfigureAwait(false);
        var client = new GraphClient(endpoints, tokens, Transports.Of(options.Transport, endpoints.Graph), options.Time);
        return new TenantSession(options, client, new TenantContext(options.Tenant, options.Cloud, options.SignIn.Name, options.SignIn.ClientId, null, [], false, endpoints));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Who is signed in to which tenant. Holds no token.</summary>
/// <param name="TenantId">The tenant, as the token names it.</param>
/// <param name="Cloud">Its cloud.</param>
/// <param name="SignIn">How tokens are had, in words.</param>
/// <param name="ClientId">The application that is signed in, where the token names it.</param>
/// <param name="Account">The person who is signed in; null for an application.</param>
/// <param name="Permissions">What the token allows: application roles, or delegated scopes.</param>
/// <param name="IsDelegated">Whether a person is signed in.</param>
/// <param name="Endpoints">Where services are reached.</param>
public sealed record TenantContext(
    string TenantId,
    TenantCloud Cloud,
    string SignIn,
    string? ClientId,
    string? Account,
    IReadOnlyList<string> Permissions,
    bool IsDelegated,
    TenantEndpoints Endpoints);
