using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.SignIn;

/// <summary>Where tokens are issued.</summary>
internal static class LoginService
{
    public static IEnumerable<Route> Routes => [];
}
