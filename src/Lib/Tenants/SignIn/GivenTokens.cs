namespace TikTokBan.Tenants.SignIn;

/// <summary>Tokens that the caller has.</summary>
internal sealed class GivenTokens(TokenSignIn given) : ITokenIssuer
{
    public bool Renews => given.Renews;

    public async ValueTask<IssuedToken> IssueAsync(string scope, string? claims, CancellationToken cancellationToken)
    {
        if (claims is not null && !given.Renews)
            throw new TenantException(TenantFailure.SignIn, "The service asks for a newer proof of who signs in than the caller's token holds, after a change of a policy or of the account; sign in again and hand over the new token.");
        var text = Bare(await given.Give(scope, cancellationToken).ConfigureAwait(false));
        return new IssuedToken(text, TokenPayload.Of(text)?.Expires, claims);
    }

    public void Forget()
    {
    }

    // As people copy them: with the word before it, in quotes, broken over lines by a terminal.
    private static string Bare(string? text)
    {
        var bare = string.Concat((text ?? "").Trim().Trim('"', '\'').Split('\r', '\n').Select(line => line.Trim()));
        if (bare.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) && (bare.Length == 6 || bare[6] == ' '))
            bare = bare[6..].Trim();
        if (bare.Length == 0)
            throw new TenantException(TenantFailure.SignIn, "The caller's token is empty; hand over the access token itself.");
        if (bare.Any(character => character is <= ' ' or >= '\x7f'))
            throw new TenantException(TenantFailure.SignIn, "The caller's token holds characters that no token has; hand over the access token alone, not the document that it came in.");
        return bare;
    }
}
