using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>The waiver register, by device and by holder.</summary>
internal sealed class WaiverIndex(DeviceIndex devices, PersonIndex people, DateOnly asOf)
{
    private readonly Dictionary<int, List<WaiverRecord>> _byDevice = [];
    private readonly Dictionary<int, List<WaiverRecord>> _byHolder = [];

    /// <summary>Set once a register was read whole: then no line means no waiver.</summary>
    public bool Known { get; set; }

    public void Add(WaiverRecord record)
    {
        if (!record.Device.IsEmpty && devices.Find(record.Device) is var device and >= 0)
            List(_byDevice, device).Add(record);
        else if (record.Device.IsEmpty && people.Find(record.Holder) is var holder and >= 0)
            List(_byHolder, holder).Add(record);
    }

    /// <summary>The waiver that speaks of the case: one that holds before one that does not, a later expiry before an earlier.</summary>
    public WaiverRecord? Of(int device, int person, string application)
    {
        var lines = (device >= 0 ? _byDevice.GetValueOrDefault(device) ?? [] : [])
            .Concat(person >= 0 ? _byHolder.GetValueOrDefault(person) ?? [] : [])
            .Where(line => line.Application is null || string.Equals(line.Application, application, StringComparison.OrdinalIgnoreCase));
        return lines
            .OrderByDescending(Holds)
            .ThenByDescending(line => line.Facts.Expires ?? DateOnly.MinValue)
            .ThenBy(line => line.Id, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>Whether it has begun and was not taken back. Its expiry is for the judge.</summary>
    public bool Holds(WaiverRecord waiver) => !(waiver.From > asOf) && !(waiver.Revoked <= asOf);

    private static List<WaiverRecord> List(Dictionary<int, List<WaiverRecord>> table, int key)
    {
        if (!table.TryGetValue(key, out var lines))
            table.Add(key, lines = []);
        return lines;
    }
}
