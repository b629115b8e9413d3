namespace TikTokBan.Tenants.Operations;

/// <summary>Services of a tenant that count requests apart from one another.</summary>
public enum ServiceFamily
{
    /// <summary>The directory: users, groups, devices, service principals, grants.</summary>
    Directory,

    /// <summary>Sign-in reports: 5 requests in 10 seconds.</summary>
    IdentityReports,

    /// <summary>Intune's devices, applications and policies.</summary>
    Intune,

    /// <summary>Intune's export jobs.</summary>
    IntuneExports,

    /// <summary>Exchange message trace: 100 requests in 5 minutes, for everybody in the tenant together.</summary>
    MessageTrace,

    /// <summary>Defender's hunting: at least 45 calls a minute.</summary>
    Hunting,

    /// <summary>Cloud app discovery and other security services.</summary>
    Security,

    /// <summary>Global Secure Access.</summary>
    NetworkAccess,

    /// <summary>Where export jobs leave their files. Takes no token.</summary>
    Storage,
}
