namespace TikTokBan.Sources;

/// <summary>Whom or what the kinds of source cannot see. The ids are stable; translations are looked up by them.</summary>
internal static class BlindSpots
{
    public static readonly BlindSpot PersonalDevices = new(
        "personal-devices", "On personally owned devices only the applications that the authority itself installed are listed.");

    public static readonly BlindSpot AndroidOutsideWorkProfile = new(
        "android-outside-work-profile", "On Android only the work profile and system applications are listed, never the personal side.");

    public static readonly BlindSpot Aosp = new(
        "aosp", "Android devices without Google services (AOSP) report no applications at all.");

    public static readonly BlindSpot InventorySevenDays = new(
        "inventory-seven-days", "A device reports its applications once in seven days, so an installation or removal of the last week may be missing.");

    public static readonly BlindSpot CountsOnly = new(
        "counts-only", "It counts devices and names none of them.");

    public static readonly BlindSpot UnenrolledDevices = new(
        "unenrolled-devices", "Devices that are not enrolled do not appear.");

    public static readonly BlindSpot AssignedApplicationsOnly = new(
        "assigned-applications-only", "Only devices to which the authority assigned the application are listed.");

    public static readonly BlindSpot RestrictedListOnly = new(
        "restricted-list-only", "Only what the authority itself put on the list of restricted applications of a compliance policy is looked for, and of several it is not said which was found.");

    public static readonly BlindSpot UnregisteredDevices = new(
        "unregistered-devices", "Devices that were never registered in the directory do not appear.");

    public static readonly BlindSpot ConsumerAccounts = new(
        "consumer-accounts", "A TikTok account that was opened with a private address, a telephone number or another provider leaves no trace here.");

    public static readonly BlindSpot InteractiveSignInsOnly = new(
        "interactive-sign-ins-only", "Only interactive sign-ins to applications of the directory are recorded, for 7 to 30 days.");

    public static readonly BlindSpot NinetyDays = new(
        "ninety-days", "Mail of more than 90 days ago is not in it.");

    public static readonly BlindSpot ThirtyDays = new(
        "thirty-days", "Events of more than 30 days ago are not in it.");

    public static readonly BlindSpot OnboardedDevicesOnly = new(
        "onboarded-devices-only", "Only devices that are onboarded to Defender appear.");

    public static readonly BlindSpot ClientDevicesOnly = new(
        "client-devices-only", "Only devices that run the Global Secure Access client, and only the traffic that is sent through it.");

    public static readonly BlindSpot NoMobileDevices = new(
        "no-mobile-devices", "Telephones and tablets do not report network events or, without their own set-up, software.");

    public static readonly BlindSpot RewrittenLinksOnly = new(
        "rewritten-links-only", "Only links in mail, Teams and Office documents that Safe Links checked are recorded.");

    public static readonly BlindSpot OffNetwork = new(
        "off-network", "Traffic over mobile data or other networks does not pass here.");

    public static readonly BlindSpot NatAddressOnly = new(
        "nat-address-only", "A client is known by its network address alone, which several devices may share or take in turn.");

    public static readonly BlindSpot EncryptedClientHello = new(
        "encrypted-client-hello", "Connections that hide the host name (encrypted client hello, QUIC) are not named.");

    public static readonly BlindSpot EncryptedDns = new(
        "encrypted-dns", "Devices that resolve names over HTTPS or TLS with another resolver do not appear.");

    public static readonly BlindSpot ConnectedCloudAppsOnly = new(
        "connected-cloud-apps-only", "Only cloud applications that are connected to Defender for Cloud Apps, or that it controls sessions of, report what is done in them.");

    public static readonly BlindSpot WebAppTracesOnly = new(
        "web-app-traces-only", "Only web applications that were installed or started in the last 30 days leave a trace; that one was removed again is not seen.");

    public static readonly BlindSpot UploadedLogsOnly = new(
        "uploaded-logs-only", "Only traffic of which logs reach cloud discovery; people and devices may be named by pseudonyms, and are then counted alone.");
}
