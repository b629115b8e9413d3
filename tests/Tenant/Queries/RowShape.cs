using System.Text.Json;

namespace TikTokBan.Tenant.Queries;

/// <summary>Which properties of an object are shown.</summary>
internal sealed class RowShape
{
    private readonly ListKind _kind;
    private readonly string[]? _shown;
    private readonly Dictionary<string, string[]?> _expanded = new(StringComparer.Ordinal);

    public RowShape(ListKind kind, QueryOptions query)
    {
        _kind = kind;
        _shown = kind.Selects && query.Select is { } select ? select : kind.Defaults;
        foreach (var relation in Split(query["$expand"] ?? ""))
        {
            var open = relation.IndexOf('(', StringComparison.Ordinal);
            var name = open < 0 ? relation : relation[..open];
            var inner = open < 0 ? null : QueryOptions.Parse(relation[(open + 1)..^1].Replace(';', '&')).Select;
            if (kind.Relations.Contains(name))
                _expanded[name] = inner;
        }
    }

    public void Write(Utf8JsonWriter json, JsonElement row)
    {
        json.WriteStartObject();
        WriteMembers(json, row);
        json.WriteEndObject();
    }

    public void WriteMembers(Utf8JsonWriter json, JsonElement row)
    {
        if (_kind.Type is not null)
            json.WriteString("@odata.type", _kind.Type);
        if (_shown is not null)
        {
            if (_kind.Type is null && row.TryGetProperty("@odata.type", out var type))
                json.WriteString("@odata.type", type.GetString());
            foreach (var name in _shown)
            {
                json.WritePropertyName(name);
                if (row.TryGetProperty(name, out var value) && !_kind.Relations.Contains(name))
                    value.WriteTo(json);
                else
                    json.WriteNullValue();
            }
        }
        else
        {
            foreach (var member in row.EnumerateObject().Where(member => !_kind.Relations.Contains(member.Name) && member.Name is not "key"))
                member.WriteTo(json);
        }
        foreach (var (name, select) in _expanded)
            Expand(json, row, name, select);
    }

    private void Expand(Utf8JsonWriter json, JsonElement row, string name, string[]? select)
    {
        json.WriteStartArray(name);
        if (row.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray().Take(_kind.MaxExpanded))
            {
                json.WriteStartObject();
                foreach (var member in item.EnumerateObject().Where(member => select is null || member.Name.StartsWith('@') || select.Contains(member.Name)))
                    member.WriteTo(json);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }

    // Commas in parentheses belong to the relation.
    private static IEnumerable<string> Split(string expand)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < expand.Length; i++)
        {
            depth += expand[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (expand[i] != ',' || depth > 0)
                continue;
            yield return expand[start..i].Trim();
            start = i + 1;
        }
        if (start < expand.Length)
            yield return expand[start..].Trim();
    }
}
