using System.Text.Json;
using System.Text.RegularExpressions;

namespace TikTokBan.Tests.Reports;

/// <summary>Holds a document against a schema of ours. It knows the words that our schemas use and refuses a schema that uses others.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private readonly List<string> _wrong = [];

    public static IReadOnlyList<string> Find(string schemaFile, string document)
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Repository.At("schemas", schemaFile))).RootElement;
        var check = new SchemaCheck(schema);
        check.Check(schema, JsonDocument.Parse(document).RootElement, "$");
        return check._wrong;
    }

    private void Check(JsonElement schema, JsonElement value, string at)
    {
        foreach (var word in schema.EnumerateObject())
        {
            var holds = word.Name switch
            {
                "$schema" or "title" or "description" or "$defs" or "format" => true,
                "$ref" => Refer(word.Value.GetString()!, value, at),
                "type" => word.Value.ValueKind == JsonValueKind.Array ? word.Value.EnumerateArray().Any(type => IsOfType(type.GetString()!, value)) : IsOfType(word.Value.GetString()!, value),
                "enum" => word.Value.EnumerateArray().Any(allowed => allowed.GetString() == (value.ValueKind == JsonValueKind.String ? value.GetString() : null)),
                "pattern" => value.ValueKind == JsonValueKind.String && Regex.IsMatch(value.GetString()!, word.Value.GetString()!),
                "minLength" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length >= word.Value.GetInt32(),
                "minimum" => value.ValueKind == JsonValueKind.Number && value.GetInt64() >= word.Value.GetInt64(),
                "required" => value.ValueKind != JsonValueKind.Object || word.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "oneOf" => word.Value.EnumerateArray().Count(one => IsOne(one, value)) == 1,
                "anyOf" => word.Value.EnumerateArray().Any(one => IsOne(one, value)),
                "items" => value.ValueKind != JsonValueKind.Array || Each(value.EnumerateArray().Select((item, index) => (item, $"{at}[{index}]")), word.Value),
                "properties" => true,
                "additionalProperties" => true,
                _ => throw new NotSupportedException($"this check does not know \"{word.Name}\""),
            };
            if (!holds)
                _wrong.Add($"{at}: {word.Name} {word.Value.GetRawText()[..Math.Min(60, word.Value.GetRawText().Length)]}");
        }

        if (value.ValueKind == JsonValueKind.Object)
            Members(schema, value, at);
    }

    private void Members(JsonElement schema, JsonElement value, string at)
    {
        var named = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var member in value.EnumerateObject())
        {
            if (named && properties.TryGetProperty(member.Name, out var known))
                Check(known, member.Value, $"{at}.{member.Name}");
            else if (others && rest.ValueKind == JsonValueKind.False)
                _wrong.Add($"{at}: {member.Name} is not in the schema");
            else if (others)
                Check(rest, member.Value, $"{at}.{member.Name}");
        }
    }

    private bool Refer(string reference, JsonElement value, string at)
    {
        Check(root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]), value, at);
        return true;
    }

    private bool Each(IEnumerable<(JsonElement Item, string At)> items, JsonElement schema)
    {
        foreach (var (item, at) in items)
            Check(schema, item, at);
        return true;
    }

    private bool IsOne(JsonElement schema, JsonElement value)
    {
        var check = new SchemaCheck(root);
        check.Check(schema, value, "");
        return check._wrong.Count == 0;
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"this check does not know the type \"{type}\""),
    };
}
