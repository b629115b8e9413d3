namespace TikTokBan.Tenants.SignIn;

/// <summary>Where the client gets tokens. Caches them; asks anew shortly before they expire.</summary>
internal interface ITokenSource
{
    /// <summary>Gives a token.</summary>
    /// <param name="scope">Such as <c>https://graph.microsoft.com/.default</c>.</param>
    /// <param name="claims">What a claims challenge asked for, decoded; null otherwise. With one, a cached token doesn't do.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="TenantException">No token can be had.</exception>
    ValueTask<string> GetAsync(string scope, string? claims, CancellationToken cancellationToken);

    /// <summary>A service didn't take a token: it isn't given again.</summary>
    /// <returns>Whether there can be another one.</returns>
    bool Distrust(string scope, string token) => false;
}
