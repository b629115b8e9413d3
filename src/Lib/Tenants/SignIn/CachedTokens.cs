namespace TikTokBan.Tenants.SignIn;

/// <summary>Keeps tokens in memory for as long as they are good, and has each renewed once, however many ask at the same time.</summary>
internal sealed class CachedTokens(ITokenIssuer issuer, TimeProvider time) : ITokenSource, IDisposable
{
    // Enough for a request that begins now to be answered.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    // Of a token that doesn't say when it ends.
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _issuing = new(1, 1);
    private readonly Dictionary<string, (IssuedToken Token, DateTimeOffset Renew)> _tokens = new(StringComparer.Ordinal);

    public ValueTask<string> GetAsync(string scope, string? claims, CancellationToken cancellationToken) =>
        Kept(scope, claims) is { } kept ? ValueTask.FromResult(kept.Text) : IssueAsync(scope, claims, cancellationToken);

    public bool Distrust(string scope, string token)
    {
        lock (_tokens)
        {
            // Somebody else may have had it renewed while the refused request was under way.
            if (_tokens.TryGetValue(scope, out var kept) && kept.Token.Text != token)
                return true;
            if (!issuer.Renews)
                return false;
            _tokens.Remove(scope);
        }

        issuer.Forget();
        return true;
    }

    public void Dispose()
    {
        lock (_tokens)
            _tokens.Clear();
        issuer.Forget();
        (issuer as IDisposable)?.Dispose();
    }

    private async ValueTask<string> IssueAsync(string scope, string? claims, CancellationToken cancellationToken)
    {
        await _issuing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Kept(scope, claims) is { } kept)
                return kept.Text;
            var issued = await RenewedAsync(scope, claims, cancellationToken).ConfigureAwait(false);
            var now = time.GetUtcNow();
            if (issued.Expires is { } expires && expires <= now)
                throw Expired(expires);
            lock (_tokens)
                _tokens[scope] = (issued, RenewAt(issued, now));
            return issued.Text;
        }
        finally
        {
            _issuing.Release();
        }
    }

    // An issuer that fails for a moment is no reason to stop while the old token is still good.
    private async ValueTask<IssuedToken> RenewedAsync(string scope, string? claims, CancellationToken cancellationToken)
    {
        try
        {
            return await issuer.IssueAsync(scope, claims, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException)
        {
            (IssuedToken Token, DateTimeOffset Renew) old;
            lock (_tokens)
            {
                if (claims is not null || !_tokens.TryGetValue(scope, out old) || old.Token.Expires is not { } expires || expires <= time.GetUtcNow())
                    throw;
            }

            return old.Token;
        }
    }

    private IssuedToken? Kept(string scope, string? claims)
    {
        lock (_tokens)
        {
            return _tokens.TryGetValue(scope, out var kept) && time.GetUtcNow() < kept.Renew && (claims is null || kept.Token.Claims == claims) ? kept.Token : null;
        }
    }

    private DateTimeOffset RenewAt(IssuedToken token, DateTimeOffset now)
    {
        if (token.Expires is not { } expires)
            return issuer.Renews ? now + Trust : DateTimeOffset.MaxValue;
        if (!issuer.Renews)
            return expires;
        var left = expires - now;
        return left > 2 * Early ? expires - Early : now + (left / 2);
    }

    private static TenantException Expired(DateTimeOffset expires) => new(
        TenantFailure.SignIn,
        FormattableString.Invariant($"The caller's token expired on {expires:yyyy-MM-dd} at {expires:HH:mm} UTC; hand over a new one, or sign in in a way that renews it."));
}
