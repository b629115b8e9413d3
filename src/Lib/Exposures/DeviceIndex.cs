using System.Buffers;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>
/// Joins what MDM, the directory and observations know of devices. Ids decide first; a serial number joins a device
/// that was enrolled twice; a name is used last, and only where a single device bears it.
/// </summary>
internal sealed class DeviceIndex(PersonIndex people)
{
    private const int Ambiguous = -2;

    private static readonly SearchValues<char> Filler = SearchValues.Create("0 .-/xX");

    private readonly KeyTable _keys = new();
    private readonly TextPool _pool = new();
    private readonly List<KnownDevice> _devices = [];
    private readonly List<int> _movedTo = [];
    private readonly Dictionary<Guid, int> _byIntune = [];
    private readonly Dictionary<Guid, int> _byEntra = [];
    private readonly Dictionary<Guid, int> _byDefender = [];
    private readonly Dictionary<string, int> _bySerial = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _byImei = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);

    public KnownDevice this[int index] => _devices[index];

    public KeyTable Keys => _keys;

    /// <summary>Every device once, in the order in which they became known.</summary>
    public IEnumerable<KnownDevice> All => _devices.Where((_, index) => _movedTo[index] == index);

    public void Add(DeviceRecord record)
    {
        var ids = IdsOf(record.Keys);
        var index = FindById(ids);
        if (index < 0)
            index = FindTwin(record);
        if (index < 0)
            index = New();
        index = Link(index, _byIntune, ids.Intune);
        index = Link(index, _byEntra, ids.Entra);
        var device = _devices[index];

        var fromMdm = record.Source.StartsWith("mdm.", StringComparison.Ordinal);
        // MDM knows more of a device than the directory does; of two enrolments the one last in contact is the live one.
        var better = !device.Listed
            || (fromMdm && !device.InMdm)
            || (fromMdm == device.InMdm && (record.LastContact ?? DateTimeOffset.MinValue) > (device.LastContact ?? DateTimeOffset.MinValue));
        Describe(device, record, better);
        device.InMdm |= fromMdm;
        device.Listed = true;
        LearnKeys(index, ids, record.Keys, better);

        var user = people.Resolve(record.User);
        if (user >= 0 && (better || device.User < 0))
            device.User = user;
    }

    /// <summary>The device that the keys mean; one that no list has becomes known by this.</summary>
    /// <returns>Its index, or -1 where the keys say nothing.</returns>
    public int Resolve(DeviceKeys keys)
    {
        if (keys.IsEmpty)
            return -1;
        var ids = IdsOf(keys);
        var index = FindById(ids);
        if (index < 0)
            index = FindByHardware(keys);
        if (index < 0)
            index = FindByName(keys.Name);
        if (index < 0)
            index = New();
        LearnKeys(index, ids, keys, overwrite: false);
        return index;
    }

    /// <summary>The device that the keys mean, if it is known already.</summary>
    public int Find(DeviceKeys keys)
    {
        var index = FindById(IdsOf(keys));
        if (index < 0)
            index = FindByHardware(keys);
        return index < 0 ? FindByName(keys.Name) : index;
    }

    private int New()
    {
        _devices.Add(new KnownDevice());
        _movedTo.Add(_movedTo.Count);
        return _devices.Count - 1;
    }

    private int Current(int index)
    {
        while (_movedTo[index] != index)
            index = _movedTo[index];
        return index;
    }

    private Ids IdsOf(DeviceKeys keys) => new(_keys.Of(keys.IntuneId), _keys.Of(keys.EntraDeviceId), _keys.Of(keys.DefenderId));

    private int FindById(Ids ids)
    {
        if (ids.Intune != Guid.Empty && _byIntune.TryGetValue(ids.Intune, out var index))
            return Current(index);
        if (ids.Entra != Guid.Empty && _byEntra.TryGetValue(ids.Entra, out index))
            return Current(index);
        return ids.Defender != Guid.Empty && _byDefender.TryGetValue(ids.Defender, out index) ? Current(index) : -1;
    }

    private int FindByHardware(DeviceKeys keys)
    {
        if (IsRealSerial(keys.Serial) && _bySerial.TryGetValue(keys.Serial!, out var index) && index >= 0)
            return Current(index);
        if (IsRealImei(keys.Imei) && _byImei.TryGetValue(keys.Imei!, out index) && index >= 0)
            return Current(index);
        return -1;
    }

    // A second record with the same serial is the same thing enrolled again, unless makers reuse the number.
    private int FindTwin(DeviceRecord record)
    {
        var index = FindByHardware(record.Keys);
        if (index < 0)
            return -1;
        var known = _devices[index];
        var same = known.Model is null || record.Model is null || string.Equals(known.Model, record.Model, StringComparison.OrdinalIgnoreCase);
        return same ? index : -1;
    }

    private int FindByName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return -1;
        if (_byName.TryGetValue(name, out var index))
            return index >= 0 ? Current(index) : -1;
        // Defender writes the full DNS name, the others the host's label alone.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _byName.TryGetValue(name[..dot], out index) && index >= 0 ? Current(index) : -1;
    }

    // A record may know two ids of which each was known of another device until now: then those two are one.
    private int Link(int index, Dictionary<Guid, int> table, Guid key) =>
        key != Guid.Empty && table.TryGetValue(key, out var other) && Current(other) is var found && found != index
            ? Merge(Math.Min(found, index), Math.Max(found, index))
            : index;

    private int Merge(int kept, int gone)
    {
        var (to, from) = (_devices[kept], _devices[gone]);
        to.Serial ??= from.Serial;
        to.Imei ??= from.Imei;
        to.Name ??= from.Name;
        to.Platform ??= from.Platform;
        to.OsVersion ??= from.OsVersion;
        to.Manufacturer ??= from.Manufacturer;
        to.Model ??= from.Model;
        to.Ownership ??= from.Ownership;
        to.Enrolment ??= from.Enrolment;
        to.Type ??= from.Type;
        to.Supervised ??= from.Supervised;
        to.Managed ??= from.Managed;
        to.LastContact ??= from.LastContact;
        to.IntuneKey = to.IntuneKey == Guid.Empty ? from.IntuneKey : to.IntuneKey;
        to.EntraKey = to.EntraKey == Guid.Empty ? from.EntraKey : to.EntraKey;
        to.DefenderKey = to.DefenderKey == Guid.Empty ? from.DefenderKey : to.DefenderKey;
        to.User = to.User < 0 ? from.User : to.User;
        to.InMdm |= from.InMdm;
        to.Listed |= from.Listed;
        _movedTo[gone] = kept;
        return kept;
    }

    private void Describe(KnownDevice device, DeviceRecord record, bool better)
    {
        device.Platform = Pick(device.Platform, record.Platform, better);
        device.OsVersion = Pick(device.OsVersion, record.OsVersion, better);
        device.Manufacturer = Pick(device.Manufacturer, record.Manufacturer, better);
        device.Model = Pick(device.Model, record.Model, better);
        device.Ownership = Pick(device.Ownership, record.Ownership, better);
        device.Enrolment = Pick(device.Enrolment, record.Enrolment, better);
        device.Type = better ? record.Type ?? device.Type : device.Type ?? record.Type;
        device.Supervised = better ? record.Supervised ?? device.Supervised : device.Supervised ?? record.Supervised;
        device.Managed = better ? record.Managed ?? device.Managed : device.Managed ?? record.Managed;
        if (record.LastContact > (device.LastContact ?? DateTimeOffset.MinValue))
            device.LastContact = record.LastContact;
    }

    private string? Pick(string? known, string? stated, bool better) =>
        _pool.Share(better ? stated ?? known : known ?? stated);

    private void LearnKeys(int index, Ids ids, DeviceKeys keys, bool overwrite)
    {
        var device = _devices[index];
        device.IntuneKey = Learn(_byIntune, ids.Intune, device.IntuneKey, index, overwrite);
        device.EntraKey = Learn(_byEntra, ids.Entra, device.EntraKey, index, overwrite);
        device.DefenderKey = Learn(_byDefender, ids.Defender, device.DefenderKey, index, overwrite);
        if (IsRealSerial(keys.Serial))
        {
            device.Serial = overwrite ? keys.Serial : device.Serial ?? keys.Serial;
            Name(_bySerial, keys.Serial!, index);
        }

        if (IsRealImei(keys.Imei))
        {
            device.Imei = overwrite ? keys.Imei : device.Imei ?? keys.Imei;
            Name(_byImei, keys.Imei!, index);
        }

        if (!string.IsNullOrWhiteSpace(keys.Name))
        {
            device.Name = overwrite ? keys.Name : device.Name ?? keys.Name;
            Name(_byName, keys.Name, index);
        }
    }

    private static Guid Learn(Dictionary<Guid, int> table, Guid key, Guid known, int index, bool overwrite)
    {
        if (key == Guid.Empty)
            return known;
        table.TryAdd(key, index);
        return known == Guid.Empty || overwrite ? key : known;
    }

    private void Name(Dictionary<string, int> table, string name, int index)
    {
        if (!table.TryAdd(name, index) && table[name] is var other && other >= 0 && Current(other) != index)
            table[name] = Ambiguous;
    }

    // What firmware reports when nobody wrote a serial number into it.
    private static bool IsRealSerial(string? serial) =>
        serial is { Length: >= 3 }
        && serial.AsSpan().ContainsAnyExcept(Filler)
        && !serial.Contains("serial", StringComparison.OrdinalIgnoreCase)
        && !serial.Contains("default", StringComparison.OrdinalIgnoreCase)
        && !serial.Contains("O.E.M", StringComparison.OrdinalIgnoreCase)
        && !serial.Equals("unknown", StringComparison.OrdinalIgnoreCase);

    private static bool IsRealImei(string? imei) => imei is { Length: >= 14 } && imei.AsSpan().ContainsAnyExcept('0');

    private readonly record struct Ids(Guid Intune, Guid Entra, Guid Defender);
}
