using System.Collections.Concurrent;

namespace TikTokBan.Tenant.Data;

/// <summary>Where the inventory of applications is. It may have tens of millions of rows, so it stays in its file; what devices have removed since is kept beside it.</summary>
internal sealed class InventoryData
{
    private readonly Lock _gate = new();
    private readonly List<IReadOnlyDictionary<string, string>> _counts = [];
    private readonly ConcurrentDictionary<(string Device, string Key), bool> _removed = new();
    private readonly ConcurrentDictionary<(string Device, string Key), bool> _gone = new();
    private Dictionary<string, List<(string Key, string Name)>>? _byDevice;

    /// <summary>File with <c>AppInvRawData</c>; null where the tenant has none.</summary>
    public string? RawFile { get; set; }

    /// <summary>Rows of <c>AppInvAggregate</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Counts
    {
        get
        {
            lock (_gate)
                return [.. _counts];
        }
    }

    /// <summary>Whether any row of the file is no longer shown.</summary>
    public bool HasGone => !_gone.IsEmpty;

    public void AddCounts(IEnumerable<IReadOnlyDictionary<string, string>> rows) => _counts.AddRange(rows);

    /// <summary>Whether a row of the file is no longer shown.</summary>
    public bool IsGone(string device, string key) => _gone.ContainsKey((device.ToLowerInvariant(), key));

    /// <summary>The raw rows, read anew each time.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Rows() => File().Where(row => !HasGone || !IsGone(row["DeviceId"], row["ApplicationKey"]));

    /// <summary>Whether a device really has an application, whatever the inventory shows by now.</summary>
    public bool Has(string device, Func<string, bool> isMeant) => Of(device).Any(row => isMeant(row.Name));

    /// <summary>A device removes an application. The inventory shows it until the device's next report.</summary>
    public void Remove(string device, Func<string, bool> isMeant)
    {
        foreach (var (key, _) in Of(device).Where(row => isMeant(row.Name)).ToList())
            _removed[(device.ToLowerInvariant(), key)] = true;
    }

    /// <summary>A device's inventory is renewed.</summary>
    public void Report(string device)
    {
        var id = device.ToLowerInvariant();
        foreach (var (known, key) in _removed.Keys.Where(removed => removed.Device == id))
        {
            if (_gone.TryAdd((known, key), true))
                CountDown(key);
        }
    }

    private void CountDown(string key)
    {
        lock (_gate)
        {
            var at = _counts.FindIndex(row => row["ApplicationKey"] == key);
            if (at < 0)
                return;
            var left = int.Parse(_counts[at]["DeviceCount"], System.Globalization.CultureInfo.InvariantCulture) - 1;
            if (left <= 0)
                _counts.RemoveAt(at);
            else
                _counts[at] = new Dictionary<string, string>(_counts[at], StringComparer.OrdinalIgnoreCase) { ["DeviceCount"] = left.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }
    }

    private IEnumerable<(string Key, string Name)> Of(string device)
    {
        lock (_gate)
        {
            _byDevice ??= File().GroupBy(row => row["DeviceId"].ToLowerInvariant(), row => (row["ApplicationKey"], row["ApplicationName"]), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Distinct().ToList(), StringComparer.Ordinal);
        }
        return _byDevice.GetValueOrDefault(device.ToLowerInvariant(), []).Where(row => !_removed.ContainsKey((device.ToLowerInvariant(), row.Key)));
    }

    private IEnumerable<IReadOnlyDictionary<string, string>> File()
    {
        if (RawFile is null)
            yield break;
        using var stream = ExportFolder.Open(RawFile);
        using var text = new StreamReader(stream);
        foreach (var record in CsvText.Records(text))
            yield return record;
    }
}
