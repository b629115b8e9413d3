using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Tenant.Queries;

/// <summary>Values of JSON, as filters see them.</summary>
internal static class JsonValues
{
    public static JsonElement? Find(JsonElement row, string path)
    {
        foreach (var part in path.Split('/'))
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(part, out row))
                return null;
        }
        return row;
    }

    public static bool Compares(JsonElement? found, string operation, string word)
    {
        var isMissing = found is null or { ValueKind: JsonValueKind.Null };
        if (word == "null" || isMissing)
            return operation == "ne" ? isMissing != (word == "null") : operation == "eq" && isMissing && word == "null";
        var text = found!.Value.ValueKind == JsonValueKind.String ? found.Value.GetString()! : found.Value.GetRawText();
        var order = Order(text, word.StartsWith('\'') ? word[1..^1].Replace("''", "'", StringComparison.Ordinal) : word);
        return operation switch { "eq" => order == 0, "ne" => order != 0, "gt" => order > 0, "ge" => order >= 0, "lt" => order < 0, _ => order <= 0 };
    }

    private static int Order(string a, string b)
    {
        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (double.TryParse(a, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, CultureInfo.InvariantCulture, out var y))
            return x.CompareTo(y);
        return a.Length > 9 && a[4] == '-' && DateTime.TryParse(a, CultureInfo.InvariantCulture, Utc, out var earlier) && DateTime.TryParse(b, CultureInfo.InvariantCulture, Utc, out var later)
            ? earlier.CompareTo(later)
            : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }
}
