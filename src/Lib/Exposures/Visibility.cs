namespace TikTokBan.Exposures;

/// <summary>Which devices' applications no source shows, and why: the other half of every "0 found".</summary>
internal sealed class Visibility(bool inventoryWasRead, DateOnly asOf)
{
    // The service refreshes a device's inventory every seven days; after four missed rounds it says nothing of today.
    private const int StaleAfterDays = 30;

    /// <summary>The reason why nothing shows what is installed on a device; null where an inventory shows it.</summary>
    public string? WhyUnseen(KnownDevice device)
    {
        // The inventory lists what is on it, whether or not a list of devices was given too.
        if (!device.InMdm && !device.Listed && inventoryWasRead && device.IntuneKey != Guid.Empty)
            return null;
        if (!device.InMdm)
            return "not-in-device-management";
        if (!inventoryWasRead)
            return "no-inventory-given";
        if (string.Equals(device.Ownership, "personal", StringComparison.OrdinalIgnoreCase))
            return "personal-devices";
        if (device.Platform == "android" && Enrolled(device, "aosp"))
            return "aosp";
        if (device.Platform == "android" && Enrolled(device, "workprofile"))
            return "android-outside-work-profile";
        return device.LastContact is { } contact && DateOnly.FromDateTime(contact.UtcDateTime) < asOf.AddDays(-StaleAfterDays)
            ? "no-contact-for-30-days"
            : null;
    }

    private static bool Enrolled(KnownDevice device, string word) =>
        device.Enrolment?.Replace(" ", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase) ?? false;
}
