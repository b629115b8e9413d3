namespace TikTokBan.Tenants.Access;

/// <summary>What a tenant's permissions are asked about for.</summary>
public enum AccessPurpose
{
    /// <summary>To scan. Nothing is changed by it.</summary>
    Read,

    /// <summary>To carry plans out as well.</summary>
    Apply,

    /// <summary>To hand reports over: files and the register of waivers in SharePoint, drafts of mail. Nothing of a scan.</summary>
    Publish,
}
