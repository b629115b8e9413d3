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

    /// <summary>Defender for Endpoint's own API, at an address of its own: 100 requests a minute.</summary>
    Defender,

    /// <summary>What changes the directory, beside what all requests to it count for: 3,000 in 150 seconds.</summary>
    DirectoryWrites,

    /// <summary>What is sent to devices by Intune, likewise: 200 in 20 seconds.</summary>
    IntuneDeviceWrites,

    /// <summary>What changes Intune's applications, likewise: 100 in 20 seconds.</summary>
    IntuneApplicationWrites,

    /// <summary>What changes Intune's configurations and compliance policies, likewise: 100 in 20 seconds.</summary>
    IntuneConfigurationWrites,

    /// <summary>What imports indicators into Defender, likewise: 30 in a minute.</summary>
    DefenderImports,

    /// <summary>SharePoint: sites, libraries, lists. The smallest tenants have 1,200 resource units a minute, and a change costs two.</summary>
    SharePoint,

    /// <summary>Where SharePoint takes the pieces of a large file. Takes no token.</summary>
    Uploads,

    /// <summary>Mailboxes.</summary>
    Mail,
}
