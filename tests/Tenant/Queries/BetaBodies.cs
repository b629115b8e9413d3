using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Holds what a beta request sends against the published typings of the beta resources: names of types, properties and values.</summary>
internal sealed partial class BetaBodies
{
    private readonly Dictionary<string, (string? Base, Dictionary<string, string> Properties)> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);

    public BetaBodies(string? file)
    {
        if (file is null)
            return;
        Dictionary<string, string>? open = null;
        var lines = File.ReadLines(file).GetEnumerator();
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (Head().Match(line) is { Success: true } head)
                _types.TryAdd(head.Groups[1].Value, (head.Groups[2].Success ? head.Groups[2].Value : null, open = new(StringComparer.Ordinal)));
            else if (Values().Match(line) is { Success: true } values)
                _values.TryAdd(values.Groups[1].Value, ReadValues(values.Groups[2].Value, lines));
            else if (open is not null && Property().Match(line) is { Success: true } property)
                open.TryAdd(property.Groups[1].Value, Plain(property.Groups[2].Value));
        }
    }

    public bool IsOfficial => _types.Count > 0;

    /// <summary>The properties of a type that are beta's own, its base types' included; none for a type that isn't known.</summary>
    public IReadOnlyCollection<string> Properties(string type) => [.. Chain(type).SelectMany(name => _types[name].Properties.Keys)];

    public void Check(Exchange exchange)
    {
        if (!IsOfficial || exchange.Route.Body is not { } expected || exchange.Raw.Body.Length == 0)
            return;
        var body = exchange.Json();
        if (expected.Split(':') is [var parameter, var type])
        {
            // An action's parameters aren't in the typings.
            foreach (var member in body.EnumerateObject())
                CheckParameter(member, parameter, type);
            return;
        }
        Check(body, expected);
    }

    private void CheckParameter(JsonProperty member, string parameter, string type)
    {
        if (!parameter.Split(',').Contains(member.Name))
            throw Refusal.BadRequest($"The parameter '{member.Name}' in the request payload is not a valid parameter for the operation.");
        CheckValue(member.Value, type, member.Name);
    }

    private void Check(JsonElement value, string expected)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Refusal.BadRequest($"A value of type '{expected}' must be an object.");
        var type = value.TryGetProperty("@odata.type", out var named) && named.ValueKind == JsonValueKind.String ? Capital(named.GetString()!) : expected;
        if (!Chain(type).Contains(expected))
            throw Refusal.BadRequest($"A type named '{named}' could not be resolved by the model, or is not a kind of '{expected}'.");
        foreach (var member in value.EnumerateObject().Where(member => !member.Name.Contains('@', StringComparison.Ordinal)))
        {
            var declared = Chain(type).Select(name => _types[name].Properties.GetValueOrDefault(member.Name)).FirstOrDefault(found => found is not null)
                ?? throw Refusal.BadRequest($"The property '{member.Name}' does not exist on type 'microsoft.graph.{type}'. Make sure to only use property names that are defined by the type.");
            CheckValue(member.Value, declared, member.Name);
        }
    }

    private void CheckValue(JsonElement value, string declared, string name)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if (declared.EndsWith("[]", StringComparison.Ordinal))
        {
            if (value.ValueKind != JsonValueKind.Array)
                throw Wrong(name, declared);
            foreach (var item in value.EnumerateArray())
                CheckValue(item, declared[..^2], name);
            return;
        }
        var isRight = declared switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ when _values.TryGetValue(declared, out var values) => value.ValueKind == JsonValueKind.String && value.GetString()!.Split(',').All(word => values.Contains(word.Trim())),
            _ => true,
        };
        if (!isRight)
            throw Wrong(name, declared);
        if (_types.ContainsKey(declared))
            Check(value, declared);
    }

    private IEnumerable<string> Chain(string? type)
    {
        for (; type is not null && _types.TryGetValue(type, out var known); type = known.Base)
            yield return type;
    }

    private static HashSet<string> ReadValues(string text, IEnumerator<string> lines)
    {
        while (!text.Contains(';', StringComparison.Ordinal) && lines.MoveNext())
            text += lines.Current;
        return [.. Quoted().Matches(text).Select(match => match.Groups[1].Value)];
    }

    private static string Plain(string type) => type.StartsWith("NullableOption<", StringComparison.Ordinal) ? type[15..^1] : type;

    private static string Capital(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..].TrimStart('#');
        return name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static Refusal Wrong(string name, string declared) => Refusal.BadRequest($"Cannot convert the value of the property '{name}' to the expected type '{declared}'.");

    [GeneratedRegex(@"^export interface (\w+)(?: extends (\w+))? \{")]
    private static partial Regex Head();

    [GeneratedRegex(@"^export type (\w+) =(.*)$")]
    private static partial Regex Values();

    [GeneratedRegex(@"^    (\w+)\??: (.+);$")]
    private static partial Regex Property();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
