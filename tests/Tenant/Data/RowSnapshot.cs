using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;

namespace TikTokBan.Tenant.Data;

/// <summary>The objects of a collection at one moment. Who looks for one object after another finds each without going through all.</summary>
internal sealed class RowSnapshot(IReadOnlyList<JsonElement> rows) : IReadOnlyList<JsonElement>
{
    private readonly ConcurrentDictionary<string, Dictionary<string, List<JsonElement>>> _index = new(StringComparer.Ordinal);

    public int Count => rows.Count;

    public JsonElement this[int index] => rows[index];

    /// <summary>Objects with a text in a property of their own, whatever its case.</summary>
    public IReadOnlyList<JsonElement> With(string property, string text) =>
        _index.GetOrAdd(property, Index).GetValueOrDefault(text, []);

    public IEnumerator<JsonElement> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, List<JsonElement>> Index(string property)
    {
        var index = new Dictionary<string, List<JsonElement>>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (!row.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.String)
                continue;
            var text = value.GetString()!;
            if (!index.TryGetValue(text, out var same))
                index[text] = same = [];
            same.Add(row);
        }
        return index;
    }
}
