namespace TikTokBan.Tenants.SignIn;

/// <summary>Where new tokens come from.</summary>
internal interface ITokenIssuer
{
    /// <summary>Whether asking again can give another token.</summary>
    bool Renews { get; }

    /// <summary>Issues a token.</summary>
    /// <param name="scope">What for.</param>
    /// <param name="claims">What a challenge asked for; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">None can be had.</exception>
    ValueTask<IssuedToken> IssueAsync(string scope, string? claims, CancellationToken cancellationToken);

    /// <summary>Forgets what it keeps to answer faster, since a service didn't take it.</summary>
    void Forget();
}
