using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Tenant.Hunting;

/// <summary>A column of a table, with the type that answers name.</summary>
internal sealed record HuntingColumn(string Name, string Type);

/// <summary>A table of advanced hunting. Values are text, <see cref="DateTime"/>, <see cref="long"/>, <see cref="bool"/> or null.</summary>
internal sealed class HuntingTable(string name, IReadOnlyList<HuntingColumn> columns)
{
    private readonly List<object?[]> _rows = [];

    public string Name => name;

    public IReadOnlyList<HuntingColumn> Columns => columns;

    public IReadOnlyList<object?[]> Rows
    {
        get
        {
            lock (_rows)
                return [.. _rows];
        }
    }

    /// <summary>Adds a row. Values of columns that the table doesn't have are left out; so is a row with an impossible time.</summary>
    public void Add(JsonElement json)
    {
        var row = new object?[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            if (!json.TryGetProperty(columns[i].Name, out var value))
            {
                row[i] = columns[i].Type == "String" ? "" : null;
                continue;
            }
            row[i] = Typed(columns[i].Type, value, out var possible);
            if (!possible)
                return;
        }
        lock (_rows)
            _rows.Add(row);
    }

    private static object? Typed(string type, JsonElement value, out bool possible)
    {
        possible = true;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText();
        switch (type)
        {
            case "DateTime":
                if (text.Length == 0)
                    return null;
                possible = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time);
                return possible ? time : null;
            case "Int32" or "Int64":
                return long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
            case "SByte":
                return bool.TryParse(text, out var flag) ? flag : null;
            default:
                return text;
        }
    }
}
