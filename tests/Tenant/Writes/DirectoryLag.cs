using System.Text.Json;

namespace TikTokBan.Tenant.Writes;

/// <summary>New objects that filtered lists don't show yet: the directory's copies learn of them late.</summary>
internal sealed class DirectoryLag
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _hidden = new(StringComparer.OrdinalIgnoreCase);

    public void Begin(string id, int reads)
    {
        lock (_gate)
        {
            if (reads > 0)
                _hidden[id] = reads;
        }
    }

    /// <summary>What a filtered list shows. Each time it is asked for brings the copies nearer.</summary>
    public IReadOnlyList<JsonElement> Seen(IReadOnlyList<JsonElement> rows, bool isFiltered)
    {
        lock (_gate)
        {
            if (!isFiltered || _hidden.Count == 0)
                return rows;
            var seen = rows.Where(row => !_hidden.ContainsKey(row.GetProperty("id").GetString()!)).ToList();
            foreach (var id in _hidden.Keys.ToList())
            {
                if (--_hidden[id] <= 0)
                    _hidden.Remove(id);
            }
            return seen;
        }
    }
}
