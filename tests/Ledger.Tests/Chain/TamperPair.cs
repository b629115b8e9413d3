namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>Two independent edits in one ledger, made of rows that neither shares with the other.</summary>
internal static class TamperPair
{
    /// <summary>Joins two; null where both touch the same row, so that they are one.</summary>
    public static Dictionary<string, List<IDictionary<string, object?>>>? Of(LedgerEditor editor, TamperEdit one, TamperEdit other)
    {
        var joined = new Dictionary<string, List<IDictionary<string, object?>>>();
        foreach (var table in one.Tables.Keys.Union(other.Tables.Keys))
        {
            var rows = editor[table].ToDictionary(row => Key(table, row));
            var (mine, its) = (Changes(table, rows, one), Changes(table, rows, other));
            if (mine.Keys.Intersect(its.Keys).Any())
                return null;
            foreach (var (key, row) in mine.Concat(its))
            {
                if (row is null)
                    rows.Remove(key);
                else
                    rows[key] = row;
            }

            joined[table] = [.. rows.Values];
        }

        return joined;
    }

    /// <summary>Numbers of the events whose own rows an edit touches.</summary>
    public static IEnumerable<long> Events(LedgerEditor editor, TamperEdit edit) =>
        Changes("event", editor["event"].ToDictionary(row => Key("event", row)), edit).Keys.Select(key => long.Parse(key.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));

    private static Dictionary<string, IDictionary<string, object?>?> Changes(string table, Dictionary<string, IDictionary<string, object?>> before, TamperEdit edit)
    {
        if (!edit.Tables.TryGetValue(table, out var rows))
            return [];
        var after = rows.ToDictionary(row => Key(table, row));
        return before.Keys.Union(after.Keys).Where(key => !IsSame(before.GetValueOrDefault(key), after.GetValueOrDefault(key))).ToDictionary(key => key, after.GetValueOrDefault);
    }

    private static bool IsSame(IDictionary<string, object?>? one, IDictionary<string, object?>? other) =>
        one is not null && other is not null && one.All(pair => pair.Value is byte[] bytes && other[pair.Key] is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(pair.Value, other[pair.Key]));

    private static string Key(string table, IDictionary<string, object?> row) => string.Join('/', TamperTables.Keys[table].Select(column => row[column] is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(row[column], System.Globalization.CultureInfo.InvariantCulture)));
}
