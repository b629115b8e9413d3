namespace TikTokBan.Tenants.SignIn;

/// <summary>A token as it was issued. A class, so that nothing prints it by printing its members.</summary>
/// <param name="text">The token.</param>
/// <param name="expires">When it ends; null where nobody says.</param>
/// <param name="claims">The claims challenge that it answers; null for none.</param>
internal sealed class IssuedToken(string text, DateTimeOffset? expires, string? claims = null)
{
    public string Text { get; } = text;

    public DateTimeOffset? Expires { get; } = expires;

    public string? Claims { get; } = claims;
}
