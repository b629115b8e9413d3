using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>What a tenant holds of one sort: objects by id, each with what is assigned to it.</summary>
internal sealed class PlaceRows
{
    private readonly SortedDictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<JsonObject>> _assignments = new(StringComparer.Ordinal);

    public IEnumerable<JsonObject> All => _rows.Values;

    public bool Has(string id) => _rows.ContainsKey(id);

    public JsonObject this[string id] => _rows[id];

    public void Add(string id, JsonObject row)
    {
        row["id"] = id;
        (_rows[id], _assignments[id]) = (row, []);
    }

    public bool Remove(string id) => _rows.Remove(id) | _assignments.Remove(id);

    public IReadOnlyList<JsonObject> Assigned(string id) => _assignments[id];

    /// <summary>Replaces the whole list, as services do; ids are given anew.</summary>
    public void Assign(string id, IEnumerable<JsonNode> rows) =>
        _assignments[id] = [.. rows.Select((row, index) =>
        {
            var kept = Content((JsonObject)row);
            kept["id"] = $"{id}-{index}";
            return kept;
        })];

    public JsonNode Snapshot() => new JsonArray([.. _rows.Select(pair => (JsonNode)new JsonObject { ["row"] = pair.Value.DeepClone(), ["assigned"] = new JsonArray([.. _assignments[pair.Key].Select(Content).OrderBy(row => row.ToJsonString(), StringComparer.Ordinal)]) })
        .OrderBy(row => row.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonObject Content(JsonObject row)
    {
        var content = row.DeepClone().AsObject();
        content.Remove("id");
        return content;
    }

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
