namespace TikTokBan.Removal.Remedies;

/// <summary>How far device management reaches into a device: the same on every platform, whatever each calls it.</summary>
public enum EnrolmentKind
{
    /// <summary>Nothing tells. The most careful remedy is taken.</summary>
    Unknown,

    /// <summary>Device management does not have it.</summary>
    None,

    /// <summary>The whole device is enrolled: Apple, Windows and Mac.</summary>
    Device,

    /// <summary>Apple's user enrolment: management has a part of its own, and sees nothing else.</summary>
    User,

    /// <summary>Android, fully managed.</summary>
    FullyManaged,

    /// <summary>Android, dedicated to one task, without a user.</summary>
    Dedicated,

    /// <summary>Android, the authority's, with a work profile and a personal side.</summary>
    CorporateWorkProfile,

    /// <summary>Android, with a work profile on somebody's own device.</summary>
    PersonalWorkProfile,

    /// <summary>Android, by the old device administrator.</summary>
    DeviceAdministrator,

    /// <summary>Android without Google's services.</summary>
    Aosp,
}

/// <summary>How the application came onto the device, as far as evidence tells. It decides what management may take away.</summary>
public enum InstallMethod
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>A person took it from a store.</summary>
    ByUser,

    /// <summary>Device management installed it.</summary>
    ByManagement,

    /// <summary>A package of the Microsoft Store.</summary>
    StoreApp,

    /// <summary>A web page that a browser installed as an application.</summary>
    WebApp,

    /// <summary>By the Windows Package Manager, from another source than the store.</summary>
    Winget,

    /// <summary>It is not installed: the service was reached with a browser or by traffic alone.</summary>
    BrowserOnly,
}

/// <summary>What decides which remedy there is. Null is unknown.</summary>
/// <param name="Platform">Such as <c>ios</c>; see <see cref="Platforms"/>.</param>
/// <param name="Enrolment">How far management reaches.</param>
/// <param name="Supervised">Supervised (Apple).</param>
/// <param name="Installed">How the application came there.</param>
public readonly record struct Situation(string? Platform, EnrolmentKind Enrolment, bool? Supervised, InstallMethod Installed)
{
    /// <summary>Every platform that a source can name.</summary>
    public static IReadOnlyList<string> Platforms { get; } = ["ios", "ipados", "android", "windows", "macos", "linux", "chromeos", "tvos", "other"];
}
