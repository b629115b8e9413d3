using System.Globalization;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>The options after the question mark, unescaped.</summary>
internal sealed class QueryOptions
{
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that were given, with their dollar sign.</summary>
    public IEnumerable<string> Names => _options.Keys;

    public string? Filter => this["$filter"];

    public string? SkipToken => this["$skiptoken"];

    public string? DeltaToken => this["$deltatoken"];

    public bool WantsCount => string.Equals(this["$count"], "true", StringComparison.OrdinalIgnoreCase);

    public string[]? Select => this["$select"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public string? this[string name] => _options.TryGetValue(name, out var value) ? value : null;

    public int? Top => this["$top"] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0 ? top
        : throw Refusal.BadRequest($"Invalid value '{text}' for $top query option found. The $top query option requires a non-negative integer value.");

    /// <summary>For a service that has already done with the filter what it does.</summary>
    public void DropFilter() => _options.Remove("$filter");

    public static QueryOptions Parse(string query)
    {
        var options = new QueryOptions();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            options._options[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
        }
        return options;
    }

    /// <summary>The query without what only says where to go on.</summary>
    public static string WithoutTokens(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Where(pair => Uri.UnescapeDataString(pair.Split('=')[0]).ToLowerInvariant() is not ("$skiptoken" or "$deltatoken")));
}
