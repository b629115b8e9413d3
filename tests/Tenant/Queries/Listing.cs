using System.Text.Json;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Answers a list: filter, count, page and link.</summary>
internal static class Listing
{
    public static Answer Page(Exchange exchange, ListKind kind, IReadOnlyList<JsonElement> rows)
    {
        if (kind.IsDirectory)
            DirectoryQueries.Check(exchange);
        var query = exchange.Query;
        var size = Size(exchange, kind);
        var found = DirectoryQueries.Ordered(exchange, Filtered(exchange, kind, rows));
        var start = query.SkipToken is { } token ? SkipToken.Read(token, exchange.Raw.Query, "page").Position : 0;
        var page = PageFaults.Apply(exchange, found, (int)start, size, out var next);
        Note(exchange, kind, page.Count, found.Count);
        var shape = new RowShape(kind, query);
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Root}/{(exchange.Route.IsBeta ? "beta" : "v1.0")}/$metadata#{kind.Context}{(query.Select is { } select && kind.Selects ? $"({string.Join(',', select)})" : "")}");
            if (query.WantsCount && kind.Counts && query.SkipToken is null)
                json.WriteNumber("@odata.count", found.Count);
            if (next is not null)
                json.WriteString("@odata.nextLink", next);
            json.WriteStartArray("value");
            foreach (var row in page)
                shape.Write(json, row);
            json.WriteEndArray();
        });
    }

    /// <summary>Answers one object by the rules of its list.</summary>
    public static Answer Single(Exchange exchange, ListKind kind, JsonElement row, int status = 200)
    {
        var shape = new RowShape(kind with { Type = null }, exchange.Query);
        return Answer.Json(
            json =>
            {
                json.WriteString("@odata.context", $"{exchange.Root}/{(exchange.Route.IsBeta ? "beta" : "v1.0")}/$metadata#{kind.Context}/$entity");
                shape.WriteMembers(json, row);
            },
            status);
    }

    /// <summary>Keeps what tells this list from others, so that the fewest requests for it can be told afterwards.</summary>
    public static void Note(Exchange exchange, ListKind kind, int rows, int total)
    {
        exchange.Log.Rows = rows;
        exchange.Log.Total = total;
        exchange.Log.PageLimit = kind.MaxTop;
        exchange.Log.Subject = $"{exchange.Raw.Path}?{string.Join('&', Uri.UnescapeDataString(QueryOptions.WithoutTokens(exchange.Raw.Query)).Split('&').Where(option => !option.StartsWith("$top=", StringComparison.OrdinalIgnoreCase)))}";
    }

    private static int Size(Exchange exchange, ListKind kind)
    {
        if (exchange.Query.Top is not { } top)
            return kind.DefaultTop;
        if (top <= kind.MaxTop)
            return top;
        return kind.Oversized == OversizedTop.Clamped ? kind.MaxTop
            : throw Refusal.BadRequest($"Invalid page size specified: '{top}'. Must be between 1 and {kind.MaxTop} inclusive.", "Request_UnsupportedQuery");
    }

    private static IReadOnlyList<JsonElement> Filtered(Exchange exchange, ListKind kind, IReadOnlyList<JsonElement> rows)
    {
        var searched = kind.IsDirectory ? DirectoryQueries.Searched(exchange, rows) : rows;
        if (exchange.Query.Filter is not { Length: > 0 } text || exchange.Has(FaultKind.IgnoredFilter))
            return searched;
        var filter = FilterExpression.Parse(text);
        switch (kind.Filters.Judge(filter))
        {
            case FilterVerdict.Refused:
                throw Refusal.BadRequest($"Unsupported or invalid query filter clause specified for property '{filter.Comparisons[0].Property}' of resource '{kind.Context}'.", "Request_UnsupportedQuery");
            case FilterVerdict.Ignored:
                return searched;
            case FilterVerdict.NeedsAdvancedQuery when !exchange.IsEventual || !exchange.Query.WantsCount:
                throw Refusal.BadRequest("Unsupported Query.", "Request_UnsupportedQuery");
            default:
                return searched is RowSnapshot snapshot && filter.Only is var (property, value) ? snapshot.With(property, value) : [.. searched.Where(filter.Passes)];
        }
    }
}
