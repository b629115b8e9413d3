namespace TikTokBan.Tenant.Http;

/// <summary>Services that count and refuse requests apart from one another.</summary>
public enum Family
{
    /// <summary>Users, groups, devices, applications.</summary>
    Directory,

    /// <summary>Sign-in logs.</summary>
    IdentityReports,

    /// <summary>Device management.</summary>
    Intune,

    /// <summary>Device management's export jobs.</summary>
    IntuneExports,

    /// <summary>Exchange message trace.</summary>
    MessageTrace,

    /// <summary>Advanced hunting.</summary>
    Hunting,

    /// <summary>Cloud discovery.</summary>
    Security,

    /// <summary>Global Secure Access.</summary>
    NetworkAccess,

    /// <summary>Files of export jobs.</summary>
    Storage,

    /// <summary>Defender for Endpoint's own API.</summary>
    Defender,

    /// <summary>Sites, libraries and lists.</summary>
    SharePoint,

    /// <summary>Where pieces of files are taken.</summary>
    Uploads,

    /// <summary>Mailboxes.</summary>
    Mail,

    /// <summary>Where tokens are issued.</summary>
    Login,
}
