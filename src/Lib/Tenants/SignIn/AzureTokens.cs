using Azure.Core;
using Azure.Core.Pipeline;

namespace TikTokBan.Tenants.SignIn;

/// <summary>Tokens that Azure.Identity gets from a tenant's login service, or from the machine.</summary>
internal sealed class AzureTokens : ITokenIssuer, IDisposable
{
    // Without a person in between, it answers or it is not there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly TenantOptions _options;
    private readonly TenantEndpoints _endpoints;
    private readonly HttpClient _login;
    private TokenCredential? _credential;

    public AzureTokens(TenantOptions options, TenantEndpoints endpoints)
    {
        _options = options;
        _endpoints = endpoints;
        _login = new HttpClient(new LoginTransport(options.Transport, endpoints.Login, isLocal: options.SignIn is ManagedIdentitySignIn), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public bool Renews => true;

    private bool IsPersonal => _options.SignIn is DeviceCodeSignIn or InteractiveSignIn;

    public async ValueTask<IssuedToken> IssueAsync(string scope, string? claims, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(IsPersonal ? Timeout.InfiniteTimeSpan : Patience, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var credential = _credential ??= AzureCredentials.Of(_options, _endpoints, new HttpClientTransport(_login));
            var token = await credential.GetTokenAsync(new TokenRequestContext([scope], claims: claims, isCaeEnabled: true), either.Token).ConfigureAwait(false);
            return new IssuedToken(token.Token, token.ExpiresOn, claims);
        }
        catch (Exception error) when (error is not TenantException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Not as the cause: the text of a login failure names accounts, and its details the request.
            throw SignInFailures.Of(_options.SignIn, _endpoints.Login, error);
        }
    }

    // A person would have to sign in anew; an application only asks.
    public void Forget()
    {
        if (!IsPersonal)
            _credential = null;
    }

    public void Dispose()
    {
        _credential = null;
        _login.Dispose();
        (_options.SignIn as CertificateSignIn)?.Certificate.Dispose();
    }
}
