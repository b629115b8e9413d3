using TikTokBan.Exposures;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Plans;

/// <summary>People and devices for which nothing is planned: a person decides on them.</summary>
internal sealed class Protection(IReadOnlyList<string> people, IReadOnlyList<string> devices)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    private readonly HashSet<string> _devices = new(devices.Select(device => device.Trim()), StringComparer.OrdinalIgnoreCase);

    public bool Covers(Exposure exposure) =>
        CoversPerson(exposure.Person?.UserPrincipalName) || CoversPerson(exposure.Person?.Id)
        || (exposure.Device is { } device && CoversDevice(device.Id, device.IntuneId, device.EntraDeviceId, device.Serial, device.Name));

    public bool CoversPerson(string? name)
    {
        if (name is null || people.Count == 0)
            return false;
        if (!_known.TryGetValue(name, out var covered))
            _known[name] = covered = people.Any(one => AccountName.Same(one, name));
        return covered;
    }

    public bool CoversDevice(params ReadOnlySpan<string?> keys)
    {
        foreach (var key in keys)
        {
            if (key is not null && _devices.Contains(key))
                return true;
        }

        return false;
    }
}
