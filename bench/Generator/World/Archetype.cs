namespace TikTokBan.Generator.World;

/// <summary>A way in which a device came to be and to be managed; decides what anybody can see of it.</summary>
/// <param name="Id">Short name; also the topic of its draws.</param>
/// <param name="Share">How many of a thousand devices are of it.</param>
/// <param name="Os">Operating system, as the device report says.</param>
/// <param name="InventoryPlatform">Platform, as the inventory report says; null where no inventory is taken.</param>
/// <param name="Ownership"><c>Company</c> or <c>Personal</c>.</param>
/// <param name="Enrolment">Enrolment type.</param>
/// <param name="DeviceType">The report's number for the type of device, and its text.</param>
/// <param name="Kind">How big it is and who makes it.</param>
/// <param name="HasUser">False for shared devices and kiosks.</param>
/// <param name="TikTok">How likely it is that TikTok is on it and visible.</param>
internal sealed record Archetype(
    string Id,
    int Share,
    string Os,
    string? InventoryPlatform,
    string Ownership,
    string Enrolment,
    (int Code, string Text) DeviceType,
    Hardware Kind,
    bool HasUser = true,
    double TikTok = 0)
{
    public bool Company => Ownership == "Company";

    public bool Phone => Kind is Hardware.IPhone or Hardware.AndroidPhone;

    public bool Apple => Kind is Hardware.IPhone or Hardware.IPad;

    public static readonly Archetype WindowsCompany = new("windows", 420, "Windows", "Windows", "Company", "windowsAzureADJoin", (1, "Desktop"), Hardware.Pc, TikTok: 0.010);

    public static readonly Archetype MacCompany = new("mac", 40, "macOS", "MacOS", "Company", "appleBulkWithUser", (14, "MacMDM"), Hardware.Mac, TikTok: 0.02);

    public static readonly Archetype IPhoneCompany = new("iphone", 190, "iOS", "IOS", "Company", "appleBulkWithUser", (8, "iPhone"), Hardware.IPhone, TikTok: 0.10);

    public static readonly Archetype IPadCompany = new("ipad", 30, "iPadOS", "IOS", "Company", "appleBulkWithUser", (9, "iPad"), Hardware.IPad, TikTok: 0.07);

    public static readonly Archetype IPadShared = new("ipad-shared", 20, "iPadOS", "IOS", "Company", "appleBulkWithoutUser", (9, "iPad"), Hardware.IPad, HasUser: false, TikTok: 0.05);

    public static readonly Archetype IPhonePersonal = new("iphone-byod", 110, "iOS", "IOS", "Personal", "appleUserEnrollment", (8, "iPhone"), Hardware.IPhone, TikTok: 0.10);

    public static readonly Archetype AndroidWorkProfile = new("android-wp", 70, "Android", "AndroidWorkProfile", "Personal", "userEnrollment", (17, "AndroidForWork"), Hardware.AndroidPhone, TikTok: 0.07);

    public static readonly Archetype AndroidFullyManaged = new("android-fm", 55, "Android", "AndroidFullyManagedDedicated", "Company", "androidEnterpriseFullyManaged", (18, "AndroidEnterprise"), Hardware.AndroidPhone, TikTok: 0.10);

    public static readonly Archetype AndroidCope = new("android-cope", 30, "Android", "AndroidWorkProfile", "Company", "androidEnterpriseCorporateWorkProfile", (18, "AndroidEnterprise"), Hardware.AndroidPhone, TikTok: 0.05);

    public static readonly Archetype AndroidDedicated = new("android-dedicated", 15, "Android", "AndroidFullyManagedDedicated", "Company", "androidEnterpriseDedicatedDevice", (18, "AndroidEnterprise"), Hardware.AndroidPhone, HasUser: false);

    public static readonly Archetype AndroidAosp = new("android-aosp", 5, "Android", null, "Company", "androidAOSPUserlessDeviceEnrollment", (18, "AndroidEnterprise"), Hardware.AndroidPhone, HasUser: false);

    public static readonly Archetype Linux = new("linux", 8, "Linux", null, "Company", "userEnrollment", (20, "Linux"), Hardware.Pc);

    public static readonly Archetype ChromeOs = new("chromeos", 7, "ChromeOS", null, "Company", "unknown", (21, "ChromeOS"), Hardware.Pc);

    public static readonly IReadOnlyList<Archetype> All =
    [
        WindowsCompany, MacCompany, IPhoneCompany, IPadCompany, IPadShared, IPhonePersonal, AndroidWorkProfile,
        AndroidFullyManaged, AndroidCope, AndroidDedicated, AndroidAosp, Linux, ChromeOs,
    ];
}

/// <summary>What sort of hardware.</summary>
internal enum Hardware
{
    Pc,
    Mac,
    IPhone,
    IPad,
    AndroidPhone,
}
