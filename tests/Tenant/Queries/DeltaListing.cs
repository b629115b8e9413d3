using System.Text.Json;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Answers a delta: everything the first time, then what changed, then a link for the time after.</summary>
internal static class DeltaListing
{
    private const int PageSize = 200;

    public static Answer Page(Exchange exchange, ListKind kind, EntitySet set)
    {
        var query = exchange.Query;
        if (query["$expand"] is not null || query["$orderby"] is not null || query["$search"] is not null)
            throw Refusal.BadRequest("The query specified in the URI is not valid: $expand, $orderby and $search cannot be combined with a delta.", "Request_UnsupportedQuery");
        if (string.Equals(query.DeltaToken, "latest", StringComparison.OrdinalIgnoreCase))
            return Write(exchange, kind, [], null, exchange.State.Version);
        var since = query.DeltaToken is { } token ? Since(exchange, token) : -1;
        var start = 0L;
        if (query.SkipToken is { } skip)
        {
            // Position and the version it counts from, in one number.
            var position = SkipToken.Read(skip, exchange.Raw.Query, "delta").Position;
            (since, start) = (position / 1_000_000_000 - 1, position % 1_000_000_000);
        }
        var rows = since < 0 ? [.. set.Rows().Select(row => new Entity("", row, 0, null))] : set.ChangedSince(since);
        var next = start + PageSize < rows.Count ? PageFaults.Link(exchange, (since + 1) * 1_000_000_000 + start + PageSize, "delta") : null;
        var page = rows.Skip((int)start).Take(PageSize).ToList();
        Listing.Note(exchange, kind with { MaxTop = PageSize }, page.Count, rows.Count);
        return Write(exchange, kind, page, next, exchange.State.Version);
    }

    private static long Since(Exchange exchange, string token)
    {
        var version = SkipToken.Read(token, exchange.Raw.Query, "changes").Position;
        return version > exchange.State.OldestDelta
            ? version
            : throw new Refusal(410, "syncStateNotFound", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd.")
                .With("Location", $"{exchange.Root}{exchange.Raw.Path}?{QueryOptions.WithoutTokens(exchange.Raw.Query)}");
    }

    private static Answer Write(Exchange exchange, ListKind kind, IReadOnlyList<Entity> page, string? next, long version)
    {
        var shape = new RowShape(kind, exchange.Query);
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Root}/v1.0/$metadata#{kind.Context}");
            if (next is not null)
                json.WriteString("@odata.nextLink", next);
            else
                json.WriteString("@odata.deltaLink", PageFaults.Link(exchange, version, "changes", "$deltatoken"));
            json.WriteStartArray("value");
            foreach (var entity in page)
            {
                if (entity.Removed is null)
                    shape.Write(json, entity.Json);
                else
                    Removed(json, entity);
            }
            json.WriteEndArray();
        });
    }

    private static void Removed(Utf8JsonWriter json, Entity entity)
    {
        json.WriteStartObject();
        json.WriteString("id", entity.Id);
        json.WriteStartObject("@removed");
        json.WriteString("reason", entity.Removed);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
