using System.Text;
using System.Text.Json;
using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Subjects;

/// <summary>What tells who or what a subject is, gathered from the parts that are sealed under its own keys.</summary>
internal sealed class PersonalIdentifiers
{
    private const int LongestName = 256;

    private readonly HashSet<string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _cases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _callNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, NamedDevice> _devices = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses and ids of the person.</summary>
    public IReadOnlyCollection<string> People => _people;

    /// <summary>Devices that were named.</summary>
    public IReadOnlyCollection<NamedDevice> Devices => [.. _devices.Values.Distinct()];

    /// <summary>Takes over that the person is known by a name.</summary>
    public void AddPerson(string? name) => Add(_people, name);

    /// <summary>Takes over that a device is known by an id.</summary>
    public void AddDevice(string? id) => AddDevice([id], []);

    /// <summary>What tells the person, and those devices, wherever it stands.</summary>
    public IEnumerable<string> Strong(IEnumerable<NamedDevice> devices) => _people.Concat(_cases).Concat(devices.SelectMany(device => device.Ids));

    /// <summary>What tells them only beside something that does: names that others can have too.</summary>
    public IEnumerable<string> Weak(IEnumerable<NamedDevice> devices) => _callNames.Concat(devices.SelectMany(device => device.CallNames));

    /// <summary>Reads a part.</summary>
    public void AddPart(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(ExposureText.Readable(content.Span));
            AddObject(document.RootElement);
        }
        catch (JsonException)
        {
            // A name that stands alone.
            if (content.Length <= LongestName)
                Add(_people, Encoding.UTF8.GetString(content.Span));
        }
    }

    private void AddObject(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return;
        if (Member(root, "person") is { ValueKind: JsonValueKind.Object } person)
        {
            Add(_people, Text(person, "id"));
            Add(_people, Text(person, "userPrincipalName"));
            Add(_callNames, Text(person, "displayName"));
        }

        if (Member(root, "device") is { ValueKind: JsonValueKind.Object } device)
            AddDevice([Text(device, "id"), Text(device, "intuneId"), Text(device, "entraDeviceId"), Text(device, "serial")], [Text(device, "name"), Text(device, "address")]);
        if (Member(root, "application") is not null && Member(root, "evidence") is not null)
            Add(_cases, Text(root, "id"));
        Add(_people, Text(root, "holder"));
        if (Member(root, "role") is not null)
            Add(_people, Text(root, "name"));
        AddDevice([Text(root, "serial"), Text(root, "deviceId")], []);
    }

    // A device that is named twice by different ids is the same one where they share an id.
    private void AddDevice(IEnumerable<string?> ids, IEnumerable<string?> callNames)
    {
        var own = ids.Where(id => !string.IsNullOrWhiteSpace(id)).Select(id => id!.Trim()).ToList();
        if (own.Count == 0)
            return;
        var device = new NamedDevice();
        foreach (var known in own.Where(_devices.ContainsKey).Select(id => _devices[id]).Distinct().ToList())
            device.Merge(known);
        device.Ids.UnionWith(own);
        device.CallNames.UnionWith(callNames.Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name!.Trim()));
        foreach (var id in device.Ids)
            _devices[id] = device;
    }

    private static void Add(HashSet<string> names, string? name)
    {
        if (!string.IsNullOrWhiteSpace(name))
            names.Add(name.Trim());
    }

    private static JsonElement? Member(JsonElement root, string name) => root.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement root, string name) => Member(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

/// <summary>A device, by what sources call it.</summary>
internal sealed class NamedDevice
{
    /// <summary>Ids and serial number.</summary>
    public HashSet<string> Ids { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Name and client address, which others can have too.</summary>
    public HashSet<string> CallNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Merge(NamedDevice other)
    {
        Ids.UnionWith(other.Ids);
        CallNames.UnionWith(other.CallNames);
    }
}
