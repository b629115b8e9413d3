using TikTokBan.Catalogue;
using TikTokBan.Removal.Plans;
using TikTokBan.Sources;

namespace TikTokBan.Removal.Verifying;

/// <summary>What sources say now of the devices of a plan. All else that they say is passed over.</summary>
internal sealed class Sightings
{
    private readonly HashSet<string> _ids;
    private readonly HashSet<string> _serials;
    private readonly HashSet<string> _entraIds;
    private readonly Dictionary<string, string> _byName;
    private readonly Dictionary<string, DeviceRecord> _devices = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DeviceRecord> _others = [];
    private readonly HashSet<(string Source, string Device, string Application)> _seen = [];
    private readonly Dictionary<(string Device, string Application), List<InstallStatusRecord>> _statuses = [];
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);

    public Sightings(IReadOnlyList<PlannedDevice> devices)
    {
        _ids = devices.Select(device => device.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _serials = devices.Select(device => device.Serial).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        _entraIds = devices.Select(device => device.EntraDeviceId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _byName = devices.Where(device => device.Name is not null).GroupBy(device => device.Name!, StringComparer.OrdinalIgnoreCase)
            .Where(named => named.Count() == 1).ToDictionary(named => named.Key, named => named.Single().Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether sources of a kind were read to their end, so that what they don't name isn't there.</summary>
    public bool IsWhole(string source) => _whole.Contains(source);

    public void MarkWhole(string source) => _whole.Add(source);

    public void Add(SourceRecord record)
    {
        switch (record)
        {
            case DeviceRecord device:
                Add(device);
                break;
            case InstallStatusRecord { Device.IntuneId: { } id, ApplicationId: { } application } status when _ids.Contains(id):
                var key = (id.ToLowerInvariant(), application.ToLowerInvariant());
                if (!_statuses.TryGetValue(key, out var statuses))
                    _statuses.Add(key, statuses = []);
                statuses.Add(status);
                break;
            // Of several restricted applications it isn't told which was found.
            case Observation { Source: "mdm.restricted-apps", Match.Outcome: not MatchOutcome.Covered }:
                break;
            case Observation { Match.Application: { } application } observation when IdOf(observation.Device) is { } id:
                _seen.Add((observation.Source, id.ToLowerInvariant(), application));
                break;
        }
    }

    /// <summary>The device as management has it; null where it doesn't.</summary>
    public DeviceRecord? Find(PlannedDevice device) => _devices.GetValueOrDefault(device.Id);

    /// <summary>Another enrolment of the same thing; null where there is none.</summary>
    public DeviceRecord? Twin(PlannedDevice device) => _others.Find(other =>
        string.Equals(other.Keys.EntraDeviceId, device.EntraDeviceId, StringComparison.OrdinalIgnoreCase)
        || (device.Serial is not null && string.Equals(other.Keys.Serial, device.Serial, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a source names the application on the device.</summary>
    public bool IsSeen(string source, PlannedDevice device, string application) => _seen.Contains((source, device.Id.ToLowerInvariant(), application));

    /// <summary>How far an assignment got on the device; a row for each of its users.</summary>
    public IReadOnlyList<InstallStatusRecord> Statuses(PlannedDevice device, string application) =>
        _statuses.GetValueOrDefault((device.Id.ToLowerInvariant(), application.ToLowerInvariant())) ?? [];

    private void Add(DeviceRecord device)
    {
        if (device.Keys.IntuneId is not { } id)
            return;
        if (!_ids.Contains(id))
        {
            if ((device.Keys.Serial is { } serial && _serials.Contains(serial)) || (device.Keys.EntraDeviceId is { } entra && _entraIds.Contains(entra)))
                _others.Add(device);
        }
        else if (!_devices.TryGetValue(id, out var known) || device.LastContact > (known.LastContact ?? DateTimeOffset.MinValue))
        {
            _devices[id] = device;
        }
    }

    // A name is a weak key; here it can only keep a device from being called clean.
    private string? IdOf(DeviceKeys keys) => keys.IntuneId is { } id
        ? _ids.Contains(id) ? id : null
        : keys.Name is { } name ? _byName.GetValueOrDefault(name) : null;
}
