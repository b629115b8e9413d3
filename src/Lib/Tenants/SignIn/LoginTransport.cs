using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tenants.SignIn;

/// <summary>
/// Carries sign-in requests. Azure.Identity speaks https only; where the login service is one on this machine without it, requests
/// for exactly that host and port go there as http.
/// </summary>
internal sealed class LoginTransport : DelegatingHandler
{
    private readonly Uri _login;
    private readonly bool _isOwn;

    public LoginTransport(HttpMessageHandler? own, Uri login, bool isLocal)
        : base(own ?? Transports.Network(login, isLocal))
    {
        _login = login;
        _isOwn = own is not null;
    }

    /// <summary>The login service, as Azure.Identity is told of it.</summary>
    public static Uri AuthorityOf(Uri login) => login.Scheme == Uri.UriSchemeHttps ? login : new UriBuilder(login) { Scheme = Uri.UriSchemeHttps, Port = login.Port }.Uri;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request);
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Redirect(request);
        return base.Send(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        // Disposing of the inner handler is its owner's.
        if (!_isOwn)
            base.Dispose(disposing);
    }

    private void Redirect(HttpRequestMessage request)
    {
        if (_login.Scheme == Uri.UriSchemeHttp && request.RequestUri is { } address && WireAddress.IsSamePlace(address, AuthorityOf(_login)))
            request.RequestUri = new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.Port }.Uri;
    }
}
