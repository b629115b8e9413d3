namespace TikTokBan.Tenant.Http;

/// <summary>Kinds of objects that Intune's administrators may have to approve changes of.</summary>
public enum ApprovalFamily
{
    /// <summary>Applications and their assignments.</summary>
    Apps,

    /// <summary>Compliance policies.</summary>
    Compliance,

    /// <summary>Configurations and policies of the settings catalogue.</summary>
    Configuration,
}
