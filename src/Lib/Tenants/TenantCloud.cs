namespace TikTokBan.Tenants;

/// <summary>A Microsoft cloud. Each has its own sign-in and its own services.</summary>
public enum TenantCloud
{
    /// <summary>The worldwide cloud, and GCC.</summary>
    Global,

    /// <summary>US Government, GCC High.</summary>
    UsGov,

    /// <summary>US Department of Defense.</summary>
    DoD,

    /// <summary>China, operated by 21Vianet.</summary>
    China,
}
