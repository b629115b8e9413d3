using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>One object, seen as a row. A property of an object within it counts as a column named by both, as in <c>deviceDetail.deviceId</c>.</summary>
internal sealed class JsonRow : Row
{
    private const int Levels = 3;
    private const int MostNames = 4096;

    private readonly Dictionary<string, List<(int Column, int Rank)>> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _normal = new(StringComparer.Ordinal);
    private readonly JsonElement[] _values;
    private readonly int[] _ranks;
    private readonly IReadOnlyList<string>? _schema;
    private long _line;

    /// <summary>Makes a row for the columns of a shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="schema">Names of columns, where rows are arrays of values.</param>
    public JsonRow(Shape shape, IReadOnlyList<string>? schema)
    {
        _schema = schema;
        _values = new JsonElement[shape.Columns.Count];
        _ranks = new int[shape.Columns.Count];
        for (var column = 0; column < shape.Columns.Count; column++)
        {
            var names = shape.Columns[column].Split('|');
            for (var rank = 0; rank < names.Length; rank++)
            {
                if (!_wanted.TryGetValue(names[rank], out var places))
                    _wanted.Add(names[rank], places = []);
                places.Add((column, rank));
            }
        }
    }

    public override long Line => _line;

    /// <summary>Takes the next object; false when it is neither an object nor an array that fits the schema.</summary>
    public bool Move(JsonElement element, long line)
    {
        _line = line;
        Array.Clear(_values);
        Array.Fill(_ranks, int.MaxValue);
        if (element.ValueKind == JsonValueKind.Object)
        {
            Gather(element, "", Levels);
            return true;
        }

        if (element.ValueKind != JsonValueKind.Array || _schema is null || element.GetArrayLength() != _schema.Count)
            return false;
        var place = 0;
        foreach (var value in element.EnumerateArray())
            Keep(Normal(_schema[place++]), value);
        return true;
    }

    public override string? Text(int column)
    {
        var value = _values[column];
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => Joined(value),
            _ => null,
        };
        return text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    public override bool TryItems(int column, out JsonElement items)
    {
        items = _values[column];
        return items.ValueKind == JsonValueKind.Array;
    }

    private void Gather(JsonElement element, string prefix, int levels)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + Normal(property.Name);
            Keep(name, property.Value);
            if (property.Value.ValueKind == JsonValueKind.Object && levels > 1)
                Gather(property.Value, name, levels - 1);
        }
    }

    private void Keep(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || !_wanted.TryGetValue(name, out var places))
            return;
        foreach (var (column, rank) in places)
        {
            if (rank >= _ranks[column])
                continue;
            _ranks[column] = rank;
            _values[column] = value;
        }
    }

    private string Normal(string name)
    {
        if (_normal.TryGetValue(name, out var normal))
            return normal;
        normal = Header.Normal(name);
        if (_normal.Count < MostNames)
            _normal.Add(name, normal);
        return normal;
    }

    private static string Joined(JsonElement array) => string.Join(
        '\n', array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()));
}
