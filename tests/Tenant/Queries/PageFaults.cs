using System.Text.Json;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Cuts a page out of a list, and does to it what a fault says.</summary>
internal static class PageFaults
{
    public static IReadOnlyList<JsonElement> Apply(Exchange exchange, IReadOnlyList<JsonElement> rows, int start, int size, out string? next)
    {
        List<JsonElement> page = [.. rows.Skip(start).Take(size)];
        next = start + size < rows.Count ? Link(exchange, start + size) : null;
        switch (exchange.Fault?.Kind)
        {
            case FaultKind.DuplicateRows:
                page.AddRange(rows.Skip(Math.Max(0, start - 3)).Take(5));
                break;
            case FaultKind.ReorderRows:
                page.Reverse();
                break;
            case FaultKind.EmptyPage:
                next = Link(exchange, start);
                return [];
            case FaultKind.ForeignNextLink:
                next = "https://graph.evil.example/v1.0/users?$skiptoken=716";
                break;
            case FaultKind.NextLinkLoop:
                next = $"{exchange.Root}{exchange.Raw.Path}?{exchange.Raw.Query}";
                break;
        }
        return page;
    }

    public static string Link(Exchange exchange, long position, string kind = "page", string option = "$skiptoken")
    {
        var query = QueryOptions.WithoutTokens(exchange.Raw.Query);

        // Numbered, so that a link that leads to the same page again is another link.
        var token = new SkipToken(kind, position, exchange.Log.Number).Write(exchange.Raw.Query);
        var path = string.Join('/', exchange.Raw.Path.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal)));
        return $"{exchange.Root}{path}?{query}{(query.Length > 0 ? "&" : "")}{option}={token}";
    }
}
