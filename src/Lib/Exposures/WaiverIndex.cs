using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>The waiver register, by device and by holder.</summary>
internal sealed class WaiverIndex(DeviceIndex devices, PersonIndex people, DateOnly asOf)
{
    private readonly Dictionary<int, List<WaiverRecord>> _byDevice = [];
    private readonly Dictionary<int, List<WaiverRecord>> _byHolder = [];

    /// <summary>Set once a register was read whole: then no line means no waiver.</summary>
    public bool Known { get; set; }

    /// <summary>Takes a waiver.</summary>
    /// <returns>False where it is for a device or a person that no other source knows.</returns>
    public bool Add(WaiverRecord record)
    {
        if (!record.Device.IsEmpty && devices.Find(record.Device) is var device and >= 0)
            List(_byDevice, device).Add(record);
        else if (record.Device.IsEmpty && people.Find(record.Holder) is var holder and >= 0)
            List(_byHolder, holder).Add(record);
        else
            return false;
        return true;
    }

    /// <summary>The waivers that speak of the case: those that hold before those that do not, a later expiry before an earlier.</summary>
    public IReadOnlyList<WaiverRecord> Of(int device, int person, string application) =>
    [
        .. (device >= 0 ? _byDevice.GetValueOrDefault(device) ?? [] : [])
            .Where(line => MayBeHolder(line, person))
            .Concat(person >= 0 ? _byHolder.GetValueOrDefault(person) ?? [] : [])
            .Where(line => line.Application is null || string.Equals(line.Application, application, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(Holds)
            .ThenByDescending(line => line.Facts.Expires ?? DateOnly.MinValue)
            .ThenBy(line => line.Id, StringComparer.Ordinal),
    ];

    /// <summary>Whether it has begun and was not taken back. Its expiry is for the judge.</summary>
    public bool Holds(WaiverRecord waiver) => !(waiver.From > asOf) && !(waiver.Revoked <= asOf);

    // A waiver for one person on one device says nothing of another person on it. A person whose name nobody knows may be the holder.
    private bool MayBeHolder(WaiverRecord line, int person) =>
        line.Holder.IsEmpty || person < 0 || people[person].UserPrincipalName is null || people.Find(line.Holder) == person;

    private static List<WaiverRecord> List(Dictionary<int, List<WaiverRecord>> table, int key)
    {
        if (!table.TryGetValue(key, out var lines))
            table.Add(key, lines = []);
        return lines;
    }
}
