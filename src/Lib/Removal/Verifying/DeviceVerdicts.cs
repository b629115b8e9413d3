using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;
using TikTokBan.Sources;

namespace TikTokBan.Removal.Verifying;

/// <summary>
/// Says what has become of an application on a device. Only what a source says after the removal proves anything: an
/// inventory is up to seven days old and tells no date, and what nobody can list is never called gone.
/// </summary>
internal sealed class DeviceVerdicts(RemovalPlan plan, Sightings sightings, DateTimeOffset now)
{
    private const string Inventory = "mdm.inventory";
    private const string InstallStatus = "mdm.install-status";
    private const string RestrictedApps = "mdm.restricted-apps";
    private const string Devices = "mdm.devices";

    // Packages of the store too, which on Windows are not among what is listed daily.
    private static readonly TimeSpan InventoryAge = TimeSpan.FromDays(7);

    // What vanished without a contact since the scan vanished from a list and not from the device.
    private readonly DateTimeOffset? _known = plan.Scan is { } scan && scan.DataAsOf < scan.FinishedAt ? scan.DataAsOf : plan.Scan?.FinishedAt;

    public VerifiedDevice Of(DeviceRemoval removal)
    {
        var device = sightings.Find(removal.Device);
        var seen = device is null ? Absent(removal) : OfStatus(removal, device) ?? OfLists(removal, device);
        return new VerifiedDevice
        {
            Plan = plan.Id,
            Device = removal.Device.Id,
            Name = removal.Device.Name,
            Platform = removal.Device.Platform,
            Ring = removal.Device.Ring,
            Application = removal.Application.Id,
            State = seen.State,
            AsOf = seen.AsOf,
            Source = seen.Source,
            LastContact = device?.LastContact,
            ActedAt = removal.ActedAt,
            Sentence = string.Join(' ', VerifyText.Around(removal, seen.Sentence, device)),
        };
    }

    private Seen Absent(DeviceRemoval removal)
    {
        if (!sightings.IsWhole(Devices))
            return new(DeviceState.Invisible, null, null, "Intune's devices could not be read in full, and it is not among those that were; look again.");
        return new(DeviceState.Left, now, Devices, sightings.Twin(removal.Device) is { } twin
            ? $"It has left device management, and was enrolled anew as {twin.Keys.IntuneId}; scan again, and make a plan for it as it is now."
            : "It has left device management, which can do and see nothing there any more; have its holder asked.");
    }

    // The service's own word on the order comes first; null where it has none that is newer than the order.
    private Seen? OfStatus(DeviceRemoval removal, DeviceRecord device)
    {
        var answers = removal.Uninstalls.Where(order => order.Ended is { IsDone: true })
            .Select(order => order.Application is { } id ? Newer(sightings.Statuses(removal.Device, id), order.Ended!.At) : [])
            .ToList();
        var all = answers.SelectMany(rows => rows).ToList();
        if (all.Where(row => row.State is "failed" or "uninstallFailed").MaxBy(row => row.ObservedAt) is { } failed)
            return new(DeviceState.StillThere, failed.ObservedAt, InstallStatus, $"Intune could not uninstall it{(failed.Words is { } words ? $": {words.TrimEnd('.')}" : "")}.{(removal.HiddenAt is null ? "" : " It is hidden, once the device has checked in.")}");
        if (all.Where(row => row.State == "installed").MaxBy(row => row.ObservedAt) is { } installed)
            return new(DeviceState.StillThere, installed.ObservedAt, InstallStatus, "Intune reports it as installed, since the order to uninstall it; look again after the next check-in.");
        // An application has several ids, and "not installed" may mean the one that never was there.
        var isWhole = answers.Count == removal.Uninstalls.Count || removal.Application.Sources.Contains(InstallStatus);
        if (answers.Count == 0 || !isWhole || !answers.TrueForAll(rows => rows.Count > 0 && rows.TrueForAll(row => row.State == "notInstalled")))
            return null;
        var at = all.Max(row => row.ObservedAt)!.Value;
        if (!IsListed(removal))
            return new(DeviceState.Gone, at, InstallStatus, "Intune reports it as uninstalled.");
        if (device.LastContact - InventoryAge > at)
            return null;
        // On Apple's devices management answers only for the copy that it installed itself.
        return removal.Device.Platform is "ios" or "ipados"
            ? new(DeviceState.WaitingForCheckIn, device.LastContact, Inventory, $"Intune reports it as uninstalled, and still lists it: the list may be older, or its user has a copy from the App Store. {VerifyText.LookAgain(at + InventoryAge)}")
            : new(DeviceState.Gone, at, InstallStatus, "Intune reports it as uninstalled; its inventory, which is older, still lists it.");
    }

