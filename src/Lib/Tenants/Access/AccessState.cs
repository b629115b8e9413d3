namespace TikTokBan.Tenants.Access;

/// <summary>Whether something can be read of a tenant. The graver comes later.</summary>
public enum AccessState
{
    /// <summary>It answers, or the token names the permission for it.</summary>
    Readable,

    /// <summary>It can't be tried without reading much, and the token doesn't say what it allows.</summary>
    Unknown,

    /// <summary>The tenant has no licence for it, or the feature isn't switched on.</summary>
    LicenceMissing,

    /// <summary>The tenant's cloud doesn't have it.</summary>
    NotSupportedInCloud,

    /// <summary>The service's own principal has to be created in the tenant first.</summary>
    NotProvisioned,

    /// <summary>A permission, or for a person a role, is missing.</summary>
    PermissionMissing,

    /// <summary>It could not be tried: the service failed or wasn't reached.</summary>
    Failed,
}
