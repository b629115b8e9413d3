using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Crash.Tests;

/// <summary>What stands in a tenant and what was done there, told by names: ids and times differ from run to run.</summary>
internal static partial class TenantTrace
{
    /// <summary>Each effect on its own line, what changed several things once for each; in one order.</summary>
    public static IReadOnlyList<string> Effects(TenantState state)
    {
        var names = Names(state);
        return
        [
            .. state.Effects.All
                .SelectMany(effect => (effect.Details.Count == 0 ? [""] : effect.Details).Select(detail => $"{Verb(effect.Kind)} {Told(effect.Object, names)} {Told(detail, names)}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything that requests can change, by names.</summary>
    public static string State(TenantState state)
    {
        using var document = JsonDocument.Parse(state.Snapshot());
        return Told(document.RootElement, Names(state));
    }

    // What a request made is known by the effect that made it, also when it is gone again.
    private static Dictionary<string, string> Names(TenantState state) => state.Effects.All
        .Where(effect => effect.Name is not null && effect.Before is null && !effect.Kind.Contains("{id}", StringComparison.Ordinal))
        .ToDictionary(effect => effect.Object, effect => $"<{effect.Name}>", StringComparer.OrdinalIgnoreCase);

    private static string Told(JsonElement value, Dictionary<string, string> names) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",\n", value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {Told(member.Value, names)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",\n", value.EnumerateArray().Select(item => Told(item, names)).Order(StringComparer.Ordinal)) + "]",
        JsonValueKind.String => Told(value.GetString()!, names),
        _ => value.GetRawText(),
    };

    private static string Told(string text, Dictionary<string, string> names)
    {
        if (names.TryGetValue(text, out var known))
            return known;
        // Ids of assignments are made of those of what is assigned and to whom.
        foreach (var (id, name) in names.Where(pair => Guid.TryParse(pair.Key, out _)))
            text = text.Replace(id, name, StringComparison.OrdinalIgnoreCase);
        return Instant().Replace(text, "<time>");
    }

    // The same object is changed under both versions.
    private static string Verb(string kind) => kind.Replace("/beta/", "/", StringComparison.Ordinal).Replace("/v1.0/", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();
}
