using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tenants;

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
    TenantEndpoints Endpoints)
{
    // A token is not verified here, and need not be: a service that takes a forged one is not ours to mend.
    internal static TenantContext Of(TenantOptions options, TenantEndpoints endpoints, TokenPayload? token)
    {
        if (Guid.TryParse(options.Tenant, out var wanted) && Guid.TryParse(token?.Tenant, out var issuer) && wanted != issuer)
        {
            throw new TenantException(
                TenantFailure.SignIn,
                $"The token is for the tenant {issuer}, and the one to be read is {wanted}; sign in to that tenant, or name the other.");
        }

        return new TenantContext(
            token?.Tenant ?? options.Tenant,
            options.Cloud,
            TokenSources.NameOf(options.SignIn),
            token?.Client ?? options.SignIn.ClientId,
            token?.Account,
            token?.Permissions ?? [],
            token?.IsDelegated ?? options.SignIn is DeviceCodeSignIn or InteractiveSignIn,
            endpoints)
        {
            ClientName = token?.ClientName,
        };
    }

    /// <summary>That application's name, where the token says it.</summary>
    public string? ClientName { get; init; }

    /// <summary>Who is signed in, by the best name there is: the person, else the application; null where the token says neither.</summary>
    public string? Actor => Account ?? ClientName ?? ClientId;
}
