namespace TikTokBan.Cmdlets.Sessions;

/// <summary>Cells of a session with a tenant.</summary>
public static class ConnectionView
{
    /// <summary>As whom it is signed in.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The person, else the application's id.</returns>
    public static string SignedInAs(TenantConnection shown) => shown?.Account ?? shown?.ClientId ?? "";

    /// <summary>What the token allows.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Permissions(TenantConnection shown) => shown is null ? "" : string.Join(", ", shown.Permissions);
}
