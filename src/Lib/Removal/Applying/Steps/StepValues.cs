using System.Collections.Concurrent;
using System.Text.Json;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>What is known while an action runs: the ids of objects, shared by all actions, and the rows that it read itself.</summary>
internal sealed class StepValues(string action, string graph, ConcurrentDictionary<string, string> objects)
{
    private readonly Dictionary<string, IReadOnlyList<JsonElement>> _rows = new(StringComparer.Ordinal);

    /// <summary>Id of the action's own object.</summary>
    public string? Own
    {
        get => objects.GetValueOrDefault(action);
        set
        {
            if (value is null)
                objects.TryRemove(action, out _);
            else
                objects[action] = value;
        }
    }

    public IReadOnlyDictionary<string, string> Objects => objects;

    /// <summary>Rows by the name that requests know them by; those of the reading that finds the object under the empty one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Named => _rows;

    public RunValues ForChecks => new(objects, _rows);

    public void Keep(string name, IReadOnlyList<JsonElement> rows) => _rows[name] = rows;

    public IReadOnlyList<JsonElement> Rows(string name) => _rows.GetValueOrDefault(name) ?? [];

    /// <summary>The value that a placeholder stands for; null where it is not known.</summary>
    /// <param name="name">What stands between the braces.</param>
    /// <param name="each">The row that the request is sent for, where it is sent for each.</param>
    public string? Find(string name, JsonElement? each)
    {
        if (name == "graph")
            return graph;
        var parts = name.Split('.', 4);
        return parts switch
        {
            [var of, "id"] => objects.GetValueOrDefault(of),
            [_, _, "each", var member] => each is { } row ? Member(row, member) : null,
            [_, var read, var member] => Rows(read) is [var single] ? Member(single, member) : null,
            _ => null,
        };
    }

    public static string? Member(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => RowText.Of(row, name),
                JsonValueKind.Null => null,
                _ => value.GetRawText(),
            }
            : null;
}
