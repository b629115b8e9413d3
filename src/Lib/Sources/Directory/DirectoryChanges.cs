using System.Text.Json;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Directory;

/// <summary>What a service says has changed since an earlier reading: for each object the properties that changed, or that it is gone. An object may come several times; the later counts.</summary>
internal sealed class DirectoryChanges
{
    private readonly Dictionary<string, Change> _byId = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _byId.Count;

    /// <summary>Takes one entry.</summary>
    /// <returns>False where it doesn't say of which object it is, or not in valid text.</returns>
    public bool Add(JsonElement entry)
    {
        try
        {
            return JsonText.Of(entry, "id") is { } id && Add(id, entry);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The ids of objects that can't be told from their changes alone: those that don't carry what every object has.</summary>
    public HashSet<string> Incomplete(string telltale) => _byId
        .Where(change => !change.Value.Removed && !(change.Value.Properties.TryGetValue(telltale, out var value) && value[0] == (byte)'"'))
        .Select(change => change.Key)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What has become of an object that was known.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="line">The object as it was known.</param>
    /// <returns>The object as it is now; null where it is gone.</returns>
    public ReadOnlyMemory<byte>? Apply(string id, ReadOnlyMemory<byte> line)
    {
        if (!_byId.TryGetValue(id, out var change))
            return line;
        change.Met = true;
        if (change.Removed)
            return null;
        using var known = JsonDocument.Parse(line);
        var properties = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var property in known.RootElement.EnumerateObject())
            properties[property.Name] = JsonSerializer.SerializeToUtf8Bytes(property.Value);
        foreach (var (name, value) in change.Properties)
            properties[name] = value;
        return Written(properties);
    }

    /// <summary>The objects that were not known, after all that were have been applied.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> New() =>
        _byId.Values.Where(change => change is { Met: false, Removed: false }).Select(change => Written(change.Properties));

    private bool Add(string id, JsonElement entry)
    {
        if (!_byId.TryGetValue(id, out var change))
            _byId.Add(id, change = new Change());
        change.Removed = entry.TryGetProperty("@removed", out var removed) && removed.ValueKind != JsonValueKind.Null;
        foreach (var property in entry.EnumerateObject())
        {
            if (!property.Name.Contains('@', StringComparison.Ordinal))
                change.Properties[property.Name] = JsonSerializer.SerializeToUtf8Bytes(property.Value);
        }

        return true;
    }

    private static ReadOnlyMemory<byte> Written(Dictionary<string, byte[]> properties)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return line.GetBuffer().AsMemory(0, (int)line.Length);
    }

    private sealed class Change
    {
        public Dictionary<string, byte[]> Properties { get; } = new(StringComparer.Ordinal);

        public bool Removed { get; set; }

        public bool Met { get; set; }
    }
}
