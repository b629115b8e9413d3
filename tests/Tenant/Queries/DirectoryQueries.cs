using System.Text.Json;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>What the directory asks of a query beyond its filter.</summary>
internal static class DirectoryQueries
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { "$select", "$filter", "$top", "$count", "$expand", "$orderby", "$search", "$skiptoken", "$deltatoken", "$format" };

    public static void Check(Exchange exchange)
    {
        var query = exchange.Query;
        if (query["$skip"] is not null)
            throw Refusal.BadRequest("'$skip' is not supported by the service.", "Request_UnsupportedQuery");
        if (query.Names.FirstOrDefault(name => name.StartsWith('$') && !Known.Contains(name)) is { } unknown)
            throw Refusal.BadRequest($"Unrecognized query argument specified: '{unknown}'.", "Request_UnsupportedQuery");
        if (exchange.IsEventual)
            return;
        if (query.WantsCount)
            throw Refusal.BadRequest("$count is not currently supported.", "Request_BadRequest");
        if (query["$search"] is not null)
            throw Refusal.BadRequest("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'", "Request_UnsupportedQuery");
        if (query["$orderby"] is not null && query.Filter is not null)
            throw Refusal.BadRequest("Sorting not supported for current query.", "Request_UnsupportedQuery");
    }

    public static IReadOnlyList<JsonElement> Searched(Exchange exchange, IReadOnlyList<JsonElement> rows)
    {
        if (exchange.Query["$search"] is not { } search)
            return rows;
        var parts = search.Trim('"').Split(':', 2);
        return parts.Length < 2
            ? throw Refusal.BadRequest("Invalid $search clause: a property is needed, as in \"displayName:name\".", "Request_UnsupportedQuery")
            : [.. rows.Where(row => JsonValues.Find(row, parts[0]) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Contains(parts[1], StringComparison.OrdinalIgnoreCase))];
    }

    public static IReadOnlyList<JsonElement> Ordered(Exchange exchange, IReadOnlyList<JsonElement> rows)
    {
        if (exchange.Query["$orderby"] is not { } order)
            return rows;
        var words = order.Split(',')[0].Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Key(JsonElement row) => JsonValues.Find(row, words[0])?.ToString() ?? "";
        return words.Length > 1 && words[1] == "desc"
            ? [.. rows.OrderByDescending(Key, StringComparer.OrdinalIgnoreCase)]
            : [.. rows.OrderBy(Key, StringComparer.OrdinalIgnoreCase)];
    }
}
