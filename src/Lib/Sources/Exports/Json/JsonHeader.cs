using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>What the first rows of a JSON file say about its shape.</summary>
internal sealed class JsonHeader
{
    private readonly List<string> _names = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _type;

    /// <summary>Notes the property names of a row.</summary>
    public void Add(JsonElement row)
    {
        if (row.ValueKind == JsonValueKind.Object)
            Add(row, "", 3);
    }

    /// <summary>What was found.</summary>
    /// <param name="context">The address of the metadata, if the file has one.</param>
    /// <param name="schema">The list of columns, if the file has one.</param>
    public Header ToHeader(string? context, IReadOnlyList<string>? schema) =>
        new(_names.Count == 0 && schema is not null ? schema : _names, EntityOf(context) ?? _type);

    private void Add(JsonElement element, string prefix, int levels)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (_seen.Count < 2000 && _seen.Add(name))
                _names.Add(name);
            if (prefix.Length == 0 && property.Name == "@odata.type" && property.Value.ValueKind == JsonValueKind.String)
                _type ??= TypeName(property.Value.GetString()!);
            if (property.Value.ValueKind == JsonValueKind.Object && levels > 1)
                Add(property.Value, name + ".", levels - 1);
        }
    }

    // "#microsoft.graph.user" -> "user"
    private static string TypeName(string type) => type[(type.LastIndexOf('.') + 1)..].TrimStart('#').ToLowerInvariant();

    // ".../$metadata#users(id,displayName)/$entity" -> "users"; ".../$metadata#auditLogs/signIns" -> "signins"
    private static string? EntityOf(string? context)
    {
        if (context is null || context.IndexOf('#', StringComparison.Ordinal) is var hash && hash < 0)
            return null;
        var path = context[(hash + 1)..].Replace("/$entity", "", StringComparison.Ordinal);
        if (path.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && path.IndexOf(')', open) is var close && (close < 0 || close == path.Length - 1))
            path = path[..open];
        return path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }
}
