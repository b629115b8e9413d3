namespace TikTokBan.Tenants.SignIn;

/// <summary>Makes the token source of a way to sign in.</summary>
internal static class TokenSources
{
    public static ITokenSource Of(TenantOptions options, TenantEndpoints endpoints) => options.SignIn switch
    {
        TokenSignIn given => new GivenTokens(given),
        _ => throw new TenantException(TenantFailure.SignIn, $"Signing in with {options.SignIn.Name} at {endpoints.Login} is not possible yet."),
    };

    private sealed class GivenTokens(TokenSignIn given) : ITokenSource
    {
        public ValueTask<string> GetAsync(string scope, string? claims, CancellationToken cancellationToken) => given.Give(scope, cancellationToken);
    }
}