    private Seen OfLists(DeviceRemoval removal, DeviceRecord device)
    {
        var contact = device.LastContact;
        var isNew = contact > removal.ActedAt;
        if (!IsListed(removal) && WasListed(removal) && sightings.IsWhole(Inventory) && IsListing(removal.Device, device) && contact > _known)
            return new(DeviceState.Gone, contact, Inventory, "Intune's inventory listed it, and does no longer.");
        if (contact > removal.HiddenAt)
            return new(DeviceState.Blocked, contact, Devices, $"It is hidden and kept from starting, since the device checked in.{(IsListed(removal) ? " The copy stays until its user deletes it." : "")}");
        if (isNew && sightings.IsSeen(RestrictedApps, removal.Device, removal.Application.Id))
            return new(DeviceState.StillThere, contact, RestrictedApps, "A compliance setting finds it on the device, which has checked in since.");
        if (removal.Application.Sources.Count == 0 && contact > removal.UnreachableAt)
            return new(DeviceState.Blocked, contact, Devices, "It was only reached, not installed; its domains are blocked, where Defender's network protection is on.");
        return IsListed(removal) ? Listed(removal, contact) : Unlisted(removal, device, isNew);
    }

    private static Seen Listed(DeviceRemoval removal, DateTimeOffset? contact)
    {
        if (removal.ActedAt is not { } acted)
            return new(DeviceState.StillThere, contact - InventoryAge, Inventory, "Intune's inventory lists it.");
        if (contact - InventoryAge > acted)
            return new(DeviceState.StillThere, contact - InventoryAge, Inventory, "Intune's inventory still lists it, and is newer than the removal; look what its platform's controls leave to a person.");
        return contact > acted
            ? new(DeviceState.WaitingForCheckIn, contact, Inventory, $"The device has checked in since. Intune still lists it, but the inventory may be up to seven days old. {VerifyText.LookAgain(acted + InventoryAge)}")
            : new(DeviceState.WaitingForCheckIn, contact, Devices, $"The device has not checked in since. {VerifyText.LastContact(contact)}");
    }

    private Seen Unlisted(DeviceRemoval removal, DeviceRecord device, bool isNew)
    {
        if (removal.ActedAt is not null && !isNew)
            return new(DeviceState.WaitingForCheckIn, device.LastContact, Devices, $"The device has not checked in since. {VerifyText.LastContact(device.LastContact)}");
        return new(DeviceState.Invisible, null, null, WhyInvisible(removal, device));
    }

    private string WhyInvisible(DeviceRemoval removal, DeviceRecord device)
    {
        if (!IsListing(removal.Device, device))
            return EnrolmentOf(device) == EnrolmentKind.Aosp ? "Android without Google's services reports no applications." : "The device does not count as the authority's in Intune, which then lists only what it installed itself; it may still be there.";
        if (removal.Application.Sources.Count == 0)
            return "It was only reached, not seen installed, and no list tells of that.";
        if (!WasListed(removal))
            return $"Only {string.Join(" and ", removal.Application.Sources)} named it, and that proves nothing here; scan again, and compare.";
        return sightings.IsWhole(Inventory)
            ? "Intune no longer lists it, but the device has not been in contact since the scan that the plan was made from."
            : "Intune's inventory could not be read in full, and what was read doesn't name it; look again.";
    }

    private static List<InstallStatusRecord> Newer(IReadOnlyList<InstallStatusRecord> rows, DateTimeOffset than) => [.. rows.Where(row => row.ObservedAt > than)];

    private bool IsListed(DeviceRemoval removal) => sightings.IsSeen(Inventory, removal.Device, removal.Application.Id);

    private static bool WasListed(DeviceRemoval removal) => removal.Application.Sources.Contains(Inventory);

    // Of what counts as somebody's own, Intune lists only what it manages: an application that vanished may just not be listed any more.
    // Where it never said whose the device is, and listed the application all the same, it still would.
    private static bool IsListing(PlannedDevice planned, DeviceRecord device) => EnrolmentOf(device) switch
    {
        EnrolmentKind.Aosp => false,
        EnrolmentKind.PersonalWorkProfile => true,
        _ => device.Ownership == "company" || (device.Ownership is null && planned.Ownership is null),
    };

    internal static EnrolmentKind EnrolmentOf(DeviceRecord device) => SituationOf.EnrolmentOf(device.Platform, device.Enrolment);

    private sealed record Seen(DeviceState State, DateTimeOffset? AsOf, string? Source, string Sentence);
}
