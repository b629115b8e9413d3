namespace TikTokBan.Tenants;

/// <summary>What whoever still uses a session hears when it is disconnected.</summary>
internal static class SessionEnded
{
    public static TenantException Sentence() =>
        new(TenantFailure.SignIn, "The session with the tenant was disconnected while it was in use; connect again.");
}
