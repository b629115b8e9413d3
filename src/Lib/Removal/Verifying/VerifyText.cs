using System.Globalization;
using TikTokBan.Removal.Remedies;
using TikTokBan.Sources;

namespace TikTokBan.Removal.Verifying;

/// <summary>What is said beside a state.</summary>
internal static class VerifyText
{
    /// <summary>A sentence, with what must be known before it and what is never seen after it.</summary>
    public static IEnumerable<string> Around(DeviceRemoval removal, string sentence, DeviceRecord? device)
    {
        if (removal.TakenBackAt is { } takenBack)
            yield return $"The removal was taken back on {Time(takenBack)}.";
        yield return sentence;
        if (removal.Idle is { } idle)
            yield return idle;
        if (device is not null && Unseen(removal, device) is { } unseen)
            yield return unseen;
    }

    public static string LookAgain(DateTimeOffset after) => $"Look again after {Time(after)}.";

    public static string LastContact(DateTimeOffset? contact) =>
        contact is { } known ? $"Its last contact was on {Time(known)}." : "When it was last in contact is not known.";

    private static string? Unseen(DeviceRemoval removal, DeviceRecord device)
    {
        if (device.Platform != "android")
            return DeviceVerdicts.EnrolmentOf(device) == EnrolmentKind.User ? "What its user installed beside management is never listed." : null;
        if (DeviceVerdicts.EnrolmentOf(device) is EnrolmentKind.FullyManaged or EnrolmentKind.Dedicated or EnrolmentKind.DeviceAdministrator or EnrolmentKind.Aosp)
            return null;
        return removal.PersonalSideAt is null
            ? "Where it has a personal side, nobody can list what is there."
            : "It is blocked on the personal side too, which nobody can list.";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
