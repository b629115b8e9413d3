using System.Text.Json;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>A comparison that a filter makes.</summary>
/// <param name="Property">Path of the property, <c>/</c> between its parts.</param>
/// <param name="Operator"><c>eq</c>, <c>startswith</c>, <c>in</c>, <c>any</c> …</param>
/// <param name="Value">What it is held against.</param>
internal sealed record Comparison(string Property, string Operator, string? Value);

/// <summary>A <c>$filter</c>: what it compares, and whether an object passes it.</summary>
internal sealed class FilterExpression
{
    private readonly Queue<string> _words;
    private readonly List<Comparison> _comparisons = [];
    private readonly Func<JsonElement, bool> _passes;
    private (string Property, string Text)? _only;

    private FilterExpression(string text)
    {
        _words = FilterTokens.Read(text);
        _passes = Disjunction();
        if (_words.Count > 0)
            throw Invalid();
    }

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    /// <summary>Property and text, where nothing is asked but that the one is the other.</summary>
    public (string Property, string Text)? Only => HasNot || HasOr ? null : _only;

    public bool HasOr { get; private set; }

    public bool HasNot { get; private set; }

    public bool Passes(JsonElement row) => _passes(row);

    public static FilterExpression Parse(string text) => new(text);

    private Func<JsonElement, bool> Disjunction()
    {
        var left = Conjunction();
        while (Take("or"))
        {
            HasOr = true;
            var (a, b) = (left, Conjunction());
            left = row => a(row) || b(row);
        }
        return left;
    }

    private Func<JsonElement, bool> Conjunction()
    {
        var left = Negation();
        while (Take("and"))
        {
            var (a, b) = (left, Negation());
            left = row => a(row) && b(row);
        }
        return left;
    }

    private Func<JsonElement, bool> Negation()
    {
        if (!Take("not"))
            return Primary();
        HasNot = true;
        var inner = Primary();
        return row => !inner(row);
    }

    private Func<JsonElement, bool> Primary()
    {
        if (Take("("))
        {
            var inner = Disjunction();
            Expect(")");
            return inner;
        }
        var name = Next();
        if (name.ToLowerInvariant() is "startswith" or "endswith" or "contains")
            return Function(name.ToLowerInvariant());
        if (string.Equals(name, "isof", StringComparison.OrdinalIgnoreCase))
            return IsOf();
        if (name.EndsWith("/any", StringComparison.Ordinal))
            return Any(name[..^4]);
        var operation = Next().ToLowerInvariant();
        if (operation == "in")
            return In(name);
        if (operation is not ("eq" or "ne" or "gt" or "ge" or "lt" or "le"))
            throw Invalid();
        var value = Next();
        _comparisons.Add(new(name, operation, Literal(value)));
        if (operation == "eq" && value.StartsWith('\'') && Literal(value) is { } text)
            _only = _words.Count == 0 && _comparisons.Count == 1 && !name.Contains('/', StringComparison.Ordinal) ? (name, text) : null;
        return row => JsonValues.Compares(JsonValues.Find(row, name), operation, value);
    }

    private Func<JsonElement, bool> Function(string function)
    {
        Expect("(");
        var property = Next();
        Expect(",");
        var value = Literal(Next()) ?? throw Invalid();
        Expect(")");
        if (Take("eq"))
            Expect("true");
        _comparisons.Add(new(property, function, value));
        return row => JsonValues.Find(row, property) is { ValueKind: JsonValueKind.String } found && function switch
        {
            "startswith" => found.GetString()!.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            "endswith" => found.GetString()!.EndsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => found.GetString()!.Contains(value, StringComparison.OrdinalIgnoreCase),
        };
    }

    private Func<JsonElement, bool> IsOf()
    {
        Expect("(");
        var type = Literal(Next()) ?? throw Invalid();
        Expect(")");
        _comparisons.Add(new("@odata.type", "isof", type));
        return row => row.TryGetProperty("@odata.type", out var found) && string.Equals(found.GetString()?.TrimStart('#'), type, StringComparison.OrdinalIgnoreCase);
    }

    private Func<JsonElement, bool> In(string property)
    {
        var values = new List<string>();
        Expect("(");
        do
            values.Add(Next());
        while (Take(","));
        Expect(")");
        _comparisons.Add(new(property, "in", string.Join(',', values)));
        return row => values.Exists(value => JsonValues.Compares(JsonValues.Find(row, property), "eq", value));
    }

    // "assignedPlans/any(p:p/service eq 'x')": one comparison inside is all that is understood.
    private Func<JsonElement, bool> Any(string property)
    {
        Expect("(");
        var variable = Next();
        Expect(":");
        var path = Next();
        var operation = Next().ToLowerInvariant();
        var value = Next();
        Expect(")");
        var inner = path.StartsWith(variable + "/", StringComparison.Ordinal) ? path[(variable.Length + 1)..] : null;
        _comparisons.Add(new(property, "any", Literal(value)));
        return row => JsonValues.Find(row, property) is { ValueKind: JsonValueKind.Array } items
            && items.EnumerateArray().Any(item => JsonValues.Compares(inner is null ? item : JsonValues.Find(item, inner), operation, value));
    }

    private static string? Literal(string word) => word == "null" ? null : word.StartsWith('\'') ? word[1..^1].Replace("''", "'", StringComparison.Ordinal) : word;

    private bool Take(string word)
    {
        if (!_words.TryPeek(out var next) || !string.Equals(next, word, StringComparison.OrdinalIgnoreCase))
            return false;
        _words.Dequeue();
        return true;
    }

    private string Next() => _words.TryDequeue(out var word) ? word : throw Invalid();

    private void Expect(string word)
    {
        if (!Take(word))
            throw Invalid();
    }

    private static Refusal Invalid() => Refusal.BadRequest("Invalid filter clause", "Request_UnsupportedQuery");
}
