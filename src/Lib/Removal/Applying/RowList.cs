using System.Text.Json;

namespace TikTokBan.Removal.Applying;

/// <summary>Rows of a list as its pages come, each once: services repeat rows from one page to the next, and whole pages.</summary>
internal sealed class RowList(int most)
{
    private readonly List<JsonElement> _rows = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>The rows; of one that came in two states, the later.</summary>
    public IReadOnlyList<JsonElement> All => _rows;

    /// <summary>How many came, repeated ones counted.</summary>
    public int Seen { get; private set; }

    /// <summary>Takes a page, or the one object that isn't a list.</summary>
    /// <returns>How many of its rows were new; null where there are more than may be.</returns>
    public int? Add(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object)
            return 0;
        if (!page.TryGetProperty("value", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return AddRow(page);
        var added = 0;
        foreach (var row in rows.EnumerateArray())
        {
            if (AddRow(row) is not { } one)
                return null;
            added += one;
        }

        return added;
    }

    private int? AddRow(JsonElement row)
    {
        Seen++;

        // Without an id, only what is the same to the letter is surely the same.
        var key = RowText.Of(row, "id") is { Length: > 0 } name
            ? "id " + name
            : row.GetRawText();
        if (_known.TryGetValue(key, out var known))
        {
            _rows[known] = row.Clone();
            return 0;
        }

        if (_rows.Count == most)
            return null;
        _known.Add(key, _rows.Count);
        _rows.Add(row.Clone());
        return 1;
    }
}
