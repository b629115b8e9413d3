using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Removal.Remedies;

/// <summary>Reads the situation of an exposure from what sources say of its device. A word that is not known is never guessed at.</summary>
internal static class SituationOf
{
    public static Situation Of(Exposure exposure) => exposure.Device is not { } device
        ? new Situation(null, EnrolmentKind.None, null, InstalledOf(exposure))
        : new Situation(device.Platform, EnrolmentOf(device), device.Supervised, InstalledOf(exposure));

    /// <summary>How far management reaches into a device that it has, by the word that its source uses for the enrolment.</summary>
    public static EnrolmentKind EnrolmentOf(string? platform, string? word) => platform switch
    {
        "ios" or "ipados" or "macos" => Apple(Letters(word)),
        "android" => Android(Letters(word)),
        "windows" => Windows(Letters(word)),
        _ => EnrolmentKind.Unknown,
    };

    private static EnrolmentKind EnrolmentOf(ExposedDevice device) =>
        device.IntuneId is null ? EnrolmentKind.None : EnrolmentOf(device.Platform, device.Enrolment);

    // Account-driven user enrolment is user enrolment; a plain "userEnrollment" is a device that its user enrolled.
    private static EnrolmentKind Apple(string word) => word switch
    {
        _ when word.Contains("appleuserenrol", StringComparison.Ordinal) || word.Contains("accountdrivenuser", StringComparison.Ordinal) => EnrolmentKind.User,
        "userenrollment" or "userenrolment" or "deviceenrollmentmanager" => EnrolmentKind.Device,
        _ when word.StartsWith("applebulk", StringComparison.Ordinal) => EnrolmentKind.Device,
        _ => EnrolmentKind.Unknown,
    };

    // On Android "userEnrollment" stands for a personal work profile and for the old device administrator alike.
    private static EnrolmentKind Android(string word) => word switch
    {
        _ when word.Contains("aosp", StringComparison.Ordinal) => EnrolmentKind.Aosp,
        _ when word.Contains("fullymanaged", StringComparison.Ordinal) => EnrolmentKind.FullyManaged,
        _ when word.Contains("dedicated", StringComparison.Ordinal) => EnrolmentKind.Dedicated,
        _ when word.Contains("deviceadmin", StringComparison.Ordinal) => EnrolmentKind.DeviceAdministrator,
        _ when !word.Contains("workprofile", StringComparison.Ordinal) => EnrolmentKind.Unknown,
        _ when word.Contains("corporate", StringComparison.Ordinal) => EnrolmentKind.CorporateWorkProfile,
        _ when word.Contains("personal", StringComparison.Ordinal) => EnrolmentKind.PersonalWorkProfile,
        _ => EnrolmentKind.Unknown,
    };

    private static EnrolmentKind Windows(string word) =>
        word.StartsWith("windows", StringComparison.Ordinal) || word is "azureadjoin" or "entrajoin" or "userenrollment" or "userenrolment" or "deviceenrollmentmanager"
            ? EnrolmentKind.Device
            : EnrolmentKind.Unknown;

    private static InstallMethod InstalledOf(Exposure exposure)
    {
        if (exposure.Conducts.Count > 0 && exposure.Conducts.All(conduct => conduct is Conduct.Web or Conduct.Traffic))
            return InstallMethod.BrowserOnly;
        var evidence = exposure.Evidence.Where(piece => piece.Outcome == MatchOutcome.Covered && piece.Conduct == Conduct.Installed).ToList();
        // The status of an assignment speaks only of what management itself put there.
        if (evidence.Exists(piece => piece.Source == "mdm.install-status"))
            return InstallMethod.ByManagement;
        if (evidence.Exists(piece => piece.Kind == IndicatorKind.PackageFamilyName))
            return InstallMethod.StoreApp;
        return evidence.Exists(piece => piece.Kind == IndicatorKind.Winget) ? InstallMethod.Winget : InstallMethod.Unknown;
    }

    private static string Letters(string? text) =>
        text is null ? "" : string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
