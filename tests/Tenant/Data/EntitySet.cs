using System.Text.Json;

namespace TikTokBan.Tenant.Data;

/// <summary>One collection of the tenant: objects in a stable order, each change numbered so that a delta can be told.</summary>
public sealed class EntitySet
{
    private readonly Lock _gate = new();
    private readonly Func<long> _tick;
    private readonly string _key;
    private readonly Dictionary<string, Entity> _removed = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);
    private List<Entity> _rows = [];
    private RowSnapshot? _snapshot;

    internal EntitySet(Func<long> tick, string key = "id") => (_tick, _key) = (tick, key);

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _rows.Count;
        }
    }

    /// <summary>The objects as they are now.</summary>
    public IReadOnlyList<JsonElement> All => Rows();

    /// <summary>Adds an object, or replaces the one with the same id.</summary>
    /// <param name="json">The object, with its id.</param>
    public void Set(string json)
    {
        using var document = JsonDocument.Parse(json);
        Set(document.RootElement.Clone());
    }

    /// <summary>Takes an object away.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason"><c>changed</c> for one that can be restored, <c>deleted</c> for good.</param>
    public void Remove(string id, string reason = "changed")
    {
        lock (_gate)
        {
            if (!_index.TryGetValue(id, out var at))
                return;
            _snapshot = null;
            _removed[id] = _rows[at] with { Version = _tick(), Removed = reason };
            _rows = [.. _rows.Where((_, i) => i != at)];
            _index = _rows.Select((row, i) => (row.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.OrdinalIgnoreCase);
        }
    }

    internal void Set(JsonElement json)
    {
        var id = json.TryGetProperty(_key, out var value) ? value.GetString() : null;
        lock (_gate)
        {
            _snapshot = null;
            var entity = new Entity(id ?? "", json, _tick(), null);
            if (id is not null && _index.TryGetValue(id, out var at))
            {
                _rows[at] = entity;
                return;
            }
            if (id is not null)
                _index[id] = _rows.Count;
            _rows.Add(entity);
            _removed.Remove(entity.Id);
        }
    }

    internal void Sort(Comparison<JsonElement> order)
    {
        lock (_gate)
        {
            _snapshot = null;
            _rows.Sort((a, b) => order(a.Json, b.Json));
            _index = _rows.Select((row, i) => (row.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.OrdinalIgnoreCase);
        }
    }

    internal JsonElement? Find(string id)
    {
        lock (_gate)
            return _index.TryGetValue(id, out var at) ? _rows[at].Json : null;
    }

    /// <summary>The objects as they are now. Rows that are appended later show up only in a new answer.</summary>
    internal RowSnapshot Rows()
    {
        lock (_gate)
            return _snapshot ??= new RowSnapshot([.. _rows.Select(row => row.Json)]);
    }

    /// <summary>What was added, changed or removed after a version, in order.</summary>
    internal IReadOnlyList<Entity> ChangedSince(long version)
    {
        lock (_gate)
            return [.. _rows.Concat(_removed.Values).Where(row => row.Version > version).OrderBy(row => row.Version)];
    }
}

/// <summary>An object with the number of its last change; <paramref name="Removed"/> says why it is gone.</summary>
internal sealed record Entity(string Id, JsonElement Json, long Version, string? Removed);
