namespace TikTokBan.Catalogue;

/// <summary>What sort of value an indicator is, and so how it is compared.</summary>
public enum IndicatorKind
{
    /// <summary>An application's name as an inventory or a store shows it.</summary>
    Name,

    /// <summary>A publisher or vendor name.</summary>
    Publisher,

    /// <summary>An iOS or macOS bundle identifier; compared ordinally, case matters.</summary>
    Bundle,

    /// <summary>An App Store identifier: digits, with or without the prefix <c>id</c>.</summary>
    AppStoreId,

    /// <summary>An Android package name.</summary>
    Package,

    /// <summary>An Android signing certificate and the package it signs: <c>SHA256 package</c>.</summary>
    Signer,

    /// <summary>A Windows package family name, or the package's identity name without the publisher's hash.</summary>
    PackageFamilyName,

    /// <summary>A Windows Package Manager identifier.</summary>
    Winget,

    /// <summary>A host name.</summary>
    Domain,

    /// <summary>An absolute address of a page or a call.</summary>
    Url,

    /// <summary>A mail sender: an address, or a display name and an address.</summary>
    Sender,

    /// <summary>A mail's subject line.</summary>
    Subject,

    /// <summary>An IP address, or an autonomous system written <c>ASnnn</c>.</summary>
    Address,

    /// <summary>A social-media handle.</summary>
    Account,
}
