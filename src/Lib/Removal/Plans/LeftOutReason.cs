namespace TikTokBan.Removal.Plans;

/// <summary>Why no action is planned for an exposure. The first that holds, in this order.</summary>
public enum LeftOutReason
{
    /// <summary>Its verdict is none that is acted on: Advise, Review, Exempt, OutOfScope or NotInForce.</summary>
    Verdict,

    /// <summary>A fact that could change the verdict is missing.</summary>
    FactsMissing,

    /// <summary>Its evidence is possible and not more.</summary>
    WeakEvidence,

    /// <summary>A person or device of it is protected by the authority profile.</summary>
    Protected,

    /// <summary>No device is known.</summary>
    NoDevice,

    /// <summary>A network address is all that is known of the device.</summary>
    AddressOnly,

    /// <summary>The device is somebody's own.</summary>
    OwnerPersonal,

    /// <summary>The device is neither the authority's nor the person's.</summary>
    OwnerOther,

    /// <summary>Nobody knows whose device it is.</summary>
    OwnerUnknown,

    /// <summary>The authority pays for nothing of it.</summary>
    PayerNone,

    /// <summary>Nobody knows who pays for it.</summary>
    PayerUnknown,

    /// <summary>Another exposure of the same device says of owner, payer or protection what forbids to act on it.</summary>
    Disputed,

    /// <summary>Device management does not have the device, or its id is none.</summary>
    NotManaged,

    /// <summary>The directory has no such device, so that no group can bound what is done to it.</summary>
    NotInDirectory,

    /// <summary>In this situation there is no control that a program could use.</summary>
    NoControl,

    /// <summary>The catalogue has no confirmed identifier by which the control could name the application.</summary>
    NoIdentifier,

    /// <summary>Only a control that reaches everybody in the tenant is left, and it was not asked for.</summary>
    TenantWideOnly,
}
